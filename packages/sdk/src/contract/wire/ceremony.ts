import * as z from 'zod/mini';
import { ceremonyStates } from '../../rules/index.ts';
import { integer, matching, several } from './checked.ts';
import { Id, Sha256, Time } from './common.ts';

/**
 * How a document was read, by the page's own account, for the evidence: whether it was opened, for how many seconds it
 * was before the person's eyes, and how many of its pages were. Nothing depends on it.
 */
export const Reading = z.object({ opened: z.boolean(), seconds: integer(0, 86_400), pages: integer(0, 100_000) });

/**
 * What the person read, document by document: the SHA-256 of the very bytes that were shown. `signatoryId` says which of
 * a member's several acts in the collection is meant (his own signature, a seal).
 */
export const Reviewed = z.object({
  transactionId: Id,
  signatoryId: z.optional(Id),
  files: z.array(z.object({ id: Id, sha256: Sha256, reading: z.optional(Reading) })),
});

/** Body of `POST /ceremony`: the reviewed documents and the consent; no code is sent without it. */
export const CeremonyCreate = z.object({
  transactions: several(Reviewed, 1),
  consent: z.object({ accepted: z.boolean(), text: z.string(), version: z.string(), language: z.enum(['fr', 'en']) }),
});

/** What became of one document of a ceremony; `code` is the stable error code where it failed. */
export const CeremonyResult = z.object({
  transactionId: Id,
  fileId: Id,
  status: z.enum(['pending', 'signed', 'failed']),
  code: z.nullable(z.string()),
  sha256: z.nullable(Sha256),
});

/** A ceremony. `reference` stands in the SMS too; the phone is masked. Times RFC 3339. */
export const Ceremony = z.object({
  id: Id,
  state: z.enum(ceremonyStates),
  reference: z.string(),
  phone: z.string(),
  codeSentAt: z.nullable(Time),
  codeExpiresAt: z.nullable(Time),
  resendAt: z.nullable(Time),
  triesLeft: z.int(),
  results: z.array(CeremonyResult),
});

/** Body of `POST /ceremony/{id}/sign`. */
export const CodeEntry = z.object({ code: matching(/^\d{6}$/) });
