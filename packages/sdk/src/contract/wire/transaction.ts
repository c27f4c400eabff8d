import * as z from 'zod/mini';
import {
  automaticReminders,
  collectionStates,
  limits,
  phoneFlags,
  signatureLevels,
  signerStates,
} from '../../rules/index.ts';
import { Email, Id, Phone, Sha256, Time } from './common.ts';

const settings = {
  object: z.string().check(z.minLength(1), z.maxLength(limits.objectLength)),
  message: z.string().check(z.maxLength(limits.messageLength)),
  mailSender: z.string().check(z.maxLength(limits.mailSenderLength)),
  mailSubject: z.string().check(z.maxLength(limits.mailSubjectLength)),
  notification: z.enum(['ALL', 'NONE']),
  locked: z.boolean(),
  invitationMode: z.enum(['sequential', 'parallel']),
  isHandwrittenSignatureActive: z.boolean(),
  signatureRequirementMode: z.literal('ALL'),
  confidentiality: z.array(Email),
  copyRecipients: z.array(z.object({ email: Email, name: z.string().check(z.maxLength(100)) })),
  reminderEveryDays: z.nullable(
    z.int().check(z.minimum(automaticReminders.minDays), z.maximum(automaticReminders.maxDays)),
  ),
};

/**
 * Body of `POST /transaction`; what is left out takes the platform's default. As the sandbox reads them: `locked` keeps a
 * draft to its preparer and the expert, `confidentiality` names the members who may see the collection (all if empty),
 * `notification: NONE` sends no notices of its end. Ours: `copyRecipients` get the signed documents too,
 * `reminderEveryDays` asks for automatic reminders, `externalId` is the vendor's own, unique in the firm.
 */
export const TransactionCreate = z.object({
  object: settings.object,
  message: z._default(settings.message, ''),
  mailSender: z._default(settings.mailSender, ''),
  mailSubject: z._default(settings.mailSubject, ''),
  notification: z._default(settings.notification, 'ALL'),
  locked: z._default(settings.locked, false),
  invitationMode: z._default(settings.invitationMode, 'sequential'),
  isHandwrittenSignatureActive: z._default(settings.isHandwrittenSignatureActive, false),
  signatureRequirementMode: z._default(settings.signatureRequirementMode, 'ALL'),
  confidentiality: z._default(settings.confidentiality, []),
  copyRecipients: z._default(settings.copyRecipients, []),
  reminderEveryDays: z._default(settings.reminderEveryDays, null),
  externalId: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
});

/** Body of `PATCH /transaction/{id}`: only what changes. */
export const TransactionUpdate = z.partial(
  z.object({
    object: settings.object,
    message: settings.message,
    mailSender: settings.mailSender,
    mailSubject: settings.mailSubject,
    notification: settings.notification,
    invitationMode: settings.invitationMode,
    confidentiality: settings.confidentiality,
    copyRecipients: settings.copyRecipients,
    reminderEveryDays: settings.reminderEveryDays,
  }),
);

/**
 * Full name of one of the file's own empty signature fields (`signatureFields`), to be signed instead of a new one; page
 * and position are then that field's, whatever is sent for them.
 */
const field = z.optional(z.string().check(z.minLength(1), z.maxLength(limits.fieldNameLength)));

/** A visible signature as the upload names it: `order` is the signer's order, page from 1 or −1 for the last. */
export const SignField = z.object({
  order: z.int().check(z.positive()),
  positionX: z.number(),
  positionY: z.number(),
  page: z.int(),
  withoutLogo: z.optional(z.boolean()),
  field,
});

/** Where a signer signs visibly: points from the bottom left of the displayed page. */
export const Position = z.object({
  fileId: Id,
  page: z.int(),
  positionX: z.number(),
  positionY: z.number(),
  field,
});

/**
 * Body of `POST /transaction/{id}/signatory`. `level` is the signer's order, `signatureLevel` (ours) the level of
 * signature. A member is named by `memberId` alone: name, e-mail and phone then come from Comptexpert; a client may be
 * named by `contactId`, what is given beside it goes before what the directory says.
 */
export const SignatoryCreate = z.object({
  level: z.int().check(z.positive()),
  signatureLevel: z._default(z.enum([...signatureLevels, 'qualified']), 'simple'),
  memberId: z.optional(Id),
  contactId: z.optional(Id),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  firstName: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  email: z.optional(Email),
  phone: z.optional(Phone),
  positions: z._default(z.array(Position), []),
});

/** Body of `PATCH /transaction/{id}/signatory/{signatoryId}`. */
export const SignatoryUpdate = z.partial(
  z.object({
    level: z.int().check(z.positive()),
    signatureLevel: z.enum([...signatureLevels, 'qualified']),
    name: z.string().check(z.minLength(1), z.maxLength(100)),
    firstName: z.string().check(z.minLength(1), z.maxLength(100)),
    email: Email,
    phone: Phone,
  }),
);

/** Body of `POST …/signatory/{signatoryId}/replacement`: the person alone; turn, level and place stay. */
export const SignatoryReplace = z.pick(SignatoryCreate, {
  memberId: true,
  contactId: true,
  name: true,
  firstName: true,
  email: true,
  phone: true,
});

/** Body of `PUT /transaction/{id}/position`: replaces all visible signatures of the collection. */
export const PositionsReplace = z.object({
  positions: z.array(z.extend(Position, { signatoryId: Id })),
});

/** A page as displayed: points after Rotate, in the CropBox, UserUnit applied. */
export const PageSize = z.object({ width: z.number(), height: z.number(), rotate: z.int() });

/** A remark of the upload check, by code: `embedded-files`, `optional-content`, `existing-signature` and the like. */
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

/** Body of `POST /transaction/{id}/refusal`. */
export const RefusalCreate = z.object({
  reason: z.string().check(z.minLength(1), z.maxLength(limits.refusalReasonLength)),
});

/** Body of `POST /transaction/{id}/order`: all signers in their new order; those who have signed keep their places. */
export const Reorder = z.object({ signatoryIds: z.array(Id) });
