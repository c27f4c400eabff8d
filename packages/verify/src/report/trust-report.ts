import * as z from 'zod/mini';
import { signatureLevels } from '../checks/signature-level.ts';
import { subIndications } from '../sub-indication.ts';
import { Finding, Sentence } from './finding.ts';

/** The main status of EN 319 102-1, 5.1.3. */
export const Indication = z.enum(['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED']);
/** The main status of EN 319 102-1, 5.1.3. */
export type Indication = z.infer<typeof Indication>;

/** The sub-indications that this verifier gives, by the names of EN 319 102-1, table 6. */
export const SubIndication = z.enum(subIndications);
/** A sub-indication of EN 319 102-1. */
export type SubIndication = z.infer<typeof SubIndication>;

/** What a certificate of the platform is for, told by its policy OIDs: an attested signer, his own key, or a firm's seal. */
export const SignatureKind = z.enum(['simple', 'advanced', 'seal']);
/** What a certificate of the platform is for. */
export type SignatureKind = z.infer<typeof SignatureKind>;

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

/** The person or authority that a certificate names (X.520 attributes, null where absent). */
export const SignerReport = z.object({
  commonName: z.nullable(z.string()),
  organization: z.nullable(z.string()),
  organizationIdentifier: z.nullable(z.string()),
  country: z.nullable(z.string()),
  serialNumber: z.nullable(z.string()),
  email: z.nullable(z.string()),
});
/** The person or authority that a certificate names. */
export type SignerReport = z.infer<typeof SignerReport>;

/**
 * What is known of one certificate's revocation, and from what: `certificate` is the index in `path`; `source` is absent
 * where no acceptable evidence speaks of it. `reason` is a CRLReason's name (RFC 5280, 5.3.1).
 */
export const RevocationReport = z.object({
  certificate: z.int(),
  status: z.enum(['good', 'revoked', 'unknown']),
  source: z.optional(z.enum(['ocsp', 'crl'])),
  thisUpdate: z.optional(z.iso.datetime()),
  nextUpdate: z.optional(z.iso.datetime()),
  revokedAt: z.optional(z.iso.datetime()),
  reason: z.optional(z.string()),
});
/** What is known of one certificate's revocation. */
export type RevocationReport = z.infer<typeof RevocationReport>;

/** The verdict of EN 319 102-1. `path` runs from the signer to the anchor; `revocation` tells what was used for it. */
export const TrustReport = z.object({
  indication: Indication,
  subIndication: z.optional(SubIndication),
  path: z.array(CertificateReport),
  revocation: z.array(RevocationReport),
});
/** The verdict of EN 319 102-1. */
export type TrustReport = z.infer<typeof TrustReport>;

/**
 * A time-stamp token that speaks of a signature, with its own verdict. `content` was made before the signature,
 * `signature` over its value, `document` covers the file up to its own revision. `time` is what the token says; it proves something only where `trust.indication` is TOTAL-PASSED. `field` names the
 * document timestamp's field, whose own signature report says the rest.
 */
export const TimestampReport = z.object({
  kind: z.enum(['content', 'signature', 'document']),
  field: z.nullable(z.string()),
  time: z.nullable(z.iso.datetime()),
  policy: z.nullable(z.string()),
  authority: z.nullable(SignerReport),
  digestAlgorithm: z.nullable(z.string()),
  integrity: z.enum(['intact', 'broken', 'undetermined']),
  trust: TrustReport,
  findings: z.array(Finding),
});
/** A time-stamp token that speaks of a signature. */
export type TimestampReport = z.infer<typeof TimestampReport>;

/** The time by which a signature is proven to have existed, and by what; `validation-time` proves nothing older. */
export const BestSignatureTime = z.object({
  time: z.iso.datetime(),
  source: z.enum(['signature-timestamp', 'document-timestamp', 'validation-time']),
});
/** The time by which a signature is proven to have existed. */
export type BestSignatureTime = z.infer<typeof BestSignatureTime>;

/** The levels and profiles of PAdES (EN 319 142-1, EN 319 142-2) and of plain PKCS#7 signatures. */
export const SignatureLevel = z.enum(signatureLevels);
/** A level or profile. */
export type SignatureLevel = z.infer<typeof SignatureLevel>;

/** The level that a signature misses, and why: each reason has a stable code and its sentences. */
export const MissedLevel = z.object({
  level: SignatureLevel,
  reasons: z.array(z.object({ code: z.string(), message: Sentence })),
});
/** The level that a signature misses, and why. */
export type MissedLevel = z.infer<typeof MissedLevel>;
