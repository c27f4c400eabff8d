import { PDF } from '@libpdf/core';
import { checkStructure, type StructureReport } from '@jse/verify/structure';
import { isSigned, readFields } from './form-fields.ts';
import { emptySignatureFields } from './named-fields.ts';
import { readPages } from './pages.ts';
import { requireAppendable } from './open-document.ts';
import { prepareDocument } from './prepare-document.ts';
import type { UploadInspection, UploadRefusal } from './types.ts';
import { findingsFor, readTraits, refusalFor } from './upload-findings.ts';

/** The platform's limit: 10 MB, decimal. */
export const maxUploadBytes = 10_000_000;

const HEADER = [0x25, 0x50, 0x44, 0x46, 0x2d];
const PROBE = 'JsePreparationProbe';

/**
 * Whether the platform can take a PDF, and what the preparer is told about it. A document that cannot be appended to, as
 * a trial preparation shows, is refused now rather than at launch. Never throws.
 */
export async function inspectUpload(bytes: Uint8Array): Promise<UploadInspection> {
  if (bytes.length > maxUploadBytes) return refuse('pdf_too_large', `${bytes.length} bytes, at most ${maxUploadBytes}`);
  if (!HEADER.every((byte, i) => bytes[i] === byte)) return refuse('pdf_invalid', 'the file does not begin with %PDF-');
  const structural = await structuralRefusal(bytes);
  if (structural) return structural;
  let pdf: PDF;
  try {
    // Strictly: the engine's recovery, which a broken structure would start, reads all there is without a bound.
    pdf = await PDF.load(bytes, { lenient: false });
    if (pdf.isEncrypted) return refuse('pdf_encrypted', 'the file is encrypted');
  } catch (cause) {
    return refuse('pdf_damaged', message(cause));
  }
  try {
    return await inspectOpened(pdf, bytes);
  } catch {
    // The structure is sound, an object is not: the engine then takes it for absent, as viewers do.
    return inspectOpened(await PDF.load(bytes), bytes).catch((cause: unknown) => refuse('pdf_damaged', message(cause)));
  }
}

/**
 * What the document holds, and whether a preparation of it can be appended. That is tried on a parse of its own: the
 * engine keys objects by interned references, forgets the oldest of 20,000, and would write twice what a walk through a
 * large file made it read twice.
 */
async function inspectOpened(pdf: PDF, bytes: Uint8Array): Promise<UploadInspection> {
  requireAppendable(pdf);
  const traits = readTraits(pdf);
  const refusal = refusalFor(traits);
  if (refusal) return refuse(refusal, DETAILS[refusal] ?? refusal);
  const pages = readPages(pdf);
  if (pages.length === 0) return refuse('pdf_damaged', 'the file has no page');
  const fields = readFields(pdf);
  const signatures = fields.filter(({ type }) => type === 'Sig');
  const inspection: UploadInspection = {
    ok: true,
    pages: pages.map(({ box }) => box),
    findings: findingsFor(traits, fields),
    signatureFields: emptySignatureFields(pdf, pages, fields),
    signed: signatures.some(isSigned),
  };
  await prepareDocument(bytes, [{ name: PROBE, tooltip: PROBE, placement: null }]);
  return inspection;
}

/** More than any file of 10 MB needs that shows pages. */
const UPLOAD_LIMITS = { maxObjects: 500_000, maxValues: 2_000_000, maxMilliseconds: 10_000 };
/** What leaves readers to guess the file's objects, each in its own way. */
const GUESSED = new Set(['XREF_UNREADABLE', 'XREF_CHAIN_BROKEN']);
/** What lets two readers see two documents in one file: the ground of shadow attacks. */
const AMBIGUOUS = new Set(['XREF_CONFLICT', 'REVISIONS_OUT_OF_ORDER', 'TRAILING_BYTES']);

/** Bounded in time and memory, before the engine reads anything: it has no bounds of its own. */
async function structuralRefusal(bytes: Uint8Array): Promise<UploadInspection | undefined> {
  let report: StructureReport;
  try {
    report = await checkStructure(bytes, { limits: UPLOAD_LIMITS });
  } catch (cause) {
    return refuse('pdf_invalid', message(cause));
  }
  const { findings, limit, unreadable } = report;
  const found = (codes: ReadonlySet<string>) => findings.find(({ code }) => codes.has(code))?.message.en;
  if (limit) return refuse('pdf_too_complex', `the file exceeds a limit of the examination (${limit})`);
  const guessed = found(GUESSED);
  if (guessed) return refuse('pdf_damaged', guessed);
  const ambiguous = found(AMBIGUOUS);
  if (ambiguous) return refuse('pdf_ambiguous', ambiguous);
  if (findings.some(({ code }) => code === 'ENCRYPTED_NOT_READABLE'))
    return refuse('pdf_encrypted', 'the file is encrypted');
  if (unreadable > 0)
    return refuse('pdf_damaged', `${unreadable} streams with objects or validation data are unreadable`);
  return undefined;
}

const DETAILS: Partial<Record<UploadRefusal, string>> = {
  pdf_has_xfa: 'the form is an XFA form, which viewers show differently or not at all',
  pdf_has_javascript: 'the file contains JavaScript, which can change what is shown',
  pdf_certified: 'a certification signature permits no later change',
};

function refuse(code: UploadRefusal, detail: string): UploadInspection {
  return { ok: false, code, detail };
}

function message(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
