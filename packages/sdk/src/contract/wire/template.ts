import * as z from 'zod/mini';
import { limits, signatureLevels } from '../../rules/index.ts';
import { Id, Time } from './common.ts';
import { SignatoryCreate } from './signatory-create.ts';
import { TransactionCreate } from './transaction-create.ts';
import { PageSize } from './transaction.ts';
import { integer, matching, several, text } from './checked.ts';

const { object, message, mailSubject, invitationMode, reminderEveryDays } = TransactionCreate.shape;
const role = matching(/^[a-z0-9-]{1,40}$/);

/** A signer's place: `party` says who fills it, the level is pinned; the order of the roles is the order of turns. */
export const TemplateRole = z.object({
  role,
  label: text(100, 1),
  party: z.enum(['client', 'member', 'seal']),
  signatureLevel: z.enum(signatureLevels),
});
/** Where a role signs visibly on the template's document at `order`; points, page from 1, −1 is the last. */
export const TemplatePosition = z.object({
  role,
  order: integer(1),
  page: z.int(),
  positionX: z.number(),
  positionY: z.number(),
});

const definition = {
  name: text(100, 1),
  object,
  message,
  mailSubject,
  invitationMode,
  reminderEveryDays,
  roles: several(TemplateRole, 1, 50),
  positions: z._default(several(TemplatePosition, 0, 500), []),
};

/** Body of `POST /template`. */
export const TemplateCreate = z.object(definition);
/** Body of `PUT /template/{templateId}`: the whole definition anew; documents stay. */
export const TemplateReplace = TemplateCreate;
/** A document that every collection made from the template begins with. */
export const TemplateFile = z.object({
  order: z.int(),
  name: z.string(),
  size: z.int(),
  sha256: z.string(),
  pages: z.array(PageSize),
});
/** A template; a `ready` one is the platform's and can't be changed. */
export const Template = z.object({
  id: Id,
  ready: z.boolean(),
  version: z.int(),
  createdAt: z.nullable(Time),
  files: z.array(TemplateFile),
  name: z.string(),
  object: z.string(),
  message: z.string(),
  mailSubject: z.string(),
  invitationMode: z.enum(['sequential', 'parallel']),
  reminderEveryDays: z.nullable(z.int()),
  roles: z.array(TemplateRole),
  positions: z.array(TemplatePosition),
});

/** Who fills a role: a contact, a member, or a person typed in; a seal needs nobody. */
export const RoleFilled = z.object({
  role,
  ...z.pick(SignatoryCreate, { memberId: true, contactId: true, name: true, firstName: true, email: true, phone: true })
    .shape,
});
/** Body of `POST /template/{templateId}/transaction`; what is left out is the template's. */
export const TemplateUse = z.object({
  roles: z.array(RoleFilled),
  externalId: TransactionCreate.shape.externalId,
  object: z.optional(text(limits.objectLength, 1)),
  message: z.optional(text(limits.messageLength)),
  prepare: z._default(z.boolean(), false),
});
/** Body of `POST /template/{templateId}/bulk`: one collection a line. */
export const TemplateBulk = z.object({
  lines: several(TemplateUse, 1, limits.bulkLines),
});
/** What became of each line; `code` is the error code of one that was refused, which spoils only itself. */
export const TemplateBulkResult = z.object({
  created: z.int(),
  existing: z.int(),
  refused: z.int(),
  lines: z.array(
    z.object({
      line: z.int(),
      outcome: z.enum(['created', 'existing', 'refused']),
      transactionId: z.nullable(Id),
      code: z.nullable(z.string()),
      detail: z.nullable(z.string()),
    }),
  ),
});
