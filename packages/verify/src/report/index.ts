/**
 * The report's shape as zod schemas, for whoever reads a report that came from elsewhere (a worker, a store, a service);
 * `verifyPdf` itself needs none of them. Each schema stands beside the type of its name.
 *
 * @packageDocumentation
 */
export { Finding, Sentence, Severity } from './finding.ts';
export {
  AnchorBundleReport,
  ChangeReport,
  Conclusion,
  Coverage,
  Integrity,
  LaterChanges,
  RevisionReport,
  SignatureReport,
  Statement,
  Verdict,
  VerificationReport,
} from './verification-report.ts';
export {
  BestSignatureTime,
  CertificateReport,
  Indication,
  MissedLevel,
  RevocationReport,
  SignatureKind,
  SignatureLevel,
  SignerReport,
  SubIndication,
  TimestampReport,
  TrustReport,
} from './trust-report.ts';
