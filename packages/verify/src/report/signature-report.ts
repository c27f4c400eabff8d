import type { VerifiedSignature } from '../checks/verified-signature.ts';
import type { Change } from '../changes/change.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { Notice } from '../finding-code.ts';
import { isName, isString, textOf, type PdfDict } from '../pdf/objects.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import { reportCertificate, reportSigner } from './certificate-report.ts';
import { changeSentences } from './change-sentences.ts';
import { parsePdfDate } from './pdf-date.ts';
import { toFinding } from './to-finding.ts';
import type { ChangeReport, SignatureReport, TrustReport } from './verification-report.ts';

/** The report on one signature, from the answers to all questions. */
export async function reportSignature(
  door: CryptoDoor,
  document: OpenDocument,
  verified: VerifiedSignature,
): Promise<SignatureReport> {
  const { candidate, byteRange, coverage, value, later, time, trust } = verified;
  const { signer, hash, algorithm, timestamp } = value ?? {};
  const path = await Promise.all((trust?.path ?? []).map((certificate) => reportCertificate(door, certificate)));
  const stamped = timestamp && value?.integrity === 'intact' && trustHolds(verified) ? timestamp.time : time?.time;
  return {
    field: candidate.field?.name || null,
    otherFields: candidate.otherFields,
    kind: verified.isTimestamp ? 'document-timestamp' : 'signature',
    subFilter: verified.subFilter,
    signer: signer ? reportSigner(signer) : null,
    certificate: signer ? await reportCertificate(door, signer) : null,
    name: readText(document, candidate.dict, 'Name'),
    reason: readText(document, candidate.dict, 'Reason'),
    claimedTime: parsePdfDate(readText(document, candidate.dict, 'M')),
    timestampTime: stamped?.toISOString() ?? null,
    byteRange: byteRange.numbers,
    revision: coverage.revision,
    digestAlgorithm: hash ?? null,
    signatureAlgorithm: algorithm?.scheme ?? null,
    docMdp: verified.docMdp,
    integrity: value?.integrity ?? 'broken',
    coverage: coverage.coverage,
    laterChanges: later.laterChanges,
    changes: later.changes.map(reportChange),
    trust: { ...indicate(verified), path },
    level: null,
    findings: noticesOf(verified).map(toFinding),
  };
}

/** A change with its sentences. */
function reportChange(change: Change): ChangeReport {
  const [fr, en] = changeSentences[change.code];
  return { ...change, message: { fr, en } };
}

const trustHolds = ({ trust }: VerifiedSignature): boolean =>
  trust?.passed === true || trust?.subIndication === 'TRY_LATER';

/** EN 319 102-1, 5.3: the worst of format, cryptography, later changes and certificate. */
function indicate({ byteRange, coverage, value, later, trust }: VerifiedSignature): Omit<TrustReport, 'path'> {
  const covered = coverage.coverage === 'whole-file' || coverage.coverage === 'whole-revision';
  if (!byteRange.sound || !covered || !value) return { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' };
  if (value.integrity !== 'intact') {
    const failed = value.integrity === 'broken' && value.failure !== 'NO_SIGNING_CERTIFICATE_FOUND';
    const indication = failed ? 'TOTAL-FAILED' : 'INDETERMINATE';
    return { indication, subIndication: value.failure ?? 'FORMAT_FAILURE' };
  }
  if (later.laterChanges === 'forbidden' || later.laterChanges === 'undetermined') {
    return { indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE' };
  }
  if (trust?.passed) return { indication: 'TOTAL-PASSED' };
  return { indication: 'INDETERMINATE', subIndication: trust?.subIndication ?? 'NO_CERTIFICATE_CHAIN_FOUND' };
}

function noticesOf({ candidate, byteRange, coverage, value, later, time, trust }: VerifiedSignature): Notice[] {
  const notices: Notice[] = [...byteRange.notices, ...coverage.notices, ...(value?.notices ?? [])];
  if (candidate.replaced) notices.push({ code: 'DICTIONARY_REPLACED' });
  if (!candidate.linked) notices.push({ code: 'UNLINKED_SIGNATURE' });
  if (candidate.otherFields.length) {
    notices.push({ code: 'FIELDS_SHARE_SIGNATURE', detail: candidate.otherFields.join(', ') });
  }
  if (later.laterChanges === 'forbidden') notices.push({ code: 'CHANGES_FORBIDDEN' });
  if (later.laterChanges === 'permitted') notices.push({ code: 'CHANGES_PERMITTED' });
  if (later.laterChanges === 'undetermined') notices.push({ code: 'CHANGES_UNDETERMINED' });
  return [...notices, ...(time?.notices ?? []), ...(trust?.notices ?? [])];
}

/** A text of the signature dictionary; null where absent or, in an encrypted file, not readable. */
function readText(document: OpenDocument, dict: PdfDict | null, key: string): string | null {
  const value = document.view.get(dict, key);
  if (isName(value)) return value.value;
  if (!isString(value) || (document.view.encrypted && !document.view.decryptor)) return null;
  return textOf(value);
}
