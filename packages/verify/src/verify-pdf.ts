import { LaterChanges } from './checks/later-changes.ts';
import { readSecurityStore } from './checks/revocation-evidence.ts';
import { RangeHasher } from './checks/signed-content.ts';
import { verifyCandidate } from './checks/verify-signature.ts';
import { platformCrypto } from './crypto/crypto-door.ts';
import type { Notice } from './finding-code.ts';
import type { VerifyOptions } from './options.ts';
import { Budget, LimitError } from './pdf/budget.ts';
import { openDocument, type OpenDocument } from './pdf/open-document.ts';
import { findSignatures } from './pdf/signature-candidates.ts';
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
  const { revocation = 'required', changePolicy = 'strict' } = options;
  const notices: Notice[] = [];
  const signatures: SignatureReport[] = [];
  let document: OpenDocument | null = null;
  let complete = false;
  try {
    document = await openDocument(bytes, budget, options.password);
    notices.push(...document.notices);
    const laterChanges = new LaterChanges(document, changePolicy);
    const store = readSecurityStore(document.view);
    const hasher = new RangeHasher(door, document.file.bytes);
    const candidates = findSignatures(document);
    for (const [done, candidate] of candidates.entries()) {
      options.onProgress?.(done, candidates.length);
      budget.check();
      const verified = await verifyCandidate(document, candidate, {
        door,
        anchors,
        at,
        revocation,
        laterChanges,
        store,
        hasher,
      });
      signatures.push(await reportSignature(door, document, verified));
    }
    complete = true;
  } catch (error) {
    // What was found so far is reported; what was not looked at is never called intact.
    if (!(error instanceof LimitError)) throw error;
    notices.push({ code: 'LIMIT_REACHED', detail: error.limit });
  }
  return {
    version: 1,
    conclusion: concludeFile(signatures, complete),
    at: at.toISOString(),
    size: bytes.length,
    encrypted: document?.view.encrypted ?? false,
    signatures,
    revisions: (document?.revisions ?? []).map(({ index, startXref, end }) => {
      return { index, startXref, end: end ?? bytes.length };
    }),
    findings: notices.map(toFinding),
  };
}
