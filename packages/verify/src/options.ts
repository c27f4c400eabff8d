import type { ChangePolicyName } from './changes/policy.ts';
import type { CryptoDoor } from './crypto/crypto-door.ts';
import type { SignatureKind } from './report/trust-report.ts';
import type { Limits } from './pdf/limits.ts';

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
