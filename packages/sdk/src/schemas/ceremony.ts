/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import { ceremonyStates } from '../rules/index.ts';

/** What became of one document; `code` is the error code where it failed, `sha256` the signed file's. */
export const CeremonyResult = z.object({
  collectionId: wire.Id,
  documentId: wire.Id,
  status: z.enum(['pending', 'signed', 'failed']),
  code: z.nullable(z.string()),
  sha256: z.nullable(wire.Sha256),
});
/** What became of one document of a ceremony. */
export interface CeremonyResult extends z.infer<typeof CeremonyResult> {}

/**
 * A ceremony: one act of signing with one code. `reference` stands in the SMS too, the phone is masked, `resendAt` is
 * when another code may be asked for; times RFC 3339 UTC.
 */
export const Ceremony = z.object({
  id: wire.Id,
  state: z.enum(ceremonyStates),
  reference: z.string(),
  phone: z.string(),
  codeSentAt: z.nullable(wire.Time),
  codeExpiresAt: z.nullable(wire.Time),
  resendAt: z.nullable(wire.Time),
  triesLeft: z.int(),
  results: z.array(CeremonyResult),
});
/** A ceremony: one act of signing with one code. */
export interface Ceremony extends z.infer<typeof Ceremony> {}

/** How a document was read, by the page's own account: opened or not, seconds in view, pages seen. For the evidence. */
export const Reading = wire.Reading;
/** How a document was read. */
export interface Reading extends z.infer<typeof Reading> {}

/**
 * What the person read in one collection: the SHA-256 of the very bytes that were shown, document by document. `signerId`
 * says which of a member's several acts in it is meant, as the parapheur names it.
 */
export const Reviewed = z.object({
  collectionId: wire.Id,
  signerId: z.optional(wire.Id),
  documents: z.array(z.object({ id: wire.Id, sha256: wire.Sha256, reading: z.optional(Reading) })),
});
/** What the person read in one collection. */
export interface Reviewed extends z.infer<typeof Reviewed> {}

/** The consent as it was given: word for word, with version and language. */
export const Consent = z.object({
  accepted: z.boolean(),
  text: z.string(),
  version: z.string(),
  language: z.enum(['fr', 'en']),
});
/** The consent as it was given. */
export interface Consent extends z.infer<typeof Consent> {}

/** What `ceremonies.open` takes. */
export const NewCeremony = z.object({
  collections: z.array(Reviewed).check(z.minLength(1)),
  consent: Consent,
});
/** What `ceremonies.open` takes. */
export interface NewCeremony extends z.infer<typeof NewCeremony> {}
