import type { JudgedSignature } from '../checks/judged-signature.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { Notice } from '../finding-code.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import type { LoadedAnchors } from '../x509/trust-anchors.ts';
import { reportAnchors } from './anchors-report.ts';
import { concludeFile } from './conclusion.ts';
import { reportSignature } from './signature-report.ts';
import { statementsOf } from './statements.ts';
import { toFinding } from './to-finding.ts';
import type { SignatureKind } from './trust-report.ts';
import { verdictOf } from './verdict.ts';
import type { SignatureReport, VerificationReport } from './verification-report.ts';

/** All that was found out about a file; `complete` is false where a limit ended it. */
export interface ExaminedDocument {
  readonly door: CryptoDoor;
  readonly document: OpenDocument | null;
  readonly judged: readonly JudgedSignature[];
  readonly complete: boolean;
  readonly notices: readonly Notice[];
  readonly anchors: LoadedAnchors;
  readonly at: Date;
  readonly size: number;
  readonly kinds: Readonly<Record<string, SignatureKind>>;
}

/** The report, with its sentences: this file and what it imports are loaded apart. */
export async function reportDocument(examined: ExaminedDocument): Promise<VerificationReport> {
  const { door, document, judged, complete, notices, anchors, at, size, kinds } = examined;
  const signatures: SignatureReport[] = [];
  for (const one of document ? judged : []) {
    signatures.push(await reportSignature(door, document as OpenDocument, one, kinds));
  }
  return {
    version: 1,
    conclusion: concludeFile(signatures, complete),
    verdict: verdictOf(signatures, complete),
    at: at.toISOString(),
    size,
    encrypted: document?.view.encrypted ?? false,
    trustAnchors: reportAnchors(anchors, at),
    statements: statementsOf(signatures, complete),
    signatures,
    revisions: (document?.revisions ?? []).map(({ index, startXref, end }) => {
      return { index, startXref, end: end ?? size };
    }),
    findings: notices.map(toFinding),
  };
}
