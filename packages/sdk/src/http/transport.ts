import ky, { isHTTPError, isNetworkError, isTimeoutError, type Options } from 'ky';
import type * as z from 'zod/mini';
import { isJseError, JseError } from '../errors.ts';
import { abortable } from './abortable.ts';
import { type Answer, fileOf, parseAnswer } from './answer.ts';
import type { Authenticate } from './authentication.ts';
import { fileTypes } from './file-types.ts';
import { type Hooks, watched } from './hooks.ts';
import { idempotencyHeader, isIdempotencyKey, newIdempotencyKey } from './idempotency-key.ts';
import { operationUrl } from './path.ts';
import { problemError, problemOf } from './problem.ts';
import type { ChangeOptions, Fetch, Send } from './request.ts';
import { mayRetry, parseRetryAfter, retryAfterStatuses, retryLimits, retryStatuses } from './retry-policy.ts';
import type { UploadProgress } from './upload.ts';

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
  readonly form?: Blob | undefined;
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  readonly over?: Fetch | undefined;
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
  const { around = (_, run) => run() } = settings;
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
  const large = call.form !== undefined || call.accept === acceptFiles;
  const timeout = options.timeoutMs ?? (settings.timeoutMs ?? 30_000) * (large ? 4 : 1);
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
      ...(signal ? { signal } : {}),
      timeout,
      totalTimeout: deadline - Date.now(),
      retry: retryOptions(name, settings.retry ?? retryLimits.attempts, deadline),
      ...bodyOf(call),
      ...door(settings, call, { name, key }, received),
    });
    options.onResponse?.(whole(response, received));
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

function bodyOf({ body, form }: Outgoing): Options {
  if (form) return { body: form };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

/** What carries the bytes: the caller's fetch, what the call wants instead of the runtime's (it tells its own progress), or that. */
function door(
  settings: TransportSettings,
  call: Outgoing,
  { name, key }: { readonly name: string; readonly key: string | undefined },
  received: Received,
): Options {
  const { onProgress } = call;
  const over = settings.fetch ? undefined : call.over;
  const carry: Fetch = settings.fetch ?? over ?? ((request) => fetch(request));
  let attempts = 0;
  const attempt = async (request: Request): Promise<Response> => {
    await settings.authenticate(request);
    attempts += 1;
    const about = { operation: name, attempt: attempts, idempotencyKey: key };
    return watched(settings.hooks ?? {}, about, request, async () => {
      const response = await carry(request);
      settings.onResponse?.(response, name);
      return readWhole(response, name, received);
    });
  };
  const progress: Options =
    onProgress && !over
      ? {
          onUploadProgress: ({ transferredBytes, totalBytes }) =>
            onProgress({ loaded: transferredBytes, total: totalBytes }),
        }
      : {};
  return { ...progress, fetch: (input) => abortable(attempt(input as Request), (input as Request).signal) };
}

/**
 * Reads the body inside the attempt, so that a broken one counts as a network failure of this attempt and is within its
 * timeout. A redirect is never followed: the tokens would travel to wherever it points.
 */
async function readWhole(response: Response, name: string, received: Received): Promise<Response> {
  const { status, statusText, headers } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new JseError('response_invalid', `${name} was answered with a redirect, which is not followed`, { status });
  }
  if (response.body === null) return response;
  try {
    received.bytes = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new TypeError('fetch failed', { cause });
  }
  // ky reads the body of a refusal only.
  return new Response(response.ok ? null : received.bytes, { status, statusText, headers });
}

/** The answer with its body put back. */
const whole = ({ status, statusText, headers }: Response, { bytes }: Received): Response =>
  new Response(bytes.length > 0 ? bytes : null, { status, statusText, headers });

function retryOptions(call: string, limit: number, deadline: number): NonNullable<Options['retry']> {
  return {
    limit,
    methods: ['get', 'post', 'put', 'patch', 'delete'],
    statusCodes: [...retryStatuses],
    afterStatusCodes: [...retryAfterStatuses],
    maxRetryAfter: retryLimits.longestRetryAfter,
    delay: (attempt) => Math.min(retryLimits.longestWait, retryLimits.firstWait * 2 ** (attempt - 1)),
    jitter: true,
    shouldRetry: ({ error }) => {
      const left = deadline - Date.now();
      if (isNetworkError(error)) return mayRetry(call, { kind: 'network' }, left) ? undefined : false;
      if (!isHTTPError(error)) return false;
      const { status, headers } = error.response;
      const problem = problemOf({ status, headers, body: error.data });
      const retryAfter = parseRetryAfter(headers.get('retry-after'), Date.now());
      const failure = {
        kind: 'refused',
        status,
        code: problem?.code,
        retryable: problem?.retryable,
        retryAfter,
      } as const;
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
