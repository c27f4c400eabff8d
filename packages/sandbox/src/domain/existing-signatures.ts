import { type SignatureReport, type VerificationReport, verifyPdf } from '@jse/verify';
import { Refusal } from '../problem.ts';
import { prepareDocument, type UploadFinding } from '../signing/index.ts';

/** What the preparer is told of a file that was signed before. */
export type ExistingSignatureFinding = UploadFinding | { code: 'existing_signature_broken'; severity: 'warning' };

/**
 * Refuses a signed file whose earlier signatures another one would break: it is tried on a copy, with an invisible field.
 * Signatures that were broken before are told.
 */
export async function checkExistingSignatures(bytes: Uint8Array): Promise<ExistingSignatureFinding[]> {
  const trial = await prepareDocument(bytes, [{ name: 'JSE-trial', tooltip: 'Signature', placement: null }]);
  const before = await requireSignaturesKept(bytes, trial);
  const broken = before.conclusion === 'broken' || before.conclusion === 'modified';
  return broken ? [{ code: 'existing_signature_broken', severity: 'warning' }] : [];
}

/**
 * Refuses a change by which an earlier signature would lose what it says: certification, DocMDP and locks permit some
 * changes and forbid others (ISO 32000-2, 12.8.2). The verifier says what became of each. Returns its report of before.
 */
export async function requireSignaturesKept(bytes: Uint8Array, changed: Uint8Array): Promise<VerificationReport> {
  const before = await verify(bytes);
  const after = await verify(changed);
  for (const signature of before.signatures) {
    const now = after.signatures.find((other) => same(signature, other));
    if (signature.laterChanges !== 'forbidden' && now?.laterChanges === 'forbidden') {
      const detail = `The signature in field “${signature.field ?? '?'}” forbids these signatures; those without a place on a page may be permitted`;
      throw new Refusal('pdf_certified', detail);
    }
  }
  return before;
}

const verify = (bytes: Uint8Array) => verifyPdf(bytes, { trustAnchors: [], revocation: 'off' });

const same = (one: SignatureReport, other: SignatureReport): boolean =>
  one.field === other.field && JSON.stringify(one.byteRange) === JSON.stringify(other.byteRange);
