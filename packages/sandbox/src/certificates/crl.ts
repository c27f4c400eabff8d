import { unsignedInteger } from './der.ts';
import { fromHex } from './bytes.ts';
import { issueCrl, type Authority } from './x509-issuer.ts';
import { revocationReasons, type RevocationReason } from './revocation-reason.ts';

/** A revoked certificate: serial in hexadecimal, when, and why. */
export interface RevokedCertificate {
  serial: string;
  at: Date;
  reason: RevocationReason;
}

/** A complete version 2 CRL (DER) of `issuer`; `number` rises with each one issued (RFC 5280 5.2.3). */
export async function makeCrl(input: {
  issuer: Authority;
  revoked: readonly RevokedCertificate[];
  thisUpdate: Date;
  nextUpdate: Date;
  number: number | bigint;
}): Promise<Uint8Array<ArrayBuffer>> {
  const hex = input.number.toString(16);
  const number = unsignedInteger(fromHex(hex.length % 2 ? `0${hex}` : hex));
  const revoked = input.revoked.map(({ serial, at, reason }) => ({ serial, at, reason: revocationReasons[reason] }));
  return issueCrl(input.issuer, revoked, input.thisUpdate, input.nextUpdate, number);
}
