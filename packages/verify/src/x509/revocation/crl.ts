import {
  Asn1Fault,
  childrenOf,
  contentOf,
  expectUniversal,
  isContext,
  isUniversal,
  rawOf,
  readTlv,
  universal,
} from '../../asn1/tlv.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import { hexOf, timeOf } from '../../asn1/values.ts';
import { parseExtensions, type Extension } from '../certificate.ts';

/** A revoked certificate of a CRL. */
export interface RevokedEntry {
  readonly time: Date;
  readonly reason: number | null;
}

/** A CRL (RFC 5280, 5.1) as slices of its DER; `revoked` by serial number in hexadecimal. */
export interface Crl {
  readonly tbs: Uint8Array;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revoked: ReadonlyMap<string, RevokedEntry>;
  /** False where an entry has a critical extension (an indirect CRL's issuer): the list can't be used then. */
  readonly plainEntries: boolean;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
}

/** Reads a CRL's DER. Throws Asn1Fault. */
export function parseCrl(der: Uint8Array): Crl {
  const [tbs, algorithm, value] = childrenOf(expectUniversal(readTlv(der), universal.sequence, 'a CRL'));
  const parts = childrenOf(expectUniversal(tbs, universal.sequence, 'the CRL to be signed'));
  if (isUniversal(parts[0], universal.integer)) parts.shift();
  const [, issuer, thisUpdate, ...rest] = parts;
  if (!thisUpdate) throw new Asn1Fault('a CRL has no time', 0);
  const isTime = (tlv: Tlv | undefined) => isUniversal(tlv, 23) || isUniversal(tlv, 24);
  const nextUpdate = isTime(rest[0]) ? timeOf(rest.shift() as Tlv) : null;
  const list = isUniversal(rest[0], universal.sequence) ? (rest.shift() as Tlv) : undefined;
  const wrapped = isContext(rest[0], 0) ? rest[0] : undefined;
  const bits = contentOf(expectUniversal(value, universal.bitString, 'a signature'));
  const revoked = new Map<string, RevokedEntry>();
  let plainEntries = true;
  for (const entry of list ? childrenOf(list) : []) {
    const [serial, time, extensions] = childrenOf(entry);
    if (!time) throw new Asn1Fault('a revoked entry has no time', entry.start);
    const own = extensions ? entryExtensions(extensions) : [];
    plainEntries &&= own.every((one) => !one.critical || one.oid === '2.5.29.21');
    const reason = own.find((one) => one.oid === '2.5.29.21');
    revoked.set(hexOf(contentOf(expectUniversal(serial, universal.integer, 'a serial number'))), {
      time: timeOf(time),
      reason: reason ? (contentOf(readTlv(reason.value))[0] ?? null) : null,
    });
  }
  return {
    tbs: rawOf(tbs as Tlv),
    issuer: rawOf(expectUniversal(issuer, universal.sequence, 'an issuer')),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate,
    revoked,
    plainEntries,
    extensions: wrapped ? parseExtensions(wrapped) : [],
    signatureAlgorithm: rawOf(expectUniversal(algorithm, universal.sequence, 'an algorithm')),
    signature: bits[0] === 0 ? bits.subarray(1) : new Uint8Array(),
  };
}

/** An entry's extensions have no tag around their list. */
function entryExtensions(list: Tlv): Extension[] {
  return parseExtensions({ ...list, contentStart: list.start, contentEnd: list.end });
}
