import { sha256 } from './sha256.ts';

/** What the proof needs of a signature of `@jse/verify`'s report. */
export interface CheckedSignature {
  readonly kind: 'signature' | 'document-timestamp';
  readonly integrity: 'intact' | 'broken' | 'undetermined';
  readonly coverage: 'whole-file' | 'whole-revision' | 'partial' | 'unclear';
  readonly laterChanges: 'none' | 'permitted' | 'forbidden' | 'undetermined';
  readonly byteRange: readonly number[] | null;
  readonly signer: { readonly commonName: string | null } | null;
  readonly claimedTime: string | null;
  readonly timestampTime: string | null;
  readonly trust: { readonly indication: 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED' };
}

/** What the proof needs of a report. */
export interface CheckedFile {
  readonly signatures: readonly CheckedSignature[];
  readonly revisions: readonly { readonly end: number }[];
}

/** The files that are compared: what was read, what came back, and the platform's digest of what it signed. */
export interface SignedFile {
  readonly reviewed: Uint8Array<ArrayBuffer>;
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signedSha256: string | null;
}

/**
 * What this device found out by itself. `proved`: the file begins with exactly the bytes that were read, holds the
 * revision whose digest the platform gave (where it gave one), and the new signature is intact and covers them;
 * `disproved`: one of these is false; `undetermined`: it cannot be told.
 * `recognised` is whether its certificate leads to a given anchor (null where none was given).
 */
export interface SignatureProof {
  readonly verdict: 'proved' | 'disproved' | 'undetermined';
  readonly sameBytes: boolean;
  /** Whether the file holds the very revision that the platform says it signed; null where it gave no digest. */
  readonly sameDigest: boolean | null;
  readonly integrity: 'intact' | 'broken' | 'undetermined' | 'missing';
  readonly laterChanges: CheckedSignature['laterChanges'] | null;
  readonly recognised: boolean | null;
  readonly signerName: string | null;
  readonly signedAt: string | null;
  readonly sha256: string;
}

/** Compares a signed file with what was read, given the verifier's report on it. */
export async function proveSignature(
  file: SignedFile,
  report: CheckedFile,
  withAnchors: boolean,
): Promise<SignatureProof> {
  const sameBytes = beginsWith(file.signed, file.reviewed);
  const end = await endOfSigned(file, report);
  const mine = end === undefined ? undefined : newSignature(report.signatures, file.reviewed.length, end);
  const proof = {
    sameBytes,
    sameDigest: file.signedSha256 === null ? null : end !== undefined,
    integrity: mine?.integrity ?? 'missing',
    laterChanges: mine?.laterChanges ?? null,
    recognised: mine && withAnchors ? mine.trust.indication === 'TOTAL-PASSED' : null,
    signerName: mine?.signer?.commonName ?? null,
    signedAt: mine?.timestampTime ?? mine?.claimedTime ?? null,
    sha256: await sha256(file.signed),
  } as const;
  return { verdict: verdictOf(proof), ...proof };
}

/** Whether a file is longer than another and begins with all of it: an incremental update of it. */
export function beginsWith(file: Uint8Array, start: Uint8Array): boolean {
  return start.length > 0 && file.length > start.length && start.every((byte, at) => file[at] === byte);
}

function verdictOf({
  sameBytes,
  integrity,
  laterChanges,
}: Pick<SignatureProof, 'sameBytes' | 'integrity' | 'laterChanges'>): SignatureProof['verdict'] {
  if (!sameBytes || integrity === 'broken' || integrity === 'missing' || laterChanges === 'forbidden') {
    return 'disproved';
  }
  return integrity === 'intact' && laterChanges !== 'undetermined' ? 'proved' : 'undetermined';
}

/**
 * Where the revision ends that the platform says it signed; co-signers may have signed after it. Undefined where no
 * revision has its digest: some byte is another, be it in the padding that no signature covers.
 */
async function endOfSigned(
  { signed, signedSha256 }: SignedFile,
  { revisions }: CheckedFile,
): Promise<number | undefined> {
  if (signedSha256 === null) return signed.length;
  const ends = [signed.length, ...revisions.map(({ end }) => end)];
  for (const end of new Set(ends)) {
    if (end <= signed.length && (await sha256(signed.slice(0, end))) === signedSha256) return end;
  }
  return undefined;
}

/** The last signature that covers a whole revision longer than what was read and within what the platform signed. */
function newSignature(
  signatures: readonly CheckedSignature[],
  read: number,
  end: number,
): CheckedSignature | undefined {
  return signatures
    .filter(
      ({ kind, coverage }) => kind === 'signature' && (coverage === 'whole-file' || coverage === 'whole-revision'),
    )
    .map((signature) => ({ signature, end: endOf(signature) }))
    .filter((covered) => covered.end > read && covered.end <= end)
    .sort((one, other) => one.end - other.end)
    .at(-1)?.signature;
}

function endOf({ byteRange }: CheckedSignature): number {
  const [start, , second, length] = byteRange ?? [];
  return start === 0 && second !== undefined && length !== undefined ? second + length : 0;
}
