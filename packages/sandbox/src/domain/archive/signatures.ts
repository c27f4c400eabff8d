import type { VerificationReport } from '@jse/verify';
import { isIssuedBy } from '../../certificates/index.ts';
import { fromBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';

/** A signature or a document timestamp of a pack that our authority's key stands behind. */
export interface PackSignature {
  /** The file that holds it. */
  readonly path: string;
  /** Where the revision ends that it covers, in bytes: no two of a file share that. */
  readonly end: number;
  readonly kind: 'signature' | 'document-timestamp';
  /** When it was made: by its timestamp, else as it says itself. */
  readonly at: Date;
  /** The certificate of its signer, DER. */
  readonly certificate: Uint8Array;
}

/** Takes out of a report what our authority answers for; a file that was signed elsewhere before has others as well. */
export async function ownSignatures(
  { pki }: Pick<Dependencies, 'pki'>,
  path: string,
  report: VerificationReport,
): Promise<PackSignature[]> {
  const own: PackSignature[] = [];
  for (const { kind, certificate, byteRange, timestampTime, claimedTime } of report.signatures) {
    const [, , from, length] = byteRange ?? [];
    if (!certificate || from === undefined || length === undefined) continue;
    const der = fromBase64(certificate.der);
    if (!(await isIssuedBy(der, pki.issuingCertificate))) continue;
    const at = new Date(timestampTime ?? claimedTime ?? report.at);
    own.push({ path, end: from + length, kind, at, certificate: der });
  }
  return own;
}
