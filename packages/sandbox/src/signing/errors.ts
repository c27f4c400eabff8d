/** What can stop a preparation or a signature; stable strings. Nothing is ever half-written: bytes in, bytes out. */
export type SigningErrorCode =
  | 'append_only_violation'
  | 'document_unreadable'
  | 'document_not_appendable'
  | 'document_not_signed'
  | 'page_missing'
  | 'field_name_invalid'
  | 'field_exists'
  | 'field_named_twice'
  | 'field_restricted'
  | 'field_missing'
  | 'field_not_signature'
  | 'field_already_signed'
  | 'character_not_displayable'
  | 'contents_too_small'
  | 'timestamp_missing'
  | 'timestamp_rejected'
  | 'revocation_missing'
  | 'revocation_unavailable'
  | 'certificate_not_valid'
  | 'certificate_revoked'
  | 'chain_incomplete'
  | 'signer_failed';

/** An error of the signing layer; `cause` is kept. */
export class SigningError extends Error {
  override readonly name = 'SigningError';
  readonly code: SigningErrorCode;
  constructor(code: SigningErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
