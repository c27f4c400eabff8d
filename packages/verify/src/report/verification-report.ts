import * as z from 'zod/mini';
import { Finding } from './finding.ts';

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

/** A certificate as the report shows it: `der` in base64, `serialNumber` and `sha256` in lower-case hexadecimal. */
export const CertificateReport = z.object({
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  policies: z.array(z.string()),
  sha256: z.string(),
  der: z.string(),
});
/** A certificate as the report shows it. */
export type CertificateReport = z.infer<typeof CertificateReport>;

/** The person or authority that the signing certificate names (X.520 attributes, null where absent). */
export const SignerReport = z.object({
  commonName: z.nullable(z.string()),
  organization: z.nullable(z.string()),
  organizationIdentifier: z.nullable(z.string()),
  country: z.nullable(z.string()),
  serialNumber: z.nullable(z.string()),
  email: z.nullable(z.string()),
});
/** The person or authority that the signing certificate names. */
export type SignerReport = z.infer<typeof SignerReport>;

/** The verdict of EN 319 102-1; `subIndication` is one of its names. `path` runs from the signer to the anchor. */
export const TrustReport = z.object({
  indication: z.enum(['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED']),
  subIndication: z.optional(z.string()),
  path: z.array(CertificateReport),
});
/** The verdict of EN 319 102-1. */
export type TrustReport = z.infer<typeof TrustReport>;

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
 * `revision` counts from 0; null where no revision fits.
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
  level: z.nullable(z.string()),
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

/** The report of `verifyPdf`; plain JSON. Trust is judged apart from the conclusion, for each signature, at `at`. */
export const VerificationReport = z.object({
  version: z.literal(1),
  conclusion: Conclusion,
  at: z.iso.datetime(),
  size: z.int(),
  encrypted: z.boolean(),
  signatures: z.array(SignatureReport),
  revisions: z.array(RevisionReport),
  findings: z.array(Finding),
});
/** The report of `verifyPdf`; plain JSON. */
export type VerificationReport = z.infer<typeof VerificationReport>;
