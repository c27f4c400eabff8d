import type { Operation, PathParameters } from '@jse/sdk/contract';
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import type { Dependencies } from './dependencies.ts';
import type { Trace } from './developer/request-log.ts';
import { type Actor, authenticate, requireDelegation } from './middleware/actor.ts';
import { idempotencyKey, once } from './middleware/idempotency.ts';
import { readBody } from './middleware/read-body.ts';
import { Refusal } from './problem.ts';

/** What an adapter tells of a call beside the request: the page's origin where no browser states it. */
export interface Bindings {
  readonly origin: string | null;
  readonly requestId: string;
  /** What is found out about the call, for the console. */
  readonly trace: Trace;
}
/** The Hono application of the platform. */
export type App = Hono<{ Bindings: Bindings }>;

type Parsed<T> = T extends z.ZodMiniType ? z.infer<T> : undefined;
/** A call of an operation, authenticated and parsed. */
export interface Call<O extends Operation> {
  readonly deps: Dependencies;
  readonly actor: Actor;
  readonly params: Readonly<Record<PathParameters<O['path']>, string>>;
  readonly query: Parsed<O['query']>;
  readonly body: Parsed<O['body']>;
  readonly form: Parsed<O['multipart']>;
  readonly request: Request;
  readonly origin: string | null;
  /** The version in If-Match, where the caller gave one. */
  readonly ifMatch: number | null;
}
type Answer<O extends Operation> = O['response'] extends z.ZodMiniType ? z.input<O['response']> : Response;

/** Secrets that such a call answers are never kept for a replay. */
const answersSecrets = new Set(['createSession', 'createEmbedCode', 'startHandshake']);

/** Serves an operation of the contract: authentication, idempotency, parsing and serialising happen here, once. */
export function route<const O extends Operation>(
  app: App,
  deps: Dependencies,
  operation: O,
  handler: (call: Call<O>) => Promise<Answer<O>>,
): void {
  const path = `/editor/:editorShortcut${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
  app.on(operation.method, path, async (context) => {
    const request = context.req.raw;
    const origin = context.env.origin ?? request.headers.get('origin');
    const { trace } = context.env;
    Object.assign(trace, { operation, params: context.req.param() });
    const actor = await authenticate(deps, operation, context.req.param('editorShortcut') ?? '', request, origin);
    const { delegation }: Operation = operation;
    if (delegation) requireDelegation(actor.member, delegation);
    const raw =
      request.method === 'GET' ? new Uint8Array() : await readBody(request, operation.multipart !== undefined);
    Object.assign(trace, { actor, ...(operation.body ? { body: raw } : {}) });
    const answer = async () =>
      serialise(operation, await handler(await parse(deps, operation, context, actor, origin, raw)));
    const key = answersSecrets.has(operation.id) ? null : idempotencyKey(request);
    if (key === null || operation.response === 'pdf') return answer();
    const caller = actor.session?.hash ?? `${actor.editor.shortcut}/${actor.firm?.id}/${actor.member?.id}`;
    const { status, body, replayed } = await once(deps, { key, caller, request, body: raw }, async () => {
      const response = await answer();
      return { status: response.status, body: await response.text() };
    });
    const headers = { 'content-type': 'application/json', ...(replayed ? { 'idempotency-replayed': 'true' } : {}) };
    return withVersion(new Response(body, { status, headers }), body);
  });
}

async function parse<O extends Operation>(
  deps: Dependencies,
  operation: O,
  context: Context<{ Bindings: Bindings }>,
  actor: Actor,
  origin: string | null,
  raw: Uint8Array<ArrayBuffer>,
): Promise<Call<O>> {
  const request = context.req.raw;
  const query = operation.query ? check(operation.query, context.req.query(), '/query') : undefined;
  const body = operation.body ? check(operation.body, parseJson(raw), '') : undefined;
  const form = operation.multipart ? check(operation.multipart, await parseForm(request, raw), '/form') : undefined;
  const ifMatch = request.headers.get('if-match');
  return {
    deps,
    actor,
    params: context.req.param() as Call<O>['params'],
    query: query as Call<O>['query'],
    body: body as Call<O>['body'],
    form: form as Call<O>['form'],
    request,
    origin,
    ifMatch: ifMatch === null ? null : parseVersion(ifMatch),
  };
}

function parseJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch (cause) {
    throw new Refusal('validation_failed', 'The body is not JSON in UTF-8', {}, { cause });
  }
}

async function parseForm(request: Request, raw: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>> {
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    return Object.fromEntries(await new Response(raw, { headers }).formData());
  } catch (cause) {
    throw new Refusal('validation_failed', 'The body is not multipart/form-data', {}, { cause });
  }
}

function check(schema: z.ZodMiniType, value: unknown, prefix: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, code, message }) => ({
    pointer: [prefix, ...path.map(String)].join('/'),
    code: code ?? 'invalid',
    detail: message,
  }));
  throw new Refusal('validation_failed', undefined, { errors });
}

function parseVersion(header: string): number {
  const version = /^"v(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new Refusal('precondition_failed', 'If-Match is not an ETag of ours');
  return Number(version);
}

function serialise(operation: Operation, answer: unknown): Response {
  if (operation.response === 'pdf') return answer as Response;
  const body = JSON.stringify(z.parse(operation.response, answer));
  const headers = { 'content-type': 'application/json' };
  return withVersion(new Response(body, { status: operation.status, headers }), body);
}

/** A resource with a version shows it as its strong ETag (RFC 9110 §8.8.3). */
function withVersion(response: Response, body: string): Response {
  const version: unknown = (JSON.parse(body) as { version?: unknown }).version;
  if (typeof version === 'number') response.headers.set('etag', `"v${version}"`);
  return response;
}
