import type { PdfAssets } from './pdf-assets.ts';

/**
 * Loads what draws documents while there is something else to wait for: the calls that lead to the first one. What can't
 * be loaded now is asked for again when a document is opened. The signal says that none will be.
 */
export async function preloadPdf(assets: Partial<PdfAssets> | undefined, signal: AbortSignal): Promise<void> {
  const { PdfDocument } = await import('./reader.ts');
  await PdfDocument.preload(assets, signal);
}
