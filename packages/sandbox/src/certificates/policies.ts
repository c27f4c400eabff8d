/**
 * Our own object identifiers. The arc is IANA's private enterprise number for documentation (RFC 5612), which no
 * authority in service uses: a sandbox certificate can never be mistaken for one of the platform's.
 * An operator with an enterprise number of his own changes ARC and nothing else.
 */
const ARC = '1.3.6.1.4.1.32473.1';

/** Certificate policies (1) tell the kinds of certificate apart; 2.1 is the timestamp policy of TSTInfo. */
export const policies = {
  /** The platform signs and attests that the signer confirmed by an SMS code. */
  simple: `${ARC}.1.1`,
  /** The signer's own certificate, a natural person (EN 319 412-2). */
  advanced: `${ARC}.1.2`,
  /** The firm's certificate, a legal person (EN 319 412-3). */
  seal: `${ARC}.1.3`,
  /** TSA policy that RFC 3161 tokens carry. */
  timestamp: `${ARC}.2.1`,
} as const;

/** The kind of a signing certificate. */
export type SigningPolicy = 'simple' | 'advanced' | 'seal';
