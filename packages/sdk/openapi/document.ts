import * as z from 'zod/mini';
import { createDocument } from 'zod-openapi';
import { type Operation, operations, pathParameter, wire } from '../src/contract/index.ts';
import { responseHeaders, responsesOf } from './responses.ts';
import { tagOf, tagsOf } from './tags.ts';
import { webhooks } from './webhooks.ts';

type Documented = Parameters<typeof createDocument>[0];
type DocumentedOperation = NonNullable<NonNullable<Documented['paths']>[string]['get']>;

/** In a client's hands a number; the server sees its digits. */
const order = z.int().check(z.positive());

const headers = {
  idempotencyKey: z.string().check(z.minLength(1), z.maxLength(257)),
  entityTags: z.string().check(z.regex(/^(?:\*|(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*)$/)),
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
    tags: tagsOf(Object.values(operations) as Operation[]),
    paths: paths as NonNullable<Documented['paths']>,
    webhooks: webhooks as NonNullable<Documented['webhooks']>,
    components: { securitySchemes, headers: responseHeaders },
  };
  return createDocument(document, {
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === wire.Time) Object.assign(jsonSchema, { format: 'date-time' });
      if (zodSchema === wire.Email) Object.assign(jsonSchema, { format: 'email' });
      loosen(jsonSchema);
    },
  });
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
    description:
      'The path carries hex(HMAC-SHA-256(secret, shortcut + "||" + idRequest + "||" + ts)); ts in epoch milliseconds',
  },
} as const;

function documented(operation: Operation): DocumentedOperation {
  const { id, summary, source, purposes, query, body, multipart } = operation;
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const path = Object.fromEntries(names.map((name) => [name, name === 'order' ? order : pathParameter(name)]));
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
    responses: responsesOf(operation),
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
    ...(method === 'GET' ? { 'If-None-Match': z.optional(headers.entityTags) } : {}),
    ...(errors.includes('precondition_failed') ? { 'If-Match': z.optional(headers.entityTags) } : {}),
    ...(id === 'createSession' || sessionOnly ? { DPoP: headers.proof } : {}),
    ...(purposes.length > 0 && !sessionOnly ? { DPoP: z.optional(headers.proof) } : {}),
  };
}
