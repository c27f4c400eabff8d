import { verifyCandidate } from './checks/verify-signature.ts';
import { LaterChanges } from './checks/later-changes.ts';
import { platformCrypto } from './crypto/crypto-door.ts';
import type { Notice } from './finding-code.ts';
import type { VerifyOptions } from './options.ts';
import { Budget, LimitError } from './pdf/budget.ts';
import { openDocument, type OpenDocument } from './pdf/open-document.ts';
import { findSignatures, type SignatureCandidate } from './pdf/signature-candidates.ts';
import { concludeFile } from './report/conclusion.ts';
import { reportSignature } from './report/signature-report.ts';
import { toFinding } from './report/to-finding.ts';
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
  const { revocation = 'required' } = options;
  const notices: Notice[] = [];
  const signatures: SignatureReport[] = [];
  const found = await withinLimits(notices, async () => {
    const document = await openDocument(bytes, budget, options.password);
    return { document, candidates: findSignatures(document) };
  });
  if (found) {
    const { document, candidates } = found;
    const laterChanges = new LaterChanges(document, options.changePolicy ?? 'strict');
    for (const candidate of candidates) {
      const verified = await verifyCandidate(document, candidate, { door, anchors, at, revocation, laterChanges });
      signatures.push(await reportSignature(door, document, verified));
    }
    notices.unshift(...document.notices);
  }
  return {
    version: 1,
    conclusion: concludeFile(signatures, found !== null),
    at: at.toISOString(),
    size: bytes.length,
    encrypted: found?.document.view.encrypted ?? false,
    signatures,
    revisions: (found?.document.revisions ?? []).map(({ index, startXref, end }) => {
      return { index, startXref, end: end ?? bytes.length };
    }),
    findings: notices.map(toFinding),
  };
}

type Found = { document: OpenDocument; candidates: SignatureCandidate[] };

async function withinLimits(notices: Notice[], read: () => Promise<Found>): Promise<Found | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    notices.push({ code: 'LIMIT_REACHED', detail: error.limit });
    return null;
  }
}
