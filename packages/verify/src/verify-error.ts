/** Stable codes of the errors that `verifyPdf` and its helpers throw: only where there is nothing to report on. */
export type VerifyErrorCode =
  'NOT_A_PDF' | 'TOO_LARGE' | 'ABORTED' | 'INVALID_TRUST_ANCHOR' | 'NO_SIGNED_REVISION' | 'WORKER_FAILED';

/** What the package throws; `code` is stable, `cause` the underlying error. */
export class VerifyError extends Error {
  readonly code: VerifyErrorCode;

  constructor(code: VerifyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VerifyError';
    this.code = code;
  }
}
