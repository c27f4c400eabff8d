/** Why a path is refused; OUT_OF_VALIDITY alone may be cured by another time. */
export type PathReasonCode =
  | 'NO_PATH'
  | 'LIMIT_REACHED'
  | 'OUT_OF_VALIDITY'
  | 'SIGNATURE_INVALID'
  | 'ALGORITHM_UNSUPPORTED'
  | 'NAME_CHAINING'
  | 'NAME_NOT_PERMITTED'
  | 'NOT_A_CA'
  | 'PATH_TOO_LONG'
  | 'KEY_USAGE'
  | 'EXTENDED_KEY_USAGE'
  | 'SERVER_NAME'
  | 'POLICY_NOT_VALID'
  | 'CRITICAL_EXTENSION_UNKNOWN'
  | 'EXTENSION_REPEATED'
  | 'REVOKED'
  | 'REVOCATION_UNKNOWN'
  | 'MALFORMED';

/** A reason with the index of its certificate in the path (0 is the leaf); `detail` says more, in English. */
export interface PathReason {
  readonly code: PathReasonCode;
  readonly index: number;
  readonly detail?: string;
}
