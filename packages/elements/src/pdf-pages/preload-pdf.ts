/**
 * Loads what draws documents while there is something else to wait for: the calls that lead to the first one. What can't
 * be loaded now is asked for again when a document is opened.
 */
export async function preloadPdf(): Promise<void> {
  const { PdfDocument } = await import('./reader.ts');
  await PdfDocument.preload();
}
