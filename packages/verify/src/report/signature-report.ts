import type { JudgedSignature, Judgement } from '../checks/judged-signature.ts';
import type { Change } from '../changes/change.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { Notice } from '../finding-code.ts';
import { LimitError } from '../pdf/budget.ts';
import { isName, isString, textOf, type PdfDict } from '../pdf/objects.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import { reportCertificate, reportSigner } from './certificate-report.ts';
import { changeSentences } from './change-sentences.ts';
import { reportMissedLevel } from './level-reasons.ts';
import { parsePdfDate } from './pdf-date.ts';
import { reportJudgement, reportTimestamp } from './timestamp-report.ts';
import { toFinding } from './to-finding.ts';
import type { SignatureKind } from './trust-report.ts';
import type { ChangeReport, SignatureReport } from './verification-report.ts';

/** The report on one signature, from the answers to all questions. */
export async function reportSignature(
  door: CryptoDoor,
  document: OpenDocument,
  judged: JudgedSignature,
  kinds: Readonly<Record<string, SignatureKind>>,
): Promise<SignatureReport> {
  const { verified, judgement, bestTime } = judged;
  const { candidate, byteRange, coverage, value, later, isTimestamp } = verified;
  const { signer, hash, algorithm } = value ?? {};
  const certificate = signer ? await reportCertificate(door, signer) : null;
  const timestamps = await Promise.all(judged.timestamps.map((one) => reportTimestamp(door, one)));
  return {
    field: candidate.field?.name || null,
    otherFields: candidate.otherFields,
    kind: isTimestamp ? 'document-timestamp' : 'signature',
    subFilter: verified.subFilter,
    signer: signer ? reportSigner(signer) : null,
    certificate,
    name: readText(document, candidate.dict, 'Name'),
    reason: readText(document, candidate.dict, 'Reason'),
    claimedTime: parsePdfDate(readText(document, candidate.dict, 'M')),
    timestampTime: timestampTimeOf(judged)?.toISOString() ?? null,
    byteRange: byteRange.numbers,
    revision: coverage.revision,
    digestAlgorithm: hash ?? null,
    signatureAlgorithm: algorithm?.scheme ?? null,
    docMdp: verified.docMdp,
    integrity: value?.integrity ?? 'broken',
    coverage: coverage.coverage,
    laterChanges: later.laterChanges,
    changes: later.changes.map(reportChange),
    trust: await reportJudgement(door, judgement),
    level: judged.level?.level ?? null,
    missedLevel: reportMissedLevel(judged.level),
    signatureKind: certificate?.policies.map((policy) => kinds[policy]).find((kind) => kind) ?? null,
    bestSignatureTime: bestTime ? { time: bestTime.time.toISOString(), source: bestTime.source } : null,
    timestamps,
    findings: noticesOf(judged).map(toFinding),
  };
}

/** A change with its sentences. */
function reportChange(change: Change): ChangeReport {
  const [fr, en] = changeSentences[change.code];
  return { ...change, message: { fr, en } };
}

/** The time of its own token that counts: a document timestamp's, else the earliest signature timestamp that is trusted. */
function timestampTimeOf({ verified, judgement, timestamps }: JudgedSignature): Date | undefined {
  const counts = (one: Judgement) => one.indication === 'TOTAL-PASSED' || one.subIndication === 'TRY_LATER';
  if (verified.isTimestamp) return counts(judgement) ? verified.value?.timestamp?.time : undefined;
  const times = timestamps.flatMap(({ check, judgement: own }) => {
    return check.kind === 'signature' && counts(own) && check.info ? [check.info.time] : [];
  });
  return times.sort((a, b) => a.getTime() - b.getTime())[0];
}

function noticesOf({ verified, judgement, timestamps }: JudgedSignature): Notice[] {
  const { candidate, byteRange, coverage, value, later } = verified;
  const notices: Notice[] = [...byteRange.notices, ...coverage.notices, ...(value?.notices ?? [])];
  if (candidate.replaced) notices.push({ code: 'DICTIONARY_REPLACED' });
  if (!candidate.linked) notices.push({ code: 'UNLINKED_SIGNATURE' });
  if (candidate.otherFields.length) {
    notices.push({ code: 'FIELDS_SHARE_SIGNATURE', detail: candidate.otherFields.join(', ') });
  }
  if (later.laterChanges === 'forbidden') notices.push({ code: 'CHANGES_FORBIDDEN' });
  if (later.laterChanges === 'permitted') notices.push({ code: 'CHANGES_PERMITTED' });
  if (later.laterChanges === 'undetermined') notices.push({ code: 'CHANGES_UNDETERMINED' });
  const own = timestamps
    .filter(({ field }) => field === null)
    .flatMap((one) => {
      return one.judgement.notices.filter(({ code }) => code === 'TIMESTAMP_INVALID' || code === 'TIMESTAMP_UNTRUSTED');
    });
  return [...notices, ...own, ...judgement.notices];
}

/** A text of the signature dictionary; null where absent, over a limit or, in an encrypted file, not readable. */
function readText(document: OpenDocument, dict: PdfDict | null, key: string): string | null {
  try {
    const value = document.view.get(dict, key);
    if (isName(value)) return value.value;
    if (!isString(value) || (document.view.encrypted && !document.view.decryptor)) return null;
    return textOf(value);
  } catch (error) {
    if (error instanceof LimitError) return null;
    throw error;
  }
}
