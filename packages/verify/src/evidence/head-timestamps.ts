import { verifyTimestamp } from '../cms/timestamp.ts';
import { trustContextOf } from '../checks/trust-context.ts';
import { checkTrust } from '../checks/trust.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { Certificate } from '../x509/certificate.ts';
import { isFresh, statusOf, type RevocationEvidence } from '../x509/revocation/statement.ts';
import type { EvidenceEntry, EvidenceTimestamp } from './evidence-bundle.ts';

/** What the timestamps of a log say: `TOTAL-PASSED` only where each holds under an anchor; none at all is `NONE`. */
export type TimestampIndication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED' | 'NONE';

/**
 * `cut`: the log ends before the entry that was stamped; `other`: that entry has another hash; `broken`: the token does not
 * hold; `time`: an entry is dated later than its proof, or earlier than a proof of what came before it.
 */
export type HeadTimestampFault = 'cut' | 'other' | 'broken' | 'time';

/** One timestamp over the head of a log, as it was at `seq`. */
export interface HeadTimestampCheck {
  readonly seq: number;
  readonly fault: HeadTimestampFault | null;
  /** The time of the token where it holds. */
  readonly time: Date | null;
  /** Whether its authority leads to a given anchor and is known not to be revoked (or that is not asked for). */
  readonly trusted: boolean;
}

/** By what the authorities of timestamps are judged; `at` is the time of the check. */
export interface HeadTimestampContext {
  readonly door: CryptoDoor;
  readonly anchors: readonly Certificate[];
  readonly evidence: RevocationEvidence;
  readonly revocation: 'required' | 'off';
  readonly at: Date;
}

/** Clocks of two machines may differ by so much, in milliseconds; a token's time may be cut to the second. */
const drift = 300_000;

/**
 * Checks the RFC 3161 tokens over the log's heads: each covers an entry that is there with this very hash, its signature
 * holds, the times agree, and its authority leads to an anchor. The imprint is the entry's hash itself.
 */
export async function checkHeadTimestamps(
  context: HeadTimestampContext,
  entries: readonly EvidenceEntry[],
  timestamps: readonly EvidenceTimestamp[],
): Promise<HeadTimestampCheck[]> {
  const checks: HeadTimestampCheck[] = [];
  for (const { seq, hash, token, at } of timestamps) {
    const imprint = Uint8Array.from(hash.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    const stamped = { bytes: () => imprint, digest: () => Promise.resolve(imprint) };
    const verdict = await verifyTimestamp(context.door, bytesOf(token), stamped);
    const { integrity, info, signer, data } = verdict;
    const unknown = integrity === 'undetermined';
    if (unknown || integrity !== 'intact' || !info || !signer || info.hash !== 'SHA-256') {
      checks.push({ seq, fault: unknown ? null : 'broken', time: null, trusted: false });
      continue;
    }
    const entry = entries.find((one) => one.seq === seq);
    const agrees = agreesInTime(info.time, Date.parse(at), seq, entries);
    const fault = !entry ? 'cut' : entry.hash !== hash ? 'other' : agrees ? null : 'time';
    checks.push({
      seq,
      fault,
      time: info.time,
      trusted: await isTrusted(context, signer, data?.certificates ?? [], info.time),
    });
  }
  return checks;
}

/** What was stamped was written before its token; what came after it was written after it. */
function agreesInTime(time: Date, noted: number, seq: number, entries: readonly EvidenceEntry[]): boolean {
  const stamp = time.getTime();
  if (Math.abs(noted - stamp) > drift) return false;
  return entries.every((entry) =>
    entry.seq <= seq ? Date.parse(entry.at) <= stamp + drift : Date.parse(entry.at) >= stamp - drift,
  );
}

/**
 * Whether a timestamp's authority stands: its path at the token's own time, and that no certificate of it is revoked. A
 * revocation counts whenever it happened: a token of a stolen key bears any time.
 */
async function isTrusted(
  { door, anchors, evidence, revocation, at }: HeadTimestampContext,
  signer: Certificate,
  certificates: readonly Certificate[],
  time: Date,
): Promise<boolean> {
  if (anchors.length === 0) return false;
  const material = { door, anchors, certificates, evidence };
  const then = trustContextOf({ ...material, at: time, revocation: 'off' });
  const { passed, path } = await checkTrust(then, signer, 'timestamp', time);
  if (!passed || revocation === 'off') return passed;
  for (let index = 0; index + 1 < path.length; index++) {
    const statements = await then.checker.statements(path, index);
    if (statusOf(statements, at, (statement) => isFresh(statement, at, time)).status !== 'good') return false;
  }
  return true;
}

/** The indication over all timestamps of a log (EN 319 102-1, 4.1.3). */
export function indicationOf(checks: readonly HeadTimestampCheck[]): TimestampIndication {
  if (checks.length === 0) return 'NONE';
  if (checks.some(({ fault }) => fault !== null)) return 'TOTAL-FAILED';
  return checks.every(({ trusted }) => trusted) ? 'TOTAL-PASSED' : 'INDETERMINATE';
}

/** The bytes of a base64 text; none where it is not one. */
export function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
