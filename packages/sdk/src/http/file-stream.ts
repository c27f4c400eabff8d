import { hex } from '../crypto.ts';
import { isJseError, JseError } from '../errors.ts';
import { abortable } from './abortable.ts';
import { fileTypes } from './file-types.ts';
import { watched } from './hooks.ts';
import { operationUrl } from './path.ts';
import { problemError } from './problem.ts';
import { checkReprDigest } from './repr-digest.ts';
import type { Call, FilePath, RequestOptions } from './request.ts';
import { parseRetryAfter } from './retry-policy.ts';
import type { TransportSettings } from './transport.ts';

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
    const timeout = options.timeoutMs ?? (settings.timeoutMs ?? 30_000) * 4;
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
      const response = await watched(settings.hooks ?? {}, about, request, async () => carry(request));
      if (!response.ok || !response.body) throw await refusal(response, name);
      const { digest, ...hashed } = await hashing(response.body, response.headers.get('repr-digest'), name, timeout);
      const length = response.headers.get('content-length');
      return { ...hashed, sha256: digest, size: length === null ? null : Number(length) };
    } catch (error) {
      if (isJseError(error)) throw error;
      if (isJseError(signal.reason)) throw signal.reason;
      throw new JseError(signal.aborted ? 'aborted' : 'network', `${name} got no answer`, { cause: error });
    } finally {
      clearTimeout(late);
    }
  };
}

async function refusal(response: Response, name: string): Promise<JseError> {
  const { status, headers } = response;
  const text = await response.text().catch(() => '');
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
async function hashing(body: ReadableStream<Uint8Array>, due: string | null, name: string, timeout: number) {
  const { sha256 } = await import('@noble/hashes/sha2.js');
  const hash = sha256.create();
  let settle: { resolve: (hash: string) => void; reject: (error: unknown) => void } | undefined;
  const digest = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  // Who reads the stream alone is told there.
  digest.catch(() => undefined);
  const fail = (error: JseError): never => {
    settle?.reject(error);
    throw error;
  };
  const reader = body.getReader();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const silence = AbortSignal.timeout(timeout);
      const { done, value } = await abortable(reader.read(), silence).catch((cause: unknown) => {
        if (!silence.aborted) return fail(new JseError('network', `${name} broke off`, { cause }));
        void reader.cancel(cause).catch(() => undefined);
        return fail(new JseError('timeout', `${name} sent nothing for ${timeout} ms`, { cause }));
      });
      if (!done) {
        hash.update(value);
        return controller.enqueue(value);
      }
      const bytes = hash.digest();
      try {
        checkReprDigest(due, bytes, name);
      } catch (error) {
        fail(error as JseError);
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
