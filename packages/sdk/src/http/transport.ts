import ky, { isHTTPError, isNetworkError, isTimeoutError, type Options } from 'ky';
import * as z from 'zod/mini';
import type { Operation } from '../contract/index.ts';
import { hex, sha256 } from '../crypto.ts';
import { isJseError, JseError } from '../errors.ts';
import { abortable } from './abortable.ts';
import type { Authenticate } from './authentication.ts';
import { idempotencyHeader, isIdempotencyKey, newIdempotencyKey } from './idempotency-key.ts';
import { operationUrl } from './path.ts';
import { problemError, problemOf } from './problem.ts';
import { checkReprDigest } from './repr-digest.ts';
import type { Call, Fetch, Send } from './request.ts';
import { mayRetry, parseRetryAfter, retryAfterStatuses, retryLimits, retryStatuses } from './retry-policy.ts';
import { xhrFetch } from './upload.ts';

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
  readonly init?: Pick<RequestInit, 'cache' | 'credentials' | 'referrerPolicy'> | undefined;
  readonly onResponse?: ((response: Response) => void) | undefined;
}

interface Answer {
  readonly call: string;
  readonly response: Response;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type AnyCall = Omit<Call<Operation, z.ZodMiniType>, 'answer' | 'params'> & { readonly params?: object };

/** Makes the one door to the platform; this is the only file that knows ky. */
export function createTransport(settings: TransportSettings): Send {
  const send = async <A extends z.ZodMiniType>(operation: Operation, call: AnyCall & { readonly answer: A }) =>
    parseAnswer(await exchange(settings, operation, call), call.answer);
  const file = async (operation: Operation, call: AnyCall) => {
    const answer = await exchange(settings, operation, call);
    requireType(answer, 'application/pdf');
    const digest = await sha256(answer.bytes);
    checkReprDigest(answer.response.headers.get('repr-digest'), digest, answer.call);
    return { bytes: answer.bytes, sha256: hex(digest) };
  };
  return Object.assign(send, { file }) as Send;
}

async function exchange(settings: TransportSettings, operation: Operation, call: AnyCall): Promise<Answer> {
  const { options = {} } = call;
  const name = `${operation.method} ${operation.path}`;
  const url = operationUrl(settings.base, operation.path, { ...call.params }, call.query);
  const key = operation.method === 'GET' ? undefined : (options.idempotencyKey ?? newIdempotencyKey());
  const large = call.form !== undefined || operation.response === 'pdf';
  const timeout = options.timeoutMs ?? (settings.timeoutMs ?? 30_000) * (large ? 4 : 1);
  const deadline = Date.now() + timeout + retryLimits.longestRetryAfter;
  const signal = options.signal ?? new AbortController().signal;
  try {
    signal.throwIfAborted();
    const response = await ky(url, {
      ...settings.init,
      method: operation.method,
      headers: headersOf(operation, call, key),
      redirect: 'manual',
      signal,
      timeout,
      totalTimeout: deadline - Date.now(),
      retry: retryOptions(operation, settings.retry ?? retryLimits.attempts, deadline),
      ...bodyOf(call),
      ...door(settings, operation, call, name),
    });
    return { call: name, response, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    throw translate(error, { name, key, signal, timeout });
  }
}

function headersOf(operation: Operation, { body, options = {} }: AnyCall, key: string | undefined): Headers {
  const headers = new Headers({ accept: operation.response === 'pdf' ? 'application/pdf' : 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (key !== undefined) {
    if (!isIdempotencyKey(key)) throw new JseError('configuration', 'idempotencyKey has characters it may not have');
    headers.set('idempotency-key', idempotencyHeader(key));
  }
  if (options.ifMatch !== undefined) headers.set('if-match', `"v${options.ifMatch}"`);
  return headers;
}

function bodyOf({ body, form }: AnyCall): Options {
  if (form) return { body: form };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

/** What carries the bytes: the caller's fetch, XMLHttpRequest for an upload with progress in a page, or the runtime's. */
function door(settings: TransportSettings, operation: Operation, call: AnyCall, name: string): Options {
  const { form, onProgress } = call;
  const xhr = form && onProgress && !settings.fetch && typeof XMLHttpRequest === 'function';
  const carry: Fetch = xhr ? xhrFetch(form, onProgress) : (settings.fetch ?? ((request) => fetch(request)));
  const attempt = async (request: Request): Promise<Response> => {
    await settings.authenticate(operation, request);
    const response = await carry(request);
    settings.onResponse?.(response);
    return readWhole(response, name);
  };
  const progress: Options =
    onProgress && !xhr
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
async function readWhole(response: Response, name: string): Promise<Response> {
  const { status, statusText, headers } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new JseError('response_invalid', `${name} was answered with a redirect, which is not followed`, { status });
  }
  if (response.body === null) return response;
  try {
    return new Response(await response.arrayBuffer(), { status, statusText, headers });
  } catch (cause) {
    throw new TypeError('fetch failed', { cause });
  }
}

function retryOptions(operation: Operation, limit: number, deadline: number): NonNullable<Options['retry']> {
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
      if (isNetworkError(error)) return mayRetry(operation, { kind: 'network' }, left) ? undefined : false;
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
      return mayRetry(operation, failure, left) ? undefined : false;
    },
  };
}

/** One error for whatever ended a call. ky's own errors carry the request and with it the tokens: they stay here. */
function translate(
  error: unknown,
  call: {
    readonly name: string;
    readonly key: string | undefined;
    readonly signal: AbortSignal;
    readonly timeout: number;
  },
): JseError {
  const { name, key: idempotencyKey, signal } = call;
  if (isJseError(error)) return error;
  if (signal.aborted) {
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

function requireType({ call, response }: Answer, type: string): void {
  const given = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (given === type) return;
  const said = given === '' ? 'no content type' : given;
  throw new JseError('response_invalid', `${call} was answered with ${said} where ${type} was due`, {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
  });
}

function parseAnswer<A extends z.ZodMiniType>(answer: Answer, schema: A): z.output<A> {
  requireType(answer, 'application/json');
  const { call, response, bytes } = answer;
  const fields = { status: response.status, requestId: response.headers.get('x-request-id') ?? undefined };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new JseError('response_invalid', `${call} was answered with something that is not JSON`, {
      ...fields,
      cause,
    });
  }
  const parsed = z.safeParse(schema, json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('/') ?? '';
  const message = `${call} was answered with another shape than the contract's, at /${where}`;
  throw new JseError('response_invalid', message, { ...fields, cause: parsed.error });
}
