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
  type Tlv,
} from '../../asn1/tlv.ts';
import { bigIntOf, hexOf, timeOf } from '../../asn1/values.ts';
import { parseExtensions, type Extension } from '../certificate.ts';
import { generalNameOf, nameForms } from '../general-name.ts';
import { sameName } from '../name.ts';
import { issuingDistributionPointOf, type IssuingDistributionPoint } from './distribution-point.ts';

/** A revoked certificate of a CRL; `reason` is a CRLReason's number (RFC 5280, 5.3.1), null where none is given. */
export interface RevokedEntry {
  readonly time: Date;
  readonly reason: number | null;
}

/** A CRL (RFC 5280, 5.1) as slices of its DER; its entries are read when one is asked for. */
export interface Crl {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly entries: Tlv | null;
  readonly scope: IssuingDistributionPoint | null;
  readonly number: bigint | null;
  /** The number of the complete CRL that a delta CRL builds on; null for a complete one. */
  readonly deltaBase: bigint | null;
  /** From when on certificates stay listed after they expired (X.509, expiredCertsOnCRL); null where they may go. */
  readonly keepsExpiredSince: Date | null;
  /** False where a critical extension is not understood: its silence says nothing then (5.2). */
  readonly understood: boolean;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
}

const oids = {
  number: '2.5.29.20',
  deltaIndicator: '2.5.29.27',
  scope: '2.5.29.28',
  keepsExpired: '2.5.29.60',
  reason: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  certificateIssuer: '2.5.29.29',
} as const;
const understood: ReadonlySet<string> = new Set([...Object.values(oids), '2.5.29.35', '2.5.29.46']);

/** Reads a CRL's DER. Throws Asn1Fault. */
export function parseCrl(der: Uint8Array): Crl {
  const outer = expectUniversal(readTlv(der), universal.sequence, 'a CRL');
  const [tbs, algorithm, value] = childrenOf(outer);
  const parts = childrenOf(expectUniversal(tbs, universal.sequence, 'the CRL to be signed'));
  if (isUniversal(parts[0], universal.integer)) parts.shift();
  const [inner, issuer, thisUpdate, ...rest] = parts;
  if (!inner || !thisUpdate) throw new Asn1Fault('a CRL has no time', 0);
  const isTime = (tlv: Tlv | undefined) => isUniversal(tlv, 23) || isUniversal(tlv, 24);
  const nextUpdate = isTime(rest[0]) ? timeOf(rest.shift() as Tlv) : null;
  const entries = isUniversal(rest[0], universal.sequence) ? (rest.shift() as Tlv) : null;
  const extensions = isContext(rest[0], 0) ? parseExtensions(rest[0]) : [];
  const bits = contentOf(expectUniversal(value, universal.bitString, 'a signature'));
  const extension = (oid: string): Extension | undefined => extensions.find((one) => one.oid === oid);
  const number = (oid: string): bigint | null => {
    const found = extension(oid);
    return found ? bigIntOf(contentOf(expectUniversal(readTlv(found.value), universal.integer, 'a number'))) : null;
  };
  const [scope, keepsExpired] = [extension(oids.scope), extension(oids.keepsExpired)];
  const signatureAlgorithm = rawOf(expectUniversal(algorithm, universal.sequence, 'an algorithm'));
  const sameAlgorithm = hexOf(signatureAlgorithm) === hexOf(rawOf(inner));
  return {
    der: rawOf(outer),
    tbs: rawOf(tbs as Tlv),
    issuer: rawOf(expectUniversal(issuer, universal.sequence, 'an issuer')),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate,
    entries,
    scope: scope ? issuingDistributionPointOf(scope) : null,
    number: number(oids.number),
    deltaBase: number(oids.deltaIndicator),
    keepsExpiredSince: keepsExpired ? timeOf(readTlv(keepsExpired.value)) : null,
    understood: extensions.every(({ oid, critical }) => !critical || understood.has(oid)),
    extensions,
    signatureAlgorithm,
    // Unused bits, or an algorithm that is not the signed one, make a signature that can't hold.
    signature: bits[0] === 0 && sameAlgorithm ? bits.subarray(1) : new Uint8Array(),
  };
}

/**
 * Looks for a certificate's entry, by serial number (hexadecimal) and, in an indirect CRL, the issuer that the entry or
 * one before it names (5.3.3). The entries are walked without being kept: 10 MB take some ten milliseconds. An entry
 * with a critical extension that is not understood revokes all the same. Throws Asn1Fault.
 */
export function findRevoked(crl: Crl, serialNumber: string, issuer: Uint8Array): RevokedEntry | null {
  const { entries } = crl;
  if (!entries) return null;
  const { bytes } = entries;
  const indirect = crl.scope?.indirect ?? false;
  let named = indirect ? sameName(crl.issuer, issuer) : true;
  const wanted = serialNumber.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  for (let at = entries.contentStart; at < entries.contentEnd;) {
    const entry = readTlv(bytes, at, entries.contentEnd);
    const serial = readTlv(bytes, entry.contentStart, entry.contentEnd);
    at = entry.end;
    if (indirect) named = namedIssuer(entry, issuer) ?? named;
    const length = serial.contentEnd - serial.contentStart;
    if (!named || length !== wanted.length) continue;
    let same = true;
    for (let index = 0; same && index < length; index++) same = bytes[serial.contentStart + index] === wanted[index];
    if (same) return entryOf(entry);
  }
  return null;
}

function namedIssuer(entry: Tlv, issuer: Uint8Array): boolean | null {
  const extension = extensionsOf(entry).find(({ oid }) => oid === oids.certificateIssuer);
  if (!extension) return null;
  const names = childrenOf(readTlv(extension.value)).map(generalNameOf);
  return names.some(({ form, value }) => form === nameForms.directoryName && sameName(value, issuer));
}

function entryOf(entry: Tlv): RevokedEntry {
  const [, time] = childrenOf(entry);
  if (!time) throw new Asn1Fault('a revoked entry has no time', entry.start);
  const reason = extensionsOf(entry).find(({ oid }) => oid === oids.reason);
  return { time: timeOf(time), reason: reason ? (contentOf(readTlv(reason.value))[0] ?? null) : null };
}

/** An entry's extensions have no tag around their list. */
function extensionsOf(entry: Tlv): Extension[] {
  const [, , list] = childrenOf(entry);
  return list ? parseExtensions({ ...list, contentStart: list.start, contentEnd: list.end }) : [];
}
