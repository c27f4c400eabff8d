import * as z from 'zod/mini';
import { Finding, Sentence } from './finding.ts';
import {
  BestSignatureTime,
  CertificateReport,
  Indication,
  MissedLevel,
  SignatureKind,
  SignatureLevel,
  SignerReport,
  SubIndication,
  TimestampReport,
  TrustReport,
} from './trust-report.ts';

/** Whether digest and signature value hold over the signed bytes. */
export const Integrity = z.enum(['intact', 'broken', 'undetermined']);
/** Whether digest and signature value hold over the signed bytes. */
export type Integrity = z.infer<typeof Integrity>;

/** What the ByteRange covers: the file, its whole revision, less than that, or something that can't be told. */
export const Coverage = z.enum(['whole-file', 'whole-revision', 'partial', 'unclear']);
/** What the ByteRange covers. */
export type Coverage = z.infer<typeof Coverage>;

/** What the bytes after the signed revision do to the document. */
export const LaterChanges = z.enum(['none', 'permitted', 'forbidden', 'undetermined']);
/** What the bytes after the signed revision do to the document. */
export type LaterChanges = z.infer<typeof LaterChanges>;

/** A change after the signed revision: `object` is "number generation", `path` leads there from the trailer. */
export const ChangeReport = z.object({
  code: z.string(),
  verdict: z.enum(['permitted', 'forbidden', 'undetermined']),
  level: z.enum(['long-term-validation', 'form-filling', 'annotation', 'other']),
  path: z.string(),
  object: z.optional(z.string()),
  revision: z.optional(z.int()),
  message: z.object({ fr: z.string(), en: z.string() }),
});
/** A change after the signed revision. */
export type ChangeReport = z.infer<typeof ChangeReport>;

/**
 * One signature. `name` is /Name as claimed, which no certificate confirms; `claimedTime` is /M, `timestampTime` the
 * time of a signature timestamp that is present and valid (a document timestamp's own time, too); both ISO 8601.
 * `revision` counts from 0; null where no revision fits. `level` is null for a document timestamp and where nothing can
 * be read; `missedLevel` the next one up. `signatureKind` is the platform's, null for certificates of others.
 * `bestSignatureTime` is null where the signature does not hold. `timestamps` holds every token that speaks of it.
 */
export const SignatureReport = z.object({
  field: z.nullable(z.string()),
  otherFields: z.array(z.string()),
  kind: z.enum(['signature', 'document-timestamp']),
  subFilter: z.nullable(z.string()),
  signer: z.nullable(SignerReport),
  certificate: z.nullable(CertificateReport),
  name: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  claimedTime: z.nullable(z.string()),
  timestampTime: z.nullable(z.iso.datetime()),
  byteRange: z.nullable(z.array(z.number())),
  revision: z.nullable(z.int()),
  digestAlgorithm: z.nullable(z.string()),
  signatureAlgorithm: z.nullable(z.string()),
  docMdp: z.nullable(z.int()),
  integrity: Integrity,
  coverage: Coverage,
  laterChanges: LaterChanges,
  changes: z.array(ChangeReport),
  trust: TrustReport,
  level: z.nullable(SignatureLevel),
  missedLevel: z.nullable(MissedLevel),
  signatureKind: z.nullable(SignatureKind),
  bestSignatureTime: z.nullable(BestSignatureTime),
  timestamps: z.array(TimestampReport),
  findings: z.array(Finding),
});
/** One signature. */
export type SignatureReport = z.infer<typeof SignatureReport>;

/** A revision of the file: its cross-reference section's offset and the offset after its end (%%EOF and EOL). */
export const RevisionReport = z.object({ index: z.int(), startXref: z.int(), end: z.int() });
/** A revision of the file. */
export type RevisionReport = z.infer<typeof RevisionReport>;

/**
 * The file's conclusion. intact: every signature's digest and value hold, each covers its whole revision, and all that
 * came later is explained and permitted. modified: values hold, but a signature does not cover what is shown now.
 * broken: a digest, a value or a structure fails. undetermined: not enough evidence. unsigned: no signature.
 */
export const Conclusion = z.enum(['intact', 'modified', 'broken', 'undetermined', 'unsigned']);
/** The file's conclusion. */
export type Conclusion = z.infer<typeof Conclusion>;

/** A set of anchors with the date of its making; `ageDays` counts whole days up to the validation time. */
export const AnchorBundleReport = z.object({
  name: z.string(),
  issuedAt: z.iso.datetime(),
  ageDays: z.int(),
  anchors: z.int(),
});
/** A set of anchors with the date of its making. */
export type AnchorBundleReport = z.infer<typeof AnchorBundleReport>;

/**
 * What one party may conclude, in a sentence: `signature` is the index of the signature that it speaks of, null for the
 * file. `signer` is who signed, `recipient` who relies on the file, `platform` who issued or attested.
 */
export const Statement = z.object({
  code: z.string(),
  party: z.enum(['signer', 'recipient', 'platform']),
  signature: z.nullable(z.int()),
  message: Sentence,
});
/** What one party may conclude. */
export type Statement = z.infer<typeof Statement>;

/**
 * The file's verdict in one sentence: the worst of its signatures' indications (document timestamps aside), or
 * NO_SIGNATURE_FOUND.
 */
export const Verdict = z.object({
  indication: z.enum([...Indication.options, 'NO_SIGNATURE_FOUND']),
  subIndication: z.optional(SubIndication),
  message: Sentence,
});
/** The file's verdict in one sentence. */
export type Verdict = z.infer<typeof Verdict>;

/** The report of `verifyPdf`; plain JSON. Trust is judged apart from the conclusion, for each signature, at `at`. */
export const VerificationReport = z.object({
  version: z.literal(1),
  conclusion: Conclusion,
  verdict: Verdict,
  at: z.iso.datetime(),
  size: z.int(),
  encrypted: z.boolean(),
  trustAnchors: z.object({ count: z.int(), bundles: z.array(AnchorBundleReport) }),
  statements: z.array(Statement),
  signatures: z.array(SignatureReport),
  revisions: z.array(RevisionReport),
  findings: z.array(Finding),
});
/** The report of `verifyPdf`; plain JSON. */
export type VerificationReport = z.infer<typeof VerificationReport>;
