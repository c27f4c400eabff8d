import type { Notice } from '../finding-code.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import { byteRangeOf, contentsOf, gapIsContents, type SignatureCandidate } from '../pdf/signature-candidates.ts';

/** What /ByteRange and /Contents say. `range` is null where no bytes can be told from it. */
export interface ByteRangeCheck {
  readonly numbers: number[] | null;
  readonly range: readonly [number, number, number, number] | null;
  readonly contents: Uint8Array | null;
  /** Starts at 0, two ranges, and the gap is just the Contents of this dictionary, hexadecimal digits only. */
  readonly sound: boolean;
  readonly notices: Notice[];
}

/** Question: which bytes does this dictionary say were signed, and is the gap its own Contents? (ISO 32000-2, 12.8.1) */
export function checkByteRange(document: OpenDocument, candidate: SignatureCandidate): ByteRangeCheck {
  const notices: Notice[] = [];
  const { dict, inFile } = candidate;
  if (!dict) {
    notices.push({ code: 'SIGNATURE_VALUE_MISSING' });
    return { numbers: null, range: null, contents: null, sound: false, notices };
  }
  const offset = dict.start;
  const contents = contentsOf(dict);
  const numbers = byteRangeOf(document, dict);
  if (!contents || contents.bytes.length === 0) notices.push({ code: 'CONTENTS_MISSING', offset });
  const doubled = dict.doubtful.filter((key) => key === 'Contents' || key === 'ByteRange' || key === 'SubFilter');
  if (doubled.length) notices.push({ code: 'DICTIONARY_DUPLICATE_KEYS', offset, detail: doubled.join(', ') });
  if (!inFile) notices.push({ code: 'DICTIONARY_IN_OBJECT_STREAM', offset });
  const range = asRange(numbers, document.file.bytes.length, notices, offset);
  if (range && contents && inFile) notices.push(...gapNotices(document.file.bytes, range, contents));
  return { numbers, range, contents: contents?.bytes ?? null, sound: range !== null && notices.length === 0, notices };
}

function asRange(numbers: number[] | null, size: number, notices: Notice[], offset: number): ByteRangeCheck['range'] {
  if (!numbers || numbers.length === 0) {
    notices.push({ code: 'BYTE_RANGE_MISSING', offset });
    return null;
  }
  const [start, length, second, secondLength] = numbers as [number, number, number, number];
  if (numbers.length !== 4 || numbers.some((number) => !Number.isSafeInteger(number) || number < 0)) {
    notices.push({ code: 'BYTE_RANGE_MALFORMED', offset });
    return null;
  }
  if (start + length > size || second + secondLength > size) {
    notices.push({ code: 'BYTE_RANGE_OUT_OF_FILE', offset });
    return null;
  }
  if (start + length > second || length === 0 || secondLength === 0) {
    notices.push({ code: 'BYTE_RANGE_OVERLAP', offset });
    return null;
  }
  if (start !== 0) notices.push({ code: 'BYTE_RANGE_NOT_FROM_START', offset });
  return [start, length, second, secondLength];
}

function gapNotices(
  bytes: Uint8Array,
  range: readonly number[],
  contents: NonNullable<ReturnType<typeof contentsOf>>,
): Notice[] {
  const notices: Notice[] = [];
  const { start, end } = contents;
  if (!gapIsContents(range, contents)) notices.push({ code: 'BYTE_RANGE_GAP', offset: start });
  // A literal string, or anything but digits between < and >, could hide objects from the hash.
  if (!contents.hex || bytes[end - 1] !== 0x3e || !onlyHexDigits(bytes, start + 1, end - 1)) {
    notices.push({ code: 'CONTENTS_NOT_HEXADECIMAL', offset: start });
  }
  return notices;
}

function onlyHexDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    const letter = byte | 0x20;
    if (!((byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x66))) return false;
  }
  return true;
}
