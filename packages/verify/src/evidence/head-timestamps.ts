import { verifyTimestamp } from '../cms/timestamp.ts';
import { checkTrust } from '../checks/trust.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { EvidenceEntry, EvidenceTimestamp } from './evidence-bundle.ts';

/** What the timestamps of a log say: `TOTAL-PASSED` only where each holds under an anchor; none at all is `NONE`. */
export type TimestampIndication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED' | 'NONE';

/** One timestamp over the head of a log, as it was at `seq`. */
export interface HeadTimestampCheck {
  readonly seq: number;
  /** `cut`: the log ends before this entry; `other`: the entry has another hash; `broken`: the token does not hold. */
  readonly fault: 'cut' | 'other' | 'broken' | null;
  /** The time of the token where it holds. */
  readonly time: Date | null;
  /** Whether its authority leads to a given anchor. */
  readonly trusted: boolean;
}

/**
 * Checks the RFC 3161 tokens over the log's heads: each covers an entry that is there with this very hash, its signature
 * holds, and its authority leads to an anchor. The imprint is the entry's hash itself.
 */
export async function checkHeadTimestamps(
  door: CryptoDoor,
  entries: readonly EvidenceEntry[],
  timestamps: readonly EvidenceTimestamp[],
  anchors: readonly Certificate[],
): Promise<HeadTimestampCheck[]> {
  const checks: HeadTimestampCheck[] = [];
  for (const { seq, hash, token } of timestamps) {
    const imprint = Uint8Array.from(hash.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    const stamped = { bytes: () => imprint, digest: () => Promise.resolve(imprint) };
    const verdict = await verifyTimestamp(door, decode(token), stamped);
    const { integrity, info, signer, data } = verdict;
    if (integrity !== 'intact' || !info || !signer || info.hash !== 'SHA-256') {
      checks.push({ seq, fault: 'broken', time: null, trusted: false });
      continue;
    }
    const entry = entries.find((one) => one.seq === seq);
    const fault = entry ? (entry.hash === hash ? null : 'other') : 'cut';
    const context = {
      door,
      anchors,
      certificates: data?.certificates ?? [],
      evidence: { ocspResponses: [], crls: [] },
    };
    const at = { at: info.time, provenTime: null, revocation: 'off' as const };
    const trust = anchors.length > 0 ? await checkTrust({ ...context, ...at }, signer, 'timestamp') : null;
    checks.push({ seq, fault, time: info.time, trusted: trust?.passed ?? false });
  }
  return checks;
}

/** The indication over all timestamps of a log (EN 319 102-1, 4.1.3). */
export function indicationOf(checks: readonly HeadTimestampCheck[]): TimestampIndication {
  if (checks.length === 0) return 'NONE';
  if (checks.some(({ fault }) => fault !== null)) return 'TOTAL-FAILED';
  return checks.every(({ trusted }) => trusted) ? 'TOTAL-PASSED' : 'INDETERMINATE';
}

function decode(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
