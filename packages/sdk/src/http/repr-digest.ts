import { JseError } from '../errors.ts';

/**
 * Holds the bytes that came against the platform's Repr-Digest (RFC 9530 §3). A missing field is tolerated, a digest
 * that does not agree is not.
 */
export function checkReprDigest(header: string | null, digest: Uint8Array, call: string): void {
  const given = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):/.exec(header ?? '')?.[1];
  if (given === undefined || given === btoa(String.fromCharCode(...digest))) return;
  throw new JseError('response_invalid', `${call} delivered bytes that do not match their Repr-Digest`);
}
