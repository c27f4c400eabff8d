import * as z from 'zod/mini';
import { createDocument } from 'zod-openapi';
import { type ErrorCode, errorCodes, type Operation, operations, wire } from '../src/contract/index.ts';
import { errorsOf } from './errors-of.ts';

type Documented = Parameters<typeof createDocument>[0];
type DocumentedOperation = NonNullable<NonNullable<Documented['paths']>[string]['get']>;

const tags = {
  access: 'Handshake, members, embed codes and sessions',
  collections: 'Collections with their documents, signers and placements',
  ceremonies: 'Acts of signing',
  events: 'Events, webhooks and their log',
} as const;

const tagOf = ({ path }: Operation): keyof typeof tags => {
  if (path.startsWith('/transaction')) return 'collections';
  if (/^\/(webhook|event)/.test(path)) return 'events';
  return path.startsWith('/ceremony') ? 'ceremonies' : 'access';
};

/** What stands in the braces of a path, where it is not an id. */
const pathParameters: Readonly<Record<string, z.ZodMiniType>> = {
  order: z.int().check(z.positive()),
  idRequest: z.string().check(z.regex(/^[A-Za-z0-9]{30}$/)),
  hmac: wire.Sha256,
};

const headers = {
  idempotencyKey: z.string().check(z.minLength(1), z.maxLength(257)),
  ifMatch: z.string().check(z.regex(/^"v\d{1,9}"$/)),
  proof: z.string(),
};

/** The OpenAPI 3.1 document of the contract. Wire schemas become components under the names they are exported by. */
export function openApiDocument(version: string): object {
  for (const [id, schema] of Object.entries(wire)) {
    if (schema instanceof z.ZodMiniType && !z.globalRegistry.has(schema)) z.globalRegistry.add(schema, { id });
  }
  const paths: Record<string, Record<string, DocumentedOperation>> = {};
  for (const operation of Object.values(operations) as Operation[]) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = documented(operation);
  }
  const document: Documented = {
    openapi: '3.1.1',
    info: {
      title: 'jesignexpert.com editor API',
      version,
      description: 'Operations marked `observed` were seen in public integrations, those marked `ours` are proposed.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      {
        url: '{origin}/editor/{editorShortcut}',
        description: 'The platform; by default the sandbox on a laptop',
        variables: { origin: { default: 'http://localhost:4010' }, editorShortcut: { default: 'demo' } },
      },
    ],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: paths as NonNullable<Documented['paths']>,
    components: { securitySchemes },
  };
  return createDocument(document, { override: ({ jsonSchema }) => loosen(jsonSchema) });
}

/** Clients must take members that later versions add, and the limits of a double say nothing about an integer. */
function loosen(schema: { additionalProperties?: unknown; minimum?: unknown; maximum?: unknown }): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

const securitySchemes = {
  OfficeToken: {
    type: 'apiKey',
    in: 'header',
    name: 'JSE-EDITOR-TOKEN-OFFICE',
    description: 'The firm; back ends only',
  },
  UserToken: { type: 'apiKey', in: 'header', name: 'JSE-EDITOR-TOKEN-USER', description: 'The member; back ends only' },
  Session: { type: 'http', scheme: 'DPoP', description: 'A session of a page, bound to its key (RFC 9449)' },
  Handshake: {
    type: 'apiKey',
    in: 'query',
    name: 'ts',
    description: 'The path carries hex(HMAC-SHA-256(secret, "shortcut||idRequest||ts")); ts in epoch milliseconds',
  },
} as const;

function documented(operation: Operation): DocumentedOperation {
  const { id, summary, source, purposes, query, body, multipart, status } = operation;
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const path = Object.fromEntries(names.map((name) => [name, pathParameters[name] ?? wire.Id]));
  const withoutTs = query && operation.auth === 'hmac' ? z.omit(query, { ts: true } as never) : query;
  return {
    operationId: id,
    summary,
    tags: [tagOf(operation)],
    security: security(operation),
    requestParams: {
      ...(names.length > 0 ? { path: z.object(path) } : {}),
      ...(withoutTs && Object.keys(withoutTs.shape).length > 0 ? { query: withoutTs } : {}),
      header: z.object(headersOf(operation)),
    },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    ...(multipart
      ? { requestBody: { required: true, content: { 'multipart/form-data': { schema: multipart } } } }
      : {}),
    responses: { [status]: answer(operation), ...refusals(operation) },
    'x-jse-source': source,
    'x-jse-session-purposes': [...purposes],
  } as DocumentedOperation;
}

function security({ auth, purposes }: Operation): Record<string, string[]>[] {
  const session = purposes.length > 0 ? [{ Session: [] }] : [];
  if (auth === 'hmac') return [{ Handshake: [] }];
  if (auth === 'none') return session;
  const member = { OfficeToken: [], UserToken: [] };
  return auth === 'member' ? [member, ...session] : [{ OfficeToken: [] }, member, ...session];
}

function headersOf({ id, method, auth, purposes, errors }: Operation): Record<string, z.ZodMiniType> {
  const sessionOnly = auth === 'none' && purposes.length > 0;
  return {
    ...(method === 'GET' ? {} : { 'Idempotency-Key': z.optional(headers.idempotencyKey) }),
    ...(errors.includes('precondition_failed') ? { 'If-Match': z.optional(headers.ifMatch) } : {}),
    ...(id === 'createSession' || sessionOnly ? { DPoP: headers.proof } : {}),
    ...(purposes.length > 0 && !sessionOnly ? { DPoP: z.optional(headers.proof) } : {}),
  };
}

function answer({ response, summary }: Operation) {
  if (response !== 'pdf') return { description: summary, content: { 'application/json': { schema: response } } };
  const digest = { description: 'SHA-256 of the file (RFC 9530)', schema: { type: 'string' } };
  const file = { schema: { type: 'string', format: 'binary' } };
  return { description: summary, headers: { 'Repr-Digest': digest }, content: { 'application/pdf': file } };
}

/** One response a status: the problem's shape with the codes that this operation may give there. */
function refusals(operation: Operation) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(operation)) {
    const { status } = errorCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const schema = z.intersection(wire.Problem, z.object({ status: z.literal(status), code: z.enum(codes) }));
      const description = codes.map((code) => `\`${code}\`: ${errorCodes[code].en}`).join('. ');
      return [status, { description, content: { 'application/problem+json': { schema } } }];
    }),
  );
}
