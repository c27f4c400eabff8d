import type { ChangePolicyName } from './changes/policy.ts';
import type { CryptoDoor } from './crypto/crypto-door.ts';
import type { SignatureKind } from './report/trust-report.ts';
import type { Limits } from './pdf/limits.ts';

/**
 * A certificate whose revocation is to be asked for, and its issuer (DER); the addresses are those that the certificate
 * names (RFC 5280, 4.2.1.13 and 4.2.2.1). A rejected promise counts as no answer.
 */
export interface RevocationRequest {
  readonly certificate: Uint8Array;
  readonly issuer: Uint8Array;
  readonly ocspUrls: readonly string[];
  readonly crlUrls: readonly string[];
}

/** Brings CRLs and OCSP responses (DER) for a certificate, from wherever the caller allows. */
export type FetchRevocation = (
  request: RevocationRequest,
) => Promise<{ readonly crls?: readonly Uint8Array[]; readonly ocspResponses?: readonly Uint8Array[] }>;

/**
 * What `verifyPdf` needs to know. `trustAnchors` are files of certificates: DER, PEM (one or several), PKCS#7, or a dated
 * AnchorBundle in JSON; an empty list is allowed and makes every signature INDETERMINATE. `at` is the validation time (now when absent).
 */
export interface VerifyOptions {
  trustAnchors: Uint8Array[];
  at?: Date;
  /** User or owner password of an encrypted file; signatures are verified without it, later changes are not. */
  password?: string;
  /** `required` (default): a path without revocation evidence stays INDETERMINATE/TRY_LATER. `off`: not asked for. */
  revocation?: 'required' | 'off';
  /** Certificates, CRLs and OCSP responses (DER) that the file may lack; what can't be read is no evidence. */
  certificates?: readonly Uint8Array[];
  crls?: readonly Uint8Array[];
  ocspResponses?: readonly Uint8Array[];
  /**
   * Fetches evidence of revocation that the file lacks. The verifier makes no call of its own: without this function nothing
   * leaves the page. It is asked once for each certificate; an answer that it can't get is an empty one.
   */
  fetchRevocation?: FetchRevocation;
  /** What may come after a signature: `strict` (default), `adobe` or `dss`. */
  changePolicy?: ChangePolicyName;
  limits?: Partial<Limits>;
  signal?: AbortSignal;
  /** Which certificate policies (OIDs) tell the platform's kinds of signature; the sandbox's when absent. */
  signatureKinds?: Readonly<Record<string, SignatureKind>>;
  crypto?: CryptoDoor;
  /** Called as signatures are verified: how many are, of how many. */
  onProgress?: (done: number, total: number) => void;
}
