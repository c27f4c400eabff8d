import { PDF } from '@libpdf/core';
import { SigningError } from './errors.ts';

/**
 * Parses a PDF that can be appended to. `document_unreadable` when it has no usable structure,
 * `document_not_appendable` when the engine could only save it by rewriting it, which would break earlier signatures.
 */
export async function openDocument(bytes: Uint8Array): Promise<PDF> {
  let pdf: PDF;
  try {
    pdf = await PDF.load(bytes);
  } catch (cause) {
    throw new SigningError('document_unreadable', 'the PDF cannot be parsed', cause);
  }
  requireAppendable(pdf);
  return pdf;
}

/** Refuses what could only be saved by rewriting it: `document_not_appendable`. */
export function requireAppendable(pdf: PDF): void {
  if (pdf.isEncrypted) throw new SigningError('document_not_appendable', 'the PDF is encrypted');
  const blocker = pdf.canSaveIncrementally();
  if (blocker) throw new SigningError('document_not_appendable', `the PDF cannot be saved by appending (${blocker})`);
}

/** The incremental update with the changes made to `pdf`, earlier bytes first. */
export async function saveRevision(pdf: PDF): Promise<Uint8Array> {
  try {
    return await pdf.save({ incremental: true, subsetFonts: true });
  } catch (cause) {
    throw new SigningError('document_not_appendable', 'the incremental update could not be written', cause);
  }
}
