import { equalBytes } from '../asn1/values.ts';
import type { Certificate } from './certificate.ts';
import type { CertificatePool } from './certificate-pool.ts';
import { withInheritedKeys } from './inherited-key.ts';
import { Asn1Fault } from '../asn1/tlv.ts';
import type { PathReason } from './path-reason.ts';
import { validateCertificationPath, type CheckSignature, type PathInputs } from './validate-path.ts';

/** The best path found: `reasons` is empty for a valid one, `path` empty where none leads to an anchor. */
export interface PathResult {
  readonly path: readonly Certificate[];
  readonly reasons: readonly PathReason[];
}

/** What more a path must stand, once it is valid: revocation, for one. The reasons against it. */
export type FurtherCheck = (path: readonly Certificate[]) => Promise<readonly PathReason[]>;

const maxPathLength = 16;
const maxPaths = 100;
const maxSteps = 3000;
const maxQueued = 20_000;
/** A wrong signature on the way puts a path behind all others: it is looked at only to say why there is none. */
const wrongSignature = 2 * maxPathLength;

/**
 * Looks for a valid path from a certificate to an anchor, at a time. Shorter paths come first, then those by key
 * identifier; a path that fails is no reason to stop while another is left. The work is bounded: at most 3000 steps and
 * 100 paths of 16. The failure told is that of the path that got furthest, the one with the fewest reasons.
 */
export async function findPath(
  leaf: Certificate,
  pool: CertificatePool,
  inputs: PathInputs,
  checkSignature: CheckSignature,
  further: FurtherCheck = () => Promise.resolve([]),
): Promise<PathResult> {
  let best: PathResult = { path: [], reasons: [] };
  let bestRank = Number.POSITIVE_INFINITY;
  let tried = 0;
  for await (const candidate of candidatePaths(leaf, pool, inputs.at ?? leaf.notAfter, checkSignature)) {
    const path = inherited(candidate);
    const own = await validateCertificationPath(path, inputs, checkSignature);
    const reasons = own.length ? own : await further(path);
    if (reasons.length === 0) return { path, reasons };
    // A path that is valid but for its revocation tells more than one that is not.
    const rank = own.length ? own.length + (isOfTime(own) ? 100 : 200) : reasons.length;
    if (rank < bestRank) [best, bestRank] = [{ path, reasons }, rank];
    if (++tried >= maxPaths) break;
  }
  return best;
}

const isOfTime = (reasons: readonly PathReason[]): boolean => reasons.every(({ code }) => code === 'OUT_OF_VALIDITY');

function inherited(path: readonly Certificate[]): readonly Certificate[] {
  try {
    return withInheritedKeys(path);
  } catch (error) {
    if (error instanceof Asn1Fault) return path;
    throw error;
  }
}

/** A path on its way: whether its last certificate's issuer was looked at, and whether it has come to an anchor. */
interface Partial {
  readonly path: readonly Certificate[];
  readonly whole: boolean;
  readonly checked: boolean;
}

/** Best first: partial paths by their length so far and the distance that is left at least. */
async function* candidatePaths(
  leaf: Certificate,
  pool: CertificatePool,
  at: Date,
  checkSignature: CheckSignature,
): AsyncGenerator<readonly Certificate[]> {
  if (pool.isAnchor(leaf)) yield [leaf];
  const buckets: Partial[][] = [];
  const put = (cost: number, partial: Partial): number => (buckets[cost] ??= []).push(partial);
  const costOf = (path: readonly Certificate[]) => path.length + pool.distance(path.at(-1) as Certificate);
  put(0, { path: [leaf], whole: false, checked: true });
  let steps = maxSteps;
  let queued = 0;
  for (let cost = 0; cost < buckets.length; cost++) {
    const bucket = buckets[cost] ?? [];
    for (let next = 0; next < bucket.length; next++) {
      if (--steps < 0) return;
      const { path, whole, checked } = bucket[next] as Partial;
      if (!checked) {
        const [subject, issuer] = path.slice(-2) as [Certificate, Certificate];
        const outcome = await checkSignature(subject, issuer);
        // A key that inherits its parameters can't be told wrong before the path is whole.
        if (outcome === 'SIGNATURE_INVALID') {
          put(cost + wrongSignature, { path, whole, checked: true });
          continue;
        }
      }
      if (whole) {
        yield path;
        continue;
      }
      for (const { certificate, isAnchor } of pool.issuersOf(path.at(-1) as Certificate, at)) {
        if (contains(path, certificate) || path.length >= maxPathLength) continue;
        const longer = [...path, certificate];
        if (++queued > maxQueued) return;
        if (isAnchor) put(Math.max(cost, longer.length), { path: longer, whole: true, checked: false });
        else if (costOf(longer) <= maxPathLength + 1) {
          put(Math.max(cost, costOf(longer)), { path: longer, whole: false, checked: false });
        }
      }
    }
  }
}

/** 6.1: a path holds no certificate twice; the same name and key under another certificate would loop as well. */
function contains(path: readonly Certificate[], certificate: Certificate): boolean {
  return path.some((one) => {
    return equalBytes(one.publicKey, certificate.publicKey) && equalBytes(one.subject, certificate.subject);
  });
}
