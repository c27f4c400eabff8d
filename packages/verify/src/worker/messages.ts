import type { VerifyOptions } from '../options.ts';
import type { VerificationReport } from '../report/verification-report.ts';
import type { VerifyErrorCode } from '../verify-error.ts';

/** What can be handed to a worker: everything but what only this thread has. */
export type WorkerOptions = Omit<VerifyOptions, 'signal' | 'crypto' | 'onProgress'>;

/** The one message to the worker: a file (a Blob is not copied) and how to verify it. */
export interface Order {
  readonly file: Uint8Array | Blob;
  readonly options: WorkerOptions;
}

/** The worker's messages: how far it is; at the end, the report or what was wrong. */
export type Answer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'report'; readonly report: VerificationReport }
  | { readonly kind: 'error'; readonly code: VerifyErrorCode | null; readonly message: string };
