import * as z from 'zod/mini';
import { text } from './checked.ts';
import { settings } from './settings.ts';

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
  externalId: z.optional(text(100, 1)),
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
