import { PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core';
import { fromHex, toHex } from '../certificates/bytes.ts';
import { SigningError } from './errors.ts';
import { latin1, readLastSection } from './revision-section.ts';

/** The four numbers of /ByteRange. */
export type ByteRange = [number, number, number, number];

/** Ten digits: room for any offset of a file that the platform takes. */
const PLACEHOLDER = 9_999_999_999;
const BYTE_RANGE = /\/ByteRange \[0( \d{10}){3}\]/u;

/** What a signature dictionary says besides its contents. */
export interface SignatureDictionaryEntries {
  type: 'Sig' | 'DocTimeStamp';
  subFilter: 'ETSI.CAdES.detached' | 'ETSI.RFC3161';
  /** Bytes to reserve for the CMS or the token. */
  size: number;
  name?: string;
  reason?: string;
  location?: string;
  at?: Date;
  /** /Reference: the transforms that say what may change later. */
  references?: PdfArray;
}

/** A signature dictionary with placeholders, ByteRange and Contents before anything a user wrote. */
export function signatureDictionary(entries: SignatureDictionaryEntries): PdfDict {
  const place = PdfNumber.of(PLACEHOLDER);
  const dict = PdfDict.of({
    Type: PdfName.of(entries.type),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of(entries.subFilter),
    ByteRange: PdfArray.of(PdfNumber.of(0), place, place, place),
    Contents: PdfString.fromBytes(new Uint8Array(entries.size)),
  });
  if (entries.name) dict.set('Name', PdfString.fromString(entries.name));
  if (entries.reason) dict.set('Reason', PdfString.fromString(entries.reason));
  if (entries.location) dict.set('Location', PdfString.fromString(entries.location));
  if (entries.at) dict.set('M', PdfString.fromString(pdfDate(entries.at)));
  if (entries.references) dict.set('Reference', entries.references);
  return dict;
}

/** Where the placeholder of Contents is, its angle brackets included, and the ByteRange that leaves it out. */
export interface Reservation {
  byteRange: ByteRange;
  size: number;
}

/**
 * Writes the true ByteRange into the dictionary `objectNumber` of the last revision of `bytes` (in place) and says where
 * Contents goes. Only that object of the appended part is looked at, never the text of the file.
 */
export function reserveContents(bytes: Uint8Array, objectNumber: number): Reservation {
  const { entries, offset: sectionOffset } = readLastSection(bytes);
  const at = entries.findIndex((entry) => entry.objectNumber === objectNumber);
  const start = entries[at]?.offset;
  if (start === undefined) throw new SigningError('append_only_violation', 'the signature dictionary was not written');
  const object = latin1(bytes, start, entries[at + 1]?.offset ?? sectionOffset);
  const range = BYTE_RANGE.exec(object);
  const contents = /\/Contents <(0+)>/u.exec(object);
  if (!range || !contents)
    throw new SigningError('append_only_violation', 'the signature placeholders were not written');
  const open = start + contents.index + '/Contents '.length;
  const close = open + (contents[1] as string).length + 2;
  const byteRange: ByteRange = [0, open, close, bytes.length - close];
  const text = `/ByteRange [${byteRange.join(' ')}`;
  bytes.set(new TextEncoder().encode(`${text.padEnd(range[0].length - 1)}]`), start + range.index);
  return { byteRange, size: (contents[1] as string).length / 2 };
}

/** The bytes that a ByteRange covers. */
export function signedBytes(bytes: Uint8Array, [start, length, next, rest]: ByteRange): Uint8Array<ArrayBuffer> {
  const covered = new Uint8Array(length + rest);
  covered.set(bytes.subarray(start, start + length));
  covered.set(bytes.subarray(next, next + rest), length);
  return covered;
}

/** Writes CMS or token into the reserved place (in place), zeros after it; `contents_too_small` when it does not fit. */
export function fillContents(bytes: Uint8Array, reservation: Reservation, value: Uint8Array): void {
  if (value.length > reservation.size) {
    throw new SigningError('contents_too_small', `${value.length} bytes do not fit in ${reservation.size}`);
  }
  bytes.set(new TextEncoder().encode(toHex(value)), reservation.byteRange[1] + 1);
}

/** The value stored in Contents of a signature dictionary, without the zeros after its DER. */
export function contentsValue(hexOrBytes: string | Uint8Array): Uint8Array {
  const bytes = typeof hexOrBytes === 'string' ? fromHex(hexOrBytes) : hexOrBytes;
  const first = bytes[1] ?? 0;
  const octets = first > 0x80 ? first - 0x80 : 0;
  const length = octets ? bytes.subarray(2, 2 + octets).reduce((sum, octet) => sum * 256 + octet, 0) : first;
  return bytes.subarray(0, 2 + octets + length);
}

/** A date as PDF writes it (ISO 32000-2 7.9.4), in UTC. */
export function pdfDate(date: Date): string {
  return `D:${date.toISOString().replaceAll(/[-:T]/gu, '').slice(0, 14)}Z`;
}
