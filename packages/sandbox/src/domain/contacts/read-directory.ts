import { Refusal } from '../../problem.ts';
import type { Directory } from './directory.ts';
import { readCsv } from './read-csv.ts';
import { readVCards } from './read-vcards.ts';

/** Reads a directory file, CSV or vCard, told apart by its beginning. */
export function readDirectory(bytes: Uint8Array): Directory {
  const text = decode(bytes);
  const directory = /^\s*BEGIN:VCARD/i.test(text) ? readVCards(text) : readCsv(text);
  if (directory.lines.length === 0) throw new Refusal('validation_failed', 'The file holds no contact');
  return directory;
}

/** UTF-16 where a byte order mark says so (a spreadsheet's “Unicode text”), UTF-8 where it is that, else Windows-1252. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
