import { foreseeHashes } from './checks/foresee-hashes.ts';
import { LaterChanges } from './checks/later-changes.ts';
import { judgeDocument } from './checks/judge-document.ts';
import { RangeHasher } from './checks/signed-content.ts';
import type { VerifiedSignature } from './checks/verified-signature.ts';
import { verifyCandidate } from './checks/verify-signature.ts';
import { platformCrypto } from './crypto/crypto-door.ts';
import type { Notice } from './finding-code.ts';
import type { VerifyOptions } from './options.ts';
import { signatureKinds } from './policy.ts';
import { Budget, LimitError } from './pdf/budget.ts';
import { openDocument, type OpenDocument } from './pdf/open-document.ts';
import { findSignatures } from './pdf/signature-candidates.ts';
import { concludeFile } from './report/conclusion.ts';
import { reportAnchors } from './report/anchors-report.ts';
import { reportSignature } from './report/signature-report.ts';
import { statementsOf } from './report/statements.ts';
import { toFinding } from './report/to-finding.ts';
import { verdictOf } from './report/verdict.ts';
import type { SignatureReport, VerificationReport } from './report/verification-report.ts';
import { VerifyError } from './verify-error.ts';
import { loadTrustAnchors } from './x509/trust-anchors.ts';

/**
 * Verifies the signatures of a PDF. Reports, and throws VerifyError only where there is nothing to report on: no PDF,
 * over `limits.maxFileBytes`, aborted, or a trust anchor that is no certificate. No network call is made.
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
  const notices: Notice[] = [];
  const signatures: SignatureReport[] = [];
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
    complete = true;
  } catch (error) {
    // What was found so far is reported; what was not looked at is never called intact.
    if (!(error instanceof LimitError)) throw error;
    notices.push({ code: 'LIMIT_REACHED', detail: error.limit });
  }
  const judgeContext = { door, anchors: anchors.certificates, at, revocation };
  for (const one of document ? await judgeDocument(document, verified, judgeContext) : []) {
    signatures.push(await reportSignature(door, document as OpenDocument, one, kinds));
  }
  return {
    version: 1,
    conclusion: concludeFile(signatures, complete),
    verdict: verdictOf(signatures, complete),
    at: at.toISOString(),
    size: bytes.length,
    encrypted: document?.view.encrypted ?? false,
    trustAnchors: reportAnchors(anchors, at),
    statements: statementsOf(signatures, complete),
    signatures,
    revisions: (document?.revisions ?? []).map(({ index, startXref, end }) => {
      return { index, startXref, end: end ?? bytes.length };
    }),
    findings: notices.map(toFinding),
  };
}
