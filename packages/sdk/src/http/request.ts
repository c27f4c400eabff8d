import type * as z from 'zod/mini';
import type { FileKind, PathParameters } from '../contract/index.ts';
import type * as contract from '../contract/operations/index.ts';
import type { Form } from './form.ts';

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
  /** Gets the platform's answer as it came (status, headers, body unread), before it is parsed. */
  readonly onResponse?: ((response: Response) => void) | undefined;
}

/** {@link RequestOptions} of a change: refused with `precondition_failed` unless the collection has this version. */
export interface ChangeOptions extends RequestOptions {
  readonly ifMatch?: number | undefined;
}

// The contract's operation table is read by the compiler alone: each call is held against it, and none of its data
// (summaries, error lists, schemas of other calls) is carried into a page.
type Operations = (typeof contract)[keyof typeof contract];
type OperationAt<M, P> = Extract<Operations, { readonly method: M; readonly path: P }>;

/** The methods of the contract's operations. */
export type Method = Operations['method'];
/** The paths of the contract's operations with a method. */
export type PathOf<M extends Method> = Extract<Operations, { readonly method: M }>['path'];

/** The paths that answer with a file. */
export type FilePath = Extract<Operations, { readonly response: FileKind }>['path'];

type Params<P> = [PathParameters<P & string>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: Readonly<Record<PathParameters<P & string>, string>> };
type Query<O> = O extends { readonly query: infer Q extends z.ZodMiniType }
  ? { readonly query: z.input<Q> }
  : { readonly query?: undefined };
type Body<O> = O extends { readonly body: infer B extends z.ZodMiniType }
  ? { readonly body: z.input<B> }
  : { readonly body?: undefined };
type FormOf<O> = O extends { readonly multipart: unknown } ? { readonly form: Form } : { readonly form?: undefined };
type Answer<O> = O extends { readonly response: infer R extends z.ZodMiniType }
  ? z.ZodMiniType<unknown, z.input<R>>
  : never;

// One operation at a time: intersecting unions over the whole table is more than the compiler takes.
type CallOf<O> = O extends { readonly path: infer P } ? Params<P> & Query<O> & Body<O> & FormOf<O> : never;

/** What a call carries in the wire's words, as the contract's operation at this method and path demands. */
export type Call<M, P> = CallOf<OperationAt<M, P>> & {
  readonly options?: ChangeOptions | undefined;
};

/** A downloaded file; its SHA-256 (hex) was computed here and agrees with the platform's Repr-Digest. */
export interface Download {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  /** The same as a blob of the file's type: for an address (`URL.createObjectURL`) or a form. */
  readonly blob: () => Blob;
}

/** The one way to the platform: resources are functions over it. `answer` parses the response's body. */
export interface Send {
  <M extends Method, P extends PathOf<M>, A extends Answer<OperationAt<M, P>>>(
    method: M,
    path: P,
    call: Call<M, P> & { readonly answer: A },
  ): Promise<z.output<A>>;
  readonly file: <P extends FilePath>(path: P, call: Call<'GET', P>) => Promise<Download>;
}
