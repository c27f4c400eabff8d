import type * as z from 'zod/mini';
import type { Operation, PathParameters } from '../contract/index.ts';
import type { UploadProgress } from './upload.ts';

/** Any fetch: the runtime's, or an in-process platform's. It is always called with a `Request`. */
export type Fetch = (request: Request) => Response | Promise<Response>;

/** What every call takes as its last argument. */
export interface RequestOptions {
  /** Ends the call with code `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt; the whole call, waits included, takes at most a minute longer. */
  readonly timeoutMs?: number | undefined;
  /** A key of the caller's own for an unsafe call (1–255 printable ASCII characters); default: a fresh UUID. */
  readonly idempotencyKey?: string | undefined;
}

/** {@link RequestOptions} of a change: refused with `precondition_failed` unless the collection has this version. */
export interface ChangeOptions extends RequestOptions {
  readonly ifMatch?: number | undefined;
}

type Params<O extends Operation> = PathParameters<O['path']>;

/** What a call of an operation carries, in the wire's words. `answer` parses the response's body. */
export interface Call<O extends Operation, A extends z.ZodMiniType> {
  readonly params?: Readonly<Record<Params<O>, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  readonly answer: A;
  readonly options?: ChangeOptions | undefined;
}

/** A downloaded file; its SHA-256 (hex) was computed here and agrees with the platform's Repr-Digest. */
export interface Download {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** The one way to the platform: resources are functions over it. */
export interface Send {
  <O extends Operation, A extends z.ZodMiniType>(operation: O, call: Call<O, A>): Promise<z.output<A>>;
  readonly file: <O extends Operation>(operation: O, call: Omit<Call<O, never>, 'answer'>) => Promise<Download>;
}
