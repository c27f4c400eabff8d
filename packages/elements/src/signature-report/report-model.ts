import type { SignatureReport, VerificationReport } from '@jse/verify';

/** How a verdict looks: never by colour alone, its word stands beside it. */
export type Tone = 'success' | 'warning' | 'danger' | 'plain';

/** The tone of an indication of EN 319 102-1, or of a file without any signature. */
export function toneOf(indication: VerificationReport['verdict']['indication']): Tone {
  switch (indication) {
    case 'TOTAL-PASSED':
      return 'success';
    case 'INDETERMINATE':
      return 'warning';
    case 'TOTAL-FAILED':
      return 'danger';
    case 'NO_SIGNATURE_FOUND':
      return 'plain';
  }
}

/**
 * Whose act a signature is. At the platform's simple level the certificate is the platform's, and the name is the one
 * that it attests (/Name); else the certificate says it.
 */
export function signerOf({ signatureKind, name, signer, certificate }: SignatureReport): string | undefined {
  const certified = signer?.commonName ?? signer?.organization ?? undefined;
  if (signatureKind === 'simple') return name ?? certified;
  if (signatureKind === 'seal') return signer?.organization ?? certified;
  return certified ?? name ?? certificate?.subject;
}

/** The name of a file without its ending, for what is saved beside it. */
export function stemOf(name: string): string {
  return name.replace(/\.pdf$/i, '') || 'document';
}
