const day = 86_400_000;

/** Certificates: told of this long before they end, in milliseconds. */
export const certificateRules = { warnBefore: 30 * day } as const;

/** Why a certificate may be revoked (RFC 5280 5.3.1), of the reasons that a firm can have. */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
] as const;
/** One of {@link revocationReasons}. */
export type RevocationReason = (typeof revocationReasons)[number];
