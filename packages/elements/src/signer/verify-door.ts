import type { CheckedFile } from './signature-proof.ts';

/** The only way to `@jse/verify`, loaded when the first signed file is checked. Revocation is the archive's business. */
export async function checkFile(bytes: Uint8Array, trustAnchors: readonly Uint8Array[]): Promise<CheckedFile> {
  const { verifyPdf } = await import('@jse/verify');
  return verifyPdf(bytes, { trustAnchors: [...trustAnchors], revocation: 'off' });
}
