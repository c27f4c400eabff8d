import * as z from 'zod/mini';
import { collectionStates, phoneFlags, signatureLevels, signerStates } from '../../rules/index.ts';
import { Id, Sha256, Time } from './common.ts';
import { Position } from './position.ts';
import { settings } from './settings.ts';

/** A page as displayed: points after Rotate, in the CropBox, UserUnit applied. */
export const PageSize = z.object({ width: z.number(), height: z.number(), rotate: z.int() });

/** A remark of the upload check, by code: one of `uploadFindings` of the rules, or a later platform's. */
export const FileFinding = z.object({ code: z.string(), severity: z.enum(['info', 'warning']) });

/** An empty signature field of the file's own: its full name and where it is displayed; invisible when it has no size. */
export const SignatureField = z.object({
  name: z.string(),
  page: z.int(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});

/** A document of a collection. `sha256` is the file as uploaded, `currentSha256` the revision to read and sign now. */
export const File = z.object({
  id: Id,
  order: z.int(),
  name: z.string(),
  size: z.int(),
  sha256: Sha256,
  currentSha256: Sha256,
  pages: z.array(PageSize),
  findings: z.array(FileFinding),
  signatureFields: z.array(SignatureField),
});

/**
 * A signer of a collection; the phone is masked (`+33 6 •• •• •• 78`), a client sees no co-signer's address or phone.
 * `phoneFlags` tell what is odd about a client's phone, `locked` that he had too many wrong codes.
 */
export const Signatory = z.object({
  id: Id,
  level: z.int(),
  signatureLevel: z.enum(signatureLevels),
  memberId: z.nullable(Id),
  name: z.string(),
  firstName: z.string(),
  email: z.string(),
  phone: z.string(),
  phoneFlags: z.array(z.enum(phoneFlags)),
  locked: z.boolean(),
  state: z.enum(signerStates),
  positions: z.array(Position),
  invitedAt: z.nullable(Time),
  viewedAt: z.nullable(Time),
  signedAt: z.nullable(Time),
});

/** A collection on the wire. Amounts in integer cents excl. VAT; `version` is also its ETag. */
export const Transaction = z.object({
  id: Id,
  externalId: z.nullable(z.string()),
  templateId: z.nullable(Id),
  state: z.enum(collectionStates),
  version: z.int(),
  ...settings,
  office: z.object({ id: Id, name: z.string() }),
  preparer: z.object({ name: z.string() }),
  collector: z.nullable(z.object({ name: z.string() })),
  files: z.array(File),
  signatories: z.array(Signatory),
  cost: z.object({ signatures: z.int(), seals: z.int(), amountCents: z.int() }),
  refusal: z.nullable(z.object({ signatoryId: Id, reason: z.string(), at: Time })),
  createdAt: Time,
  launchedAt: z.nullable(Time),
  expiresAt: z.nullable(Time),
  completedAt: z.nullable(Time),
  purgeAt: z.nullable(Time),
});
/** A collection on the wire. */
export type Transaction = z.infer<typeof Transaction>;
