import { hex } from '../crypto.ts';
import { isJseError, JseError } from '../errors.ts';
import { abortable } from './abortable.ts';
import { requireType } from './answer.ts';
import { fileTypes } from './file-types.ts';
import { watched } from './hooks.ts';
import { operationUrl } from './path.ts';
import { problemError } from './problem.ts';
import { readBody } from './read-body.ts';
import { checkReprDigest } from './repr-digest.ts';
import type { Call, FilePath, RequestOptions } from './request.ts';
import { parseRetryAfter } from './retry-policy.ts';
import { timeoutOf } from './timeout.ts';
import type { TransportSettings } from './transport.ts';

/** Bytes of a refusal's body that are read. */
const longestRefusal = 1_000_000;

/**
 * A file as it comes. Its bytes are hashed on the way: at the end the stream breaks with `response_invalid` where they do
 * not agree with the platform's Repr-Digest, and `sha256` (hex) resolves once all of it was read.
 */
export interface FileStream {
  readonly stream: ReadableStream<Uint8Array>;
  readonly sha256: Promise<string>;
  /** Bytes in all, where the platform says so before. */
  readonly size: number | null;
}

/**
 * Opens files of the platform as streams: for what is too large to be held. `timeoutMs` is the longest wait for the
 * answer, and for each further piece of it once it is asked for: a connection that has gone silent ends with `timeout`.
 */
export type OpenStream = <P extends FilePath>(path: P, call: Call<'GET', P>) => Promise<FileStream>;

/** Opens file streams in one attempt each: what was read in part cannot be begun anew behind the caller's back. */
export function createFileStreams(settings: TransportSettings): OpenStream {
  return async (path, call) => {
    const {
      params,
      query,
      options = {},
    } = call as {
      readonly params?: Readonly<Record<string, string>>;
      readonly query?: Readonly<Record<string, string | undefined>>;
      readonly options?: RequestOptions;
    };
    const name = `GET ${path}`;
    const timeout = timeoutOf(options, settings, true);
    const stop = new AbortController();
    const late = setTimeout(
      () => stop.abort(new JseError('timeout', `${name} took longer than ${timeout} ms`)),
      timeout,
    );
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
    const headers = { accept: fileTypes.join(', ') };
    try {
      const request = new Request(operationUrl(settings.base, path, params ?? {}, query), {
        headers,
        signal,
        redirect: 'manual',
      });
      await settings.authenticate(request);
      const about = { operation: name, attempt: 1, idempotencyKey: undefined };
      const carry = settings.fetch ?? fetch;
      const run = async () => carry(request);
      const response = await abortable(watched(settings.hooks ?? {}, about, request, run), signal);
      settings.onResponse?.(response, name);
      if (!response.ok || !response.body) throw await abortable(refusal(response, name), signal);
      try {
        requireType({ name, response }, ...fileTypes);
      } catch (error) {
        // Nobody reads it: its connection would stay open.
        void response.body.cancel().catch(() => undefined);
        throw error;
      }
      const { digest, ...hashed } = await hashing(response.body, response.headers.get('repr-digest'), {
        name,
        timeout,
        signal: options.signal,
      });
      const length = response.headers.get('content-length');
      const packed = response.headers.has('content-encoding');
      return { ...hashed, sha256: digest, size: length === null || packed ? null : Number(length) };
    } catch (error) {
      if (isJseError(error)) throw error;
      throw cutShort(name, error, signal);
    } finally {
      clearTimeout(late);
    }
  };
}

/** What ended a stream before its end: the caller's signal, its deadline, or the connection. */
function cutShort(name: string, cause: unknown, signal: AbortSignal | undefined): JseError {
  if (!signal?.aborted) return new JseError('network', `${name} broke off`, { cause });
  if (isJseError(signal.reason)) return signal.reason;
  const timedOut = (signal.reason as { name?: unknown } | undefined)?.name === 'TimeoutError';
  return new JseError(timedOut ? 'timeout' : 'aborted', `${name} was cancelled`, { cause: signal.reason });
}

async function refusal(response: Response, name: string): Promise<JseError> {
  const { status, headers } = response;
  const bytes = response.body && (await readBody(response.body, longestRefusal, name).catch(() => null));
  const text = new TextDecoder().decode(bytes ?? undefined);
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not the platform's own words: the status says what there is to say.
  }
  const retryAfter = parseRetryAfter(headers.get('retry-after'), Date.now());
  return problemError({ status, headers, body }, name, { retryAfter, idempotencyKey: undefined });
}

/** Passes bytes on and hashes them; WebCrypto hashes only what is there as a whole. */
async function hashing(
  body: ReadableStream<Uint8Array>,
  due: string | null,
  call: { readonly name: string; readonly timeout: number; readonly signal: AbortSignal | undefined },
) {
  const { name, timeout, signal } = call;
  const { sha256 } = await import('@noble/hashes/sha2.js');
  const hash = sha256.create();
  let settle: { resolve: (hash: string) => void; reject: (error: unknown) => void } | undefined;
  const digest = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  // Who reads the stream alone is told there.
  digest.catch(() => undefined);
  const fail = (error: unknown): never => {
    settle?.reject(error);
    throw error;
  };
  const reader = body.getReader();
  /** The next piece, or the error of a silence. */
  const next = async () => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_, reject) => {
      const late = () => reject(new JseError('timeout', `${name} sent nothing for ${timeout} ms`));
      timer = setTimeout(late, timeout);
    });
    const read = Promise.race([reader.read(), silence]);
    return (signal ? abortable(read, signal) : read).finally(() => clearTimeout(timer));
  };
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await next().catch((cause: unknown) => {
        void reader.cancel(cause).catch(() => undefined);
        return fail(isJseError(cause) ? cause : cutShort(name, cause, signal));
      });
      if (!done) {
        hash.update(value);
        return controller.enqueue(value);
      }
      const bytes = hash.digest();
      try {
        checkReprDigest(due, bytes, name);
      } catch (error) {
        fail(error);
      }
      settle?.resolve(hex(bytes));
      controller.close();
    },
    async cancel(reason) {
      settle?.reject(new JseError('aborted', `${name} was not read to its end`));
      await reader.cancel(reason);
    },
  });
  return { stream, digest };
}
