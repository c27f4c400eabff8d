import { VerifyError } from '../verify-error.ts';
import type { Notice } from '../finding-code.ts';
import type { Budget } from './budget.ts';
import { findLastWord, findWords } from './find-words.ts';
import { isWhite } from './lexer.ts';
import { PdfFile } from './pdf-file.ts';
import { PdfView } from './pdf-view.ts';
import { repairSection } from './recovery-scan.ts';
import { findStrayObjects } from './stray-objects.ts';
import type { XrefSection } from './xref-section.ts';
import { followChain, listRevisions, readStartXref, type Revision, type StartXref } from './revisions.ts';

/** A file opened for evidence: what it shows now, and how it came about. */
export interface OpenDocument {
  readonly file: PdfFile;
  /** The document as the newest revision shows it; `repaired` where that had to be guessed from the bytes. */
  readonly view: PdfView;
  readonly repaired: boolean;
  /** Oldest first; empty for a repaired document. */
  readonly revisions: readonly Revision[];
  /** Offsets of the word /ByteRange anywhere in the bytes. */
  readonly byteRangeWords: readonly number[];
  readonly notices: Notice[];
}

/**
 * Opens a PDF's bytes; an encrypted file with the empty password or the one given, if it may be. `foresee` gets the view
 * before the bytes are searched through, so that what takes other threads can begin. Throws VerifyError NOT_A_PDF, or
 * LimitError.
 */
export async function openDocument(
  bytes: Uint8Array,
  budget: Budget,
  password?: string,
  foresee?: (view: PdfView) => void,
): Promise<OpenDocument> {
  const header = findWords(bytes, ['%PDF-'], budget, 0, Math.min(bytes.length, 4096))['%PDF-'][0];
  const tail = findLastWord(bytes, 'startxref', budget);
  if (header === undefined && tail < 0) {
    throw new VerifyError('NOT_A_PDF', 'the bytes are no PDF: neither a header nor a cross-reference is in them');
  }
  const notices: Notice[] = [];
  if (header !== 0) notices.push({ code: 'HEADER_NOT_AT_START', offset: header ?? 0 });
  // The last startxref counts, or the last one that a number follows: then all have to be known first.
  const early = tail >= 0 && readStartXref(bytes, tail, 0) !== null ? [tail] : null;
  const positions = early ?? searchBytes(bytes, budget).startxref;
  const file = chooseBase(bytes, budget, positions, header ?? 0);
  const last = readMarks(bytes, positions, file.base).at(-1);
  const chain = last ? followChain(file, last.target) : { sections: [], complete: false };
  const view = await openView(file, chain.sections, notices, password);
  foresee?.(view);
  const words = searchBytes(bytes, budget);
  const byteRangeWords = words['/ByteRange'];
  if (!chain.complete) notices.push({ code: 'XREF_CHAIN_BROKEN', offset: last?.position ?? 0 });
  // Without its password, the catalog of an encrypted file may be out of reach: its revisions are as sound as any.
  const closed = view.encrypted && !view.decryptor;
  if (chain.sections.length === 0 || (!view.catalog && !closed)) return repaired(file, view, byteRangeWords, notices);
  const revisions = listRevisions(chain.sections, readMarks(bytes, words.startxref, file.base));
  notices.push(...structureNotices(file, revisions), ...findStrayObjects(view));
  return { file, view, repaired: false, revisions, byteRangeWords, notices };
}

const searchBytes = (bytes: Uint8Array, budget: Budget) => findWords(bytes, ['startxref', '/ByteRange'], budget);

function readMarks(bytes: Uint8Array, positions: readonly number[], base: number): StartXref[] {
  return positions
    .map((position) => readStartXref(bytes, position, base))
    .filter((mark): mark is StartXref => mark !== null);
}

async function openView(
  file: PdfFile,
  sections: readonly XrefSection[],
  notices: Notice[],
  password: string | undefined,
): Promise<PdfView> {
  const view = new PdfView(file, sections, file.bytes.length);
  if (!view.encrypted) return view;
  const { openEncryption } = await import('./encryption/open-encryption.ts');
  const decryptor = openEncryption(view, password);
  if (decryptor) return new PdfView(file, sections, file.bytes.length, decryptor);
  notices.push({ code: 'ENCRYPTED_NOT_READABLE' });
  return view;
}

/** Offsets count from the header where they don't count from the file's start. */
function chooseBase(bytes: Uint8Array, budget: Budget, positions: readonly number[], header: number): PdfFile {
  const plain = new PdfFile(bytes, budget, 0);
  const last = positions.at(-1);
  if (header === 0 || last === undefined) return plain;
  const mark = readStartXref(bytes, last, 0);
  if (!mark || plain.sectionAt(mark.target)) return plain;
  const shifted = new PdfFile(bytes, budget, header);
  return shifted.sectionAt(mark.target + header) ? shifted : plain;
}

function repaired(
  file: PdfFile,
  unreadable: PdfView,
  byteRangeWords: readonly number[],
  notices: Notice[],
): OpenDocument {
  notices.push({ code: 'XREF_UNREADABLE' });
  const section = repairSection(file);
  const view = section ? new PdfView(file, [section], file.bytes.length) : unreadable;
  return { file, view, repaired: true, revisions: [], byteRangeWords, notices };
}

function structureNotices(file: PdfFile, revisions: readonly Revision[]): Notice[] {
  const notices: Notice[] = [];
  let previousEnd = 0;
  for (const revision of revisions) {
    const offset = revision.startXref;
    if (offset < previousEnd) notices.push({ code: 'REVISIONS_OUT_OF_ORDER', offset });
    previousEnd = revision.eof ?? offset;
    for (const section of revision.sections) {
      if (section.conflicts?.length) notices.push({ code: 'XREF_CONFLICT', offset: section.offset });
    }
  }
  const eof = revisions.at(-1)?.end ?? null;
  if (eof !== null && hasMoreThanWhite(file.bytes, eof)) notices.push({ code: 'TRAILING_BYTES', offset: eof });
  return notices;
}

/** Whether anything but white space (and the NULs that some servers append) stands at or behind an offset. */
export function hasMoreThanWhite(bytes: Uint8Array, from: number, to = bytes.length): boolean {
  for (let at = from; at < to; at++) if (!isWhite(bytes[at])) return true;
  return false;
}
