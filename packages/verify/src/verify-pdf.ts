import { foreseeHashes } from './checks/foresee-hashes.ts';
import { LaterChanges } from './checks/later-changes.ts';
import { judgeDocument } from './checks/judge-document.ts';
import { parseMaterial } from './checks/material.ts';
import { checkPreparedContent } from './checks/prepared-content.ts';
import { RangeHasher } from './checks/signed-content.ts';
import { checkUsageRights } from './checks/usage-rights.ts';
import type { VerifiedSignature } from './checks/verified-signature.ts';
import { verifyCandidate } from './checks/verify-signature.ts';
import { platformCrypto } from './crypto/crypto-door.ts';
import type { Notice } from './finding-code.ts';
import type { VerifyOptions } from './options.ts';
import { signatureKinds } from './policy.ts';
import { Budget, LimitError } from './pdf/budget.ts';
import { openDocument, type OpenDocument } from './pdf/open-document.ts';
import { findSignatures } from './pdf/signature-candidates.ts';
import type { VerificationReport } from './report/verification-report.ts';
import { VerifyError } from './verify-error.ts';
import { loadTrustAnchors } from './x509/trust-anchors.ts';

/**
 * Verifies the signatures of a PDF. Reports, and throws VerifyError only where there is nothing to report on: no PDF,
 * over `limits.maxFileBytes`, aborted, or a trust anchor that is no certificate. No network call is made but by the caller's own
 * `fetchRevocation`.
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<VerificationReport> {
  const budget = new Budget(options.limits, options.signal);
  if (bytes.length > budget.limits.maxFileBytes) {
    throw new VerifyError('TOO_LARGE', `the file has ${bytes.length} bytes, over ${budget.limits.maxFileBytes}`);
  }
  const door = options.crypto ?? platformCrypto();
  const at = options.at ?? new Date();
  const anchors = loadTrustAnchors(options.trustAnchors);
  const { revocation = 'required', changePolicy = 'strict', signatureKinds: kinds = signatureKinds } = options;
  // The sentences are a chunk of their own; it comes while the file is looked at.
  const reporting = import('./report/report-document.ts');
  reporting.catch(() => undefined);
  const notices: Notice[] = [];
  const verified: VerifiedSignature[] = [];
  let document: OpenDocument | null = null;
  let complete = false;
  try {
    const hasher = new RangeHasher(door, bytes);
    document = await openDocument(bytes, budget, options.password, (view) => foreseeHashes(view, hasher));
    notices.push(...document.notices);
    const laterChanges = new LaterChanges(document, changePolicy);
    const candidates = findSignatures(document);
    const context = { door, at, laterChanges, hasher };
    for (const [done, candidate] of candidates.entries()) {
      options.onProgress?.(done, candidates.length);
      budget.check();
      verified.push(await verifyCandidate(document, candidate, context));
    }
    notices.push(...(await checkUsageRights(document, door, hasher)));
    notices.push(...preparedNotices(document, verified));
    complete = true;
  } catch (error) {
    // What was found so far is reported; what was not looked at is never called intact.
    if (!(error instanceof LimitError)) throw error;
    notices.push({ code: 'LIMIT_REACHED', detail: error.limit });
  }
  const fetching = options.fetchRevocation ? { fetchRevocation: options.fetchRevocation } : {};
  const judgeContext = {
    door,
    anchors: anchors.certificates,
    at,
    revocation,
    given: parseMaterial(options),
    ...fetching,
  };
  const judged = document ? await judgeDocument(document, verified, judgeContext) : [];
  const { reportDocument } = await reporting;
  return reportDocument({ door, document, judged, complete, notices, anchors, at, size: bytes.length, kinds });
}

/** What the oldest signed revision holds beside what it shows. */
function preparedNotices(document: OpenDocument, verified: readonly VerifiedSignature[]): Notice[] {
  const signed = verified.find(({ isTimestamp, coverage }) => !isTimestamp && coverage.revision !== null);
  const revision = document.revisions[signed?.coverage.revision ?? -1];
  if (!revision || (document.view.encrypted && !document.view.decryptor)) return [];
  return checkPreparedContent(document.view.earlier(revision.chain, revision.eof ?? document.file.bytes.length));
}
