import { type LaterChanges, type SignatureReport, type VerificationReport, verifyPdf } from '@jse/verify';
import { Refusal } from '../problem.ts';
import { prepareDocument, trialSignatures, type UploadFinding } from '../signing/index.ts';

/** What the preparer is told of a file that was signed before. */
export type ExistingSignatureFinding = UploadFinding | { code: 'existing_signature_broken'; severity: 'warning' };

/** Fields of the file's own that are tried, so that a hostile file costs no more than a few verifications. */
const maxFieldsTried = 8;

/**
 * Refuses a signed file whose earlier signatures any further one would break: it is tried on a copy, in an invisible field
 * of ours, then in each empty field of the file's own. Signatures that were broken before are told.
 */
export async function checkExistingSignatures(
  bytes: Uint8Array,
  ownFields: readonly { readonly name: string }[],
): Promise<ExistingSignatureFinding[]> {
  const before = await verify(bytes);
  const trials = [
    async () => trialSignatures(await prepareDocument(bytes, [trialField]), [trialField.name]),
    ...ownFields.slice(0, maxFieldsTried).map(
      ({ name }) =>
        async () =>
          trialSignatures(bytes, [name]),
    ),
  ];
  const refusals: unknown[] = [];
  for (const trial of trials) {
    try {
      await requireSignaturesKept(bytes, await trial(), before);
      const broken = before.conclusion === 'broken' || before.conclusion === 'modified';
      return broken ? [{ code: 'existing_signature_broken', severity: 'warning' }] : [];
    } catch (error) {
      refusals.push(error);
    }
  }
  throw refusals[0];
}

const trialField = { name: 'JSE-trial', tooltip: 'Signature', placement: null };

/**
 * Refuses a change by which an earlier signature would lose what it says: certification, DocMDP and locks permit some
 * changes and forbid others (ISO 32000-2, 12.8.2). The verifier says what became of each; `before` is its report on
 * `bytes`, made here where the caller has none.
 */
export async function requireSignaturesKept(
  bytes: Uint8Array,
  changed: Uint8Array,
  before?: VerificationReport,
): Promise<void> {
  const { signatures } = before ?? (await verify(bytes));
  const after = await verify(changed);
  for (const signature of signatures) {
    const now = after.signatures.find((other) => same(signature, other));
    if (rank(signature.laterChanges) < rank(now?.laterChanges ?? 'forbidden')) {
      const detail = `The signature in field “${signature.field ?? '?'}” forbids these signatures; those without a place on a page, or in an empty field of the file’s own, may be permitted`;
      throw new Refusal('pdf_certified', detail);
    }
  }
}

/** How much a signature has lost; from no later change to a permitted one it loses nothing. */
const rank = (changes: LaterChanges): number => (changes === 'forbidden' ? 2 : changes === 'undetermined' ? 1 : 0);

const verify = (bytes: Uint8Array) => verifyPdf(bytes, { trustAnchors: [], revocation: 'off' });

const same = (one: SignatureReport, other: SignatureReport): boolean =>
  one.field === other.field && JSON.stringify(one.byteRange) === JSON.stringify(other.byteRange);
