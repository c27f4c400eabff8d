import type { CheckedFile } from './signature-proof.ts';

interface Verifier {
  verifyPdf(
    bytes: Uint8Array,
    options: { trustAnchors: Uint8Array[]; revocation: 'required' | 'off' },
  ): Promise<CheckedFile>;
}

/** The only way to `@jse/verify`, loaded when the first signed file is checked. Revocation is the archive's business. */
export async function checkFile(bytes: Uint8Array, trustAnchors: readonly Uint8Array[]): Promise<CheckedFile> {
  const { verifyPdf } = (await import('@jse/verify')) as unknown as Verifier;
  return verifyPdf(bytes, { trustAnchors: [...trustAnchors], revocation: 'off' });
}
