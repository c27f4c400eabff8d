import * as z from 'zod/mini';

const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/**
 * One entry of the append-only log. `seq` counts from 1, `previousHash` is the hash of the entry before (null for the
 * first), `hash` is the SHA-256, in lower-case hexadecimal, over the canonical JSON of the entry without `hash`.
 */
export const EvidenceEntry = z.object({
  seq: z.int().check(z.positive()),
  at: z.iso.datetime(),
  type: z.string().check(z.minLength(1)),
  actor: z.string().check(z.minLength(1)),
  data: z.record(z.string(), z.unknown()),
  previousHash: z.nullable(Sha256),
  hash: Sha256,
});
/** One entry of the append-only log. */
export type EvidenceEntry = z.infer<typeof EvidenceEntry>;

/** A document of the collection: the hashes of what was uploaded and of what was signed (null before the end). */
export const EvidenceDocument = z.object({
  id: z.string(),
  name: z.string(),
  sha256Original: Sha256,
  sha256Final: z.nullable(Sha256),
});
/** A document of the collection, by its hashes. */
export type EvidenceDocument = z.infer<typeof EvidenceDocument>;

/** A signer, with no more than what tells the people of one collection apart; further members are kept. */
export const EvidenceSigner = z.looseObject({
  id: z.string(),
  name: z.string(),
  level: z.optional(z.string()),
  signedAt: z.optional(z.nullable(z.iso.datetime())),
});
/** A signer, with no more than what tells the people of one collection apart. */
export type EvidenceSigner = z.infer<typeof EvidenceSigner>;

/**
 * A timestamp over the head of the log as it was at `seq`: an RFC 3161 token (base64 of DER) whose imprint is the hash
 * of that entry. It shows that the log had come so far at that time.
 */
export const EvidenceTimestamp = z.object({
  seq: z.int().check(z.positive()),
  hash: Sha256,
  token: z.string(),
  at: z.iso.datetime(),
});
/** A timestamp over the head of the log. */
export type EvidenceTimestamp = z.infer<typeof EvidenceTimestamp>;

/** What says that the timestamp authority's certificates were not revoked: OCSP responses and CRLs (base64 of DER). */
export const EvidenceValidation = z.object({ ocspResponses: z.array(z.string()), crls: z.array(z.string()) });

/**
 * The evidence of one collection. `head` repeats the last entry's seq and hash (null for an empty log); kept apart
 * from the bundle by whoever receives it, it shows a later truncation.
 */
export const EvidenceBundle = z.object({
  version: z.literal(1),
  collection: z.object({ id: z.string(), title: z.string(), firm: z.string(), state: z.optional(z.string()) }),
  documents: z.array(EvidenceDocument),
  signers: z.array(EvidenceSigner),
  entries: z.array(EvidenceEntry),
  timestamps: z._default(z.array(EvidenceTimestamp), []),
  validation: z._default(EvidenceValidation, { ocspResponses: [], crls: [] }),
  head: z.nullable(z.object({ seq: z.int().check(z.positive()), hash: Sha256 })),
});
/** The evidence of one collection. */
export type EvidenceBundle = z.input<typeof EvidenceBundle>;
