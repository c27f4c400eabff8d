import ky, { isHTTPError, isNetworkError, isTimeoutError, type Options } from 'ky';
import type * as z from 'zod/mini';
import { isJseError, JseError } from '../errors.ts';
import { abortable } from './abortable.ts';
import { type Answer, fileOf, parseAnswer } from './answer.ts';
import type { Authenticate } from './authentication.ts';
import { fileTypes } from './file-types.ts';
import type { Form } from './form.ts';
import { type Hooks, watched } from './hooks.ts';
import { idempotencyHeader, isIdempotencyKey, newIdempotencyKey } from './idempotency-key.ts';
import { operationUrl } from './path.ts';
import { problemError, problemOf } from './problem.ts';
import { readBody, sizeLimits } from './read-body.ts';
import type { ChangeOptions, Fetch, Send } from './request.ts';
import { mayRetry, parseRetryAfter, retryAfterStatuses, retryLimits, retryStatuses } from './retry-policy.ts';
import { checkTimeout, timeoutOf, within } from './timeout.ts';

/** What a transport is made of; times in milliseconds. */
export interface TransportSettings {
  /** {@link operationBase}. */
  readonly base: string;
  readonly authenticate: Authenticate;
  /** The caller's own fetch; then uploads with progress take it too, not XMLHttpRequest. */
  readonly fetch?: Fetch | undefined;
  /** One attempt; an upload or download gets four times as long. */
  readonly timeoutMs?: number | undefined;
  /** How many attempts may follow the first. */
  readonly retry?: number | undefined;
  /** The language of the problems' words; without it the runtime's. */
  readonly language?: 'fr' | 'en' | undefined;
  readonly init?: Pick<RequestInit, 'cache' | 'credentials' | 'referrerPolicy'> | undefined;
  /** With the call's method and path. */
  readonly onResponse?: ((response: Response, name: string) => void) | undefined;
  readonly hooks?: Hooks | undefined;
  /** Wraps each call as a whole, attempts included; what it runs again has the same idempotency key. */
  readonly around?: (<T>(path: string, run: () => Promise<T>) => Promise<T>) | undefined;
}

/** A call as the transport sees it; the types of {@link Send} have held it against the contract. */
interface Outgoing {
  readonly method: string;
  readonly path: string;
  readonly accept: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  readonly body?: unknown;
  readonly form?: Form | undefined;
  readonly options?: ChangeOptions | undefined;
}
const acceptFiles = fileTypes.join(', ');
type Carried = Omit<Outgoing, 'method' | 'path' | 'accept'>;

/** The body of the latest attempt. */
interface Received {
  bytes: Uint8Array<ArrayBuffer>;
}

/** Makes the one door to the platform; this is the only file that knows ky. */
export function createTransport(settings: TransportSettings): Send {
  const { around = (_, run) => run(), retry = retryLimits.attempts } = settings;
  checkTimeout(settings);
  within('retry', retry, 0, 10);
  const exchanged = (call: Outgoing) => {
    const key = call.method === 'GET' ? undefined : (call.options?.idempotencyKey ?? newIdempotencyKey());
    return around(call.path, () => exchange(settings, call, key));
  };
  const send = async (method: string, path: string, call: Carried & { readonly answer: z.ZodMiniType }) =>
    parseAnswer(await exchanged({ ...call, method, path, accept: 'application/json' }), call.answer);
  const file = async (path: string, call: Carried) =>
    fileOf(await exchanged({ ...call, method: 'GET', path, accept: acceptFiles }));
  return Object.assign(send, { file }) as Send;
}

async function exchange(settings: TransportSettings, call: Outgoing, key: string | undefined): Promise<Answer> {
  const { method, path, options = {} } = call;
  const name = `${method} ${path}`;
  const url = operationUrl(settings.base, path, call.params ?? {}, call.query);
  const timeout = timeoutOf(options, settings, call.form !== undefined || call.accept === acceptFiles);
  const deadline = Date.now() + timeout + retryLimits.longestRetryAfter;
  const { signal } = options;
  const received: Received = { bytes: new Uint8Array() };
  try {
    signal?.throwIfAborted();
    const response = await ky(url, {
      ...settings.init,
      method,
      headers: headersOf(call, key, settings.language),
      redirect: 'manual',
      ...(signal && { signal }),
      timeout,
      totalTimeout: timeout + retryLimits.longestRetryAfter,
      retry: retryOptions(name, settings.retry ?? retryLimits.attempts, deadline),
      fetch: door(settings, call, { name, key }, received),
    });
    options.onResponse?.(response);
    return { name, response, bytes: received.bytes };
  } catch (error) {
    throw translate(error, { name, key, signal, timeout });
  }
}

function headersOf(call: Outgoing, key: string | undefined, language: string | undefined): Headers {
  const { accept, body, options = {} } = call;
  const headers = new Headers({ accept });
  if (language !== undefined) headers.set('accept-language', language);
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (key !== undefined) {
    if (!isIdempotencyKey(key)) throw new JseError('configuration', 'idempotencyKey is malformed');
    headers.set('idempotency-key', idempotencyHeader(key));
  }
  if (options.ifMatch !== undefined) headers.set('if-match', `"v${options.ifMatch}"`);
  return headers;
}

/**
 * What carries an attempt: the form's own way, the caller's fetch, or the runtime's. The body is put on here, because ky
 * clones its request for the next attempt, and the clone of one that has a body holds all of it in memory.
 */
function door(
  settings: TransportSettings,
  call: Outgoing,
  { name, key }: { readonly name: string; readonly key: string | undefined },
  received: Received,
): NonNullable<Options['fetch']> {
  const { form, accept } = call;
  const limit = accept === acceptFiles ? sizeLimits.file : sizeLimits.json;
  const body = form ? form.body : call.body === undefined ? null : JSON.stringify(call.body);
  const over = form?.over?.(settings.fetch);
  const own = settings.fetch ?? ((request) => fetch(request));
  const carry: Fetch = over ?? ((request) => own(body === null ? request : new Request(request, { body })));
  let attempts = 0;
  const attempt = async (request: Request): Promise<Response> => {
    await settings.authenticate(request);
    attempts += 1;
    const about = { operation: name, attempt: attempts, idempotencyKey: key };
    return watched(settings.hooks ?? {}, about, request, async () => {
      const response = await answered(async () => carry(request));
      settings.onResponse?.(response, name);
      return readWhole(response, name, received, limit, call.options?.onResponse !== undefined);
    });
  };
  return (input) => abortable(attempt(input as Request), (input as Request).signal);
}

/** Whatever a fetch fails with is no answer; ky knows that by the words of browsers, others have words of their own. */
async function answered<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (isJseError(cause)) throw cause;
    throw new TypeError('fetch failed', { cause });
  }
}

/**
 * Reads the body inside the attempt, so that a broken one counts as a network failure of this attempt and is within its
 * timeout. A redirect is never followed: the tokens would travel to wherever it points.
 */
async function readWhole(
  response: Response,
  name: string,
  received: Received,
  limit: number,
  kept: boolean,
): Promise<Response> {
  const { status, statusText, headers, body } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400) || status > 599) {
    void body?.cancel().catch(() => undefined);
    throw new JseError('response_invalid', `${name} was answered with status ${status}`, {
      status,
    });
  }
  received.bytes = body === null ? new Uint8Array() : await answered(() => readBody(body, limit, name));
  // ky reads the body of a refusal only, the caller that of an answer which he asked for.
  const unread = body === null || (response.ok && !kept) ? null : received.bytes;
  return new Response(unread, { status, statusText, headers });
}

function retryOptions(call: string, limit: number, deadline: number): NonNullable<Options['retry']> {
  return {
    limit,
    methods: ['get', 'post', 'put', 'patch', 'delete'],
    statusCodes: retryStatuses,
    afterStatusCodes: retryAfterStatuses,
    maxRetryAfter: retryLimits.longestRetryAfter,
    // The first wait is ky's own, 300 ms, and twice as long each time.
    backoffLimit: retryLimits.longestWait,
    jitter: true,
    shouldRetry: ({ error }) => {
      const left = deadline - Date.now();
      if (isNetworkError(error)) return mayRetry(call, { kind: 'network' }, left) ? undefined : false;
      if (!isHTTPError(error)) return false;
      const { status, headers } = error.response;
      const problem = problemOf({ status, headers, body: error.data });
      const retryAfter = parseRetryAfter(headers.get('retry-after'), Date.now());
      const { code, retryable } = problem ?? {};
      const failure = { kind: 'refused', status, code, retryable, retryAfter } as const;
      // `undefined` lets ky take the wait from Retry-After; `true` would not.
      return mayRetry(call, failure, left) ? undefined : false;
    },
  };
}

/** One error for whatever ended a call. ky's own errors carry the request and with it the tokens: they stay here. */
function translate(
  error: unknown,
  call: {
    readonly name: string;
    readonly key: string | undefined;
    readonly signal: AbortSignal | undefined;
    readonly timeout: number;
  },
): JseError {
  const { name, key: idempotencyKey, signal } = call;
  if (isJseError(error)) return error;
  if (signal?.aborted) {
    const timedOut = (signal.reason as { name?: unknown } | undefined)?.name === 'TimeoutError';
    return new JseError(timedOut ? 'timeout' : 'aborted', `${name} was cancelled`, {
      idempotencyKey,
      cause: signal.reason,
    });
  }
  if (isHTTPError(error)) {
    const { status, headers } = error.response;
    const retryAfter = parseRetryAfter(headers.get('retry-after'), Date.now());
    return problemError({ status, headers, body: error.data }, name, { retryAfter, idempotencyKey });
  }
  if (isTimeoutError(error))
    return new JseError('timeout', `${name} took longer than ${call.timeout} ms`, { idempotencyKey });
  const cause = isNetworkError(error) ? error.cause : error;
  return new JseError('network', `${name} got no answer`, { idempotencyKey, cause });
}
