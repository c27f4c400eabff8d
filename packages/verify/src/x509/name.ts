import { childrenOf, contentOf, isUniversal, readTlv } from '../asn1/tlv.ts';
import { equalBytes, hexOf, oidOf } from '../asn1/values.ts';

/** One attribute of a distinguished name; `text` is null for a value that is no string. */
export interface NameAttribute {
  readonly oid: string;
  readonly text: string | null;
  readonly raw: Uint8Array;
}

const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** The relative distinguished names of a Name's DER, in order. Throws Asn1Fault. */
export function parseName(der: Uint8Array): NameAttribute[][] {
  return childrenOf(readTlv(der)).map((set) => {
    return childrenOf(set).map((pair) => {
      const [oid, value] = childrenOf(pair);
      const raw = value ? contentOf(value) : new Uint8Array();
      return { oid: oidOf(oid), text: value ? textOfTag(value.tagClass === 0 ? value.tagNumber : -1, raw) : null, raw };
    });
  });
}

/** The text of the first attribute with an OID. */
export function attributeOf(name: readonly NameAttribute[][], oid: string): string | null {
  return name.flat().find((attribute) => attribute.oid === oid)?.text ?? null;
}

/** A name in the string form of RFC 4514 (most specific first). */
export function nameToString(der: Uint8Array): string {
  const parts = parseName(der).map((set) => {
    return set
      .map(({ oid, text, raw }) => `${shortNames[oid] ?? oid}=${text === null ? `#${hexOf(raw)}` : escapeText(text)}`)
      .join('+');
  });
  return parts.reverse().join(',');
}

const escapeText = (text: string): string =>
  text
    .replace(/[",+;<>\\]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');

/** All attributes of a name with an OID. Throws Asn1Fault. */
export const attributesOf = (der: Uint8Array, oid: string): NameAttribute[] =>
  parseName(der)
    .flat()
    .filter((attribute) => attribute.oid === oid);

/** Whether two names are the same (RFC 5280, 7.1): bytes first, then attribute by attribute, case and spaces folded. */
export function sameName(a: Uint8Array, b: Uint8Array): boolean {
  if (equalBytes(a, b)) return true;
  return canonicalName(a) === canonicalName(b);
}

/** A name as a text that is the same for all names that are the same (RFC 5280, 7.1). Throws Asn1Fault. */
export const canonicalName = (der: Uint8Array): string => JSON.stringify(canonicalSets(der));

/** Whether a name begins with all relative names of another: it lies in its subtree. Throws Asn1Fault. */
export function nameStartsWith(name: Uint8Array, base: Uint8Array): boolean {
  const sets = canonicalSets(name);
  return canonicalSets(base).every((set, index) => sets[index] === set);
}

const canonicalSets = (der: Uint8Array): string[] =>
  parseName(der).map((set) => {
    const attributes = set.map(({ oid, text, raw }) => [oid, text === null ? `#${hexOf(raw)}` : `=${fold(text)}`]);
    return JSON.stringify(attributes.map((one) => JSON.stringify(one)).sort());
  });

const fold = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

const utf8 = new TextDecoder();
const utf16 = new TextDecoder('utf-16be');

function textOfTag(tag: number, raw: Uint8Array): string | null {
  if (tag === 12) return utf8.decode(raw);
  if (tag === 30) return utf16.decode(raw);
  // Numeric, printable, teletex (read as Latin-1, as everyone does), IA5 and visible strings.
  if (tag === 18 || tag === 19 || tag === 20 || tag === 22 || tag === 26) return latin1(raw);
  return null;
}

const latin1 = (raw: Uint8Array): string => Array.from(raw, (byte) => String.fromCharCode(byte)).join('');

/** Whether a name is empty. */
export const isEmptyName = (der: Uint8Array): boolean => {
  const tlv = readTlv(der);
  return isUniversal(tlv, 16) && tlv.contentStart === tlv.contentEnd;
};
