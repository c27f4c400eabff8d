/** CRLReason (RFC 5280 5.3.1) by name; `removeFromCRL` belongs to delta CRLs, which the authority does not issue. */
export const revocationReasons = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;

/** Why a certificate was revoked. */
export type RevocationReason = keyof typeof revocationReasons;
