/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import { collectionStates, limits } from '../rules/index.ts';
import { Document } from './document.ts';
import { Signer } from './signer.ts';

const settings = {
  title: z.string().check(z.minLength(1), z.maxLength(limits.objectLength)),
  message: z.string().check(z.maxLength(limits.messageLength)),
  senderName: z.string().check(z.maxLength(limits.mailSenderLength)),
  mailSubject: z.string().check(z.maxLength(limits.mailSubjectLength)),
  notifications: z.enum(['all', 'none']),
  locked: z.boolean(),
  order: z.enum(['sequential', 'parallel']),
  handwritten: z.boolean(),
  confidentiality: z.array(wire.Email),
  copyRecipients: z.array(z.object({ email: wire.Email, name: z.string() })),
  reminderEveryDays: z.nullable(z.int()),
};

/** A refusal: who, why, when. */
export const Refusal = z.object({ signerId: wire.Id, reason: z.string(), at: wire.Time });
/** A refusal: who, why, when. */
export interface Refusal extends z.infer<typeof Refusal> {}

/**
 * A collection: documents, signers in order, state. `version` grows with each change (give it back as `ifMatch`),
 * `confidentiality` lists the e-mails that alone may see it, `copyRecipients` who gets the signed documents too,
 * `reminderEveryDays` asks for automatic reminders (null: none); amounts in integer cents excl. VAT; times RFC 3339 UTC.
 */
export const Collection = z.object({
  id: wire.Id,
  externalId: z.nullable(z.string()),
  templateId: z.nullable(wire.Id),
  state: z.enum(collectionStates),
  version: z.int(),
  ...settings,
  firm: z.object({ id: wire.Id, name: z.string() }),
  preparer: z.object({ name: z.string() }),
  collector: z.nullable(z.object({ name: z.string() })),
  documents: z.array(Document),
  signers: z.array(Signer),
  cost: z.object({ signatures: z.int(), seals: z.int(), amountCents: z.int() }),
  refusal: z.nullable(Refusal),
  createdAt: wire.Time,
  launchedAt: z.nullable(wire.Time),
  expiresAt: z.nullable(wire.Time),
  completedAt: z.nullable(wire.Time),
  purgeAt: z.nullable(wire.Time),
});
/** A collection: documents, signers in order, state. */
export interface Collection extends z.infer<typeof Collection> {}

/** What `collections.create` takes; what is left out takes the platform's default. `externalId` is the vendor's own. */
export const CollectionSettings = z.extend(z.partial(z.object(settings)), {
  title: settings.title,
  externalId: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
});
/** What `collections.create` takes. */
export interface CollectionSettings extends z.infer<typeof CollectionSettings> {}

/** What `collections.update` takes: only what changes. */
export const CollectionChanges = z.partial(z.omit(z.object(settings), { locked: true, handwritten: true }));
/** What `collections.update` takes. */
export interface CollectionChanges extends z.infer<typeof CollectionChanges> {}
