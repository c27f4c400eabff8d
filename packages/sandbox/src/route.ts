import type { Operation, PathParameters } from '@jse/sdk/contract';
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Dependencies } from './dependencies.ts';
import type { Trace } from './developer/request-log.ts';
import { type Actor, authenticate, requireDelegation } from './middleware/actor.ts';
import { entityTag, isKnown } from './middleware/entity-tags.ts';
import { fingerprintOf } from './middleware/fingerprint.ts';
import { idempotencyKey, once, type StoredAnswer } from './middleware/idempotency.ts';
import { preferredLanguage } from './middleware/language.ts';
import { checkParams, demandedVersion, parseInput } from './middleware/parse-call.ts';
import { type Caller, callerOf, countingRefusals, limitRate } from './middleware/rate-limit.ts';
import { problemOf, type Refusal } from './problem.ts';

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
  /** To be used by the handler in place of the platform's: what it writes is committed together with the answer. */
  readonly deps: Dependencies;
  readonly actor: Actor;
  readonly params: Readonly<Record<PathParameters<O['path']>, string>>;
  readonly query: Parsed<O['query']>;
  readonly body: Parsed<O['body']>;
  readonly form: Parsed<O['multipart']>;
  readonly request: Request;
  readonly origin: string | null;
  /** The same for each repetition of the call with its key, and for no other call; null without a key. */
  readonly repetition: string | null;
  /** The version in If-Match, where the caller gave one. */
  readonly ifMatch: number | null;
}
type Answer<O extends Operation> = O['response'] extends z.ZodMiniType ? z.input<O['response']> : Response;

/** How an operation is served. */
export interface RouteOptions {
  /** It commits as it goes along, and takes up where it stopped when it is called again. */
  readonly severalSteps?: boolean;
}

/** Serves an operation of the contract: authentication, limits, idempotency, parsing and serialising happen here, once. */
export function route<const O extends Operation>(
  app: App,
  platform: Dependencies,
  operation: O,
  handler: (call: Call<O>) => Promise<Answer<O>>,
  { severalSteps = false }: RouteOptions = {},
): void {
  const path = `/editor/:editorShortcut${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
  app.on(operation.method, path, async (context) => {
    const request = context.req.raw;
    const origin = context.env.origin ?? originOf(request, platform.settings.baseUrl);
    const { trace, requestId } = context.env;
    const params = context.req.param() as Readonly<Record<string, string>>;
    Object.assign(trace, { operation, params });
    const shortcut = params['editorShortcut'] ?? '';
    const actor = await countingRefusals(platform, shortcut, trace, () =>
      authenticate(platform, operation, shortcut, request, origin),
    );
    Object.assign(trace, { actor });
    const caller = await callerOf(actor, request);
    await limitRate(platform, caller, trace);
    if (operation.delegation) requireDelegation(actor.member, operation.delegation);
    checkParams(operation, params);
    const key = idempotencyKey(request);
    const input = await parseInput(operation, request);
    if (input.raw) Object.assign(trace, { body: input.raw });
    const ifMatch = await demandedVersion(platform, request, params);
    const { query, body, form } = input;
    const answer = (deps: Dependencies, repetition: string | null = null) =>
      handler({ deps, actor, params, query, body, form, request, origin, repetition, ifMatch } as unknown as Call<O>);
    if (typeof operation.response === 'string') return (await answer(platform)) as Response;
    const run = async (deps: Dependencies, repetition?: string): Promise<StoredAnswer> => ({
      status: operation.status,
      body: JSON.stringify(z.parse(operation.response as z.ZodMiniType, await answer(deps, repetition))),
    });
    if (key === null || operation.secret) return jsonAnswer(await run(platform), request);
    const language = preferredLanguage(request.headers.get('accept-language'));
    const { support } = platform.settings;
    const refused = async (refusal: Refusal) => {
      const problem = problemOf(refusal, { language, requestId, support });
      return { status: problem.status, body: JSON.stringify(problem) };
    };
    const target = `${request.method} ${new URL(request.url).pathname}`;
    const fingerprint = await fingerprintOf(platform.codeKey, input.asked);
    const call = { key, caller: keyOwner(actor, caller), target, fingerprint, severalSteps, refused };
    const { replayed, ...stored } = await once(platform, call, run);
    const response = await jsonAnswer(stored, request);
    if (replayed) response.headers.set('idempotency-replayed', 'true');
    return response;
  });
}

/**
 * The page that calls. Browsers leave `Origin` out where a page of the platform's own origin reads; there the Fetch
 * Metadata say so, which no script can set.
 */
const originOf = ({ headers }: Request, baseUrl: string): string | null =>
  headers.get('origin') ?? (headers.get('sec-fetch-site') === 'same-origin' ? new URL(baseUrl).origin : null);

/** Whose an idempotency key is: a page that renews its session makes the same call with the same key of its own. */
const keyOwner = ({ session }: Actor, { kind, id }: Caller): string =>
  session ? `page:${session.jkt}:${JSON.stringify(session.access)}` : `${kind}:${id}`;

/** The answer with its entity tag; a reader who has it already gets 304 (RFC 9110 §15.4.5). */
async function jsonAnswer({ status, body }: StoredAnswer, request: Request): Promise<Response> {
  if (status >= 400) return new Response(body, { status, headers: { 'content-type': 'application/problem+json' } });
  const etag = await entityTag(body);
  const read = request.method === 'GET' || request.method === 'HEAD';
  if (read && isKnown(request, etag)) return new Response(null, { status: 304, headers: { etag } });
  return new Response(body, { status, headers: { 'content-type': 'application/json', etag } });
}
