export { changePolicies, type ChangePolicy, type ChangePolicyName } from './changes/policy.ts';
export { verifyPdf } from './verify-pdf.ts';
export { signedRevision } from './report/signed-revision.ts';
export { VerifyError, type VerifyErrorCode } from './verify-error.ts';
export type { FetchRevocation, RevocationRequest, VerifyOptions } from './options.ts';
export type { CryptoDoor, RunningHash, WebCryptoHash, WebCryptoSubtle } from './crypto/crypto-door.ts';
export { defaultLimits, type Limits } from './pdf/limits.ts';
export type * from './report/index.ts';
export type { AnchorBundle } from './x509/trust-anchors.ts';
