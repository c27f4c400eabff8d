/**
 * Why a document cannot be shown: `pdf_password` needs a password, `pdf_damaged` is not a readable PDF, `pdf_empty` has
 * no page, `pdf_worker` the worker could not start (wrong address, CSP), `pdf_failed` anything else.
 */
export type PdfErrorCode = 'pdf_password' | 'pdf_damaged' | 'pdf_empty' | 'pdf_worker' | 'pdf_failed';

/** A document that cannot be shown; `cause` keeps what the browser or pdf.js said. */
export class PdfError extends Error {
  readonly code: PdfErrorCode;

  /** The code is stable, the message is for developers. */
  constructor(code: PdfErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PdfError';
    this.code = code;
  }
}
