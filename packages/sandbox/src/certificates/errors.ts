/** What can go wrong in the certificate authority; stable strings. */
export type CertificateErrorCode =
  'certificate_malformed' | 'subject_incomplete' | 'key_unsupported' | 'vault_key_invalid' | 'vault_open_failed';

/** An error of the authority or the key vault; `cause` is kept. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  readonly code: CertificateErrorCode;
  constructor(code: CertificateErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
