import * as z from 'zod/mini';
import { automaticReminders, limits } from '../../rules/index.ts';
import { integer, text } from './checked.ts';
import { Email } from './common.ts';

/** Settings of a collection as they are read. */
export const settings = {
  object: text(limits.objectLength, 1),
  message: text(limits.messageLength),
  mailSender: text(limits.mailSenderLength),
  mailSubject: text(limits.mailSubjectLength),
  notification: z.enum(['ALL', 'NONE']),
  locked: z.boolean(),
  invitationMode: z.enum(['sequential', 'parallel']),
  isHandwrittenSignatureActive: z.boolean(),
  signatureRequirementMode: z.literal('ALL'),
  confidentiality: z.array(Email),
  copyRecipients: z.array(z.object({ email: Email, name: text(100) })),
  reminderEveryDays: z.nullable(integer(automaticReminders.minDays, automaticReminders.maxDays)),
};
