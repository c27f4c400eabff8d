import * as z from 'zod/mini';
import { automaticReminders } from '../../rules/index.ts';
import { mailSenderLength, mailSubjectLength, messageLength, objectLength } from '../../rules/limits.ts';
import { integer, text } from './checked.ts';
import { Email } from './common.ts';

/** Settings of a collection as they are read. */
export const settings = {
  object: text(objectLength, 1),
  message: text(messageLength),
  mailSender: text(mailSenderLength),
  mailSubject: text(mailSubjectLength),
  notification: z.enum(['ALL', 'NONE']),
  locked: z.boolean(),
  invitationMode: z.enum(['sequential', 'parallel']),
  isHandwrittenSignatureActive: z.boolean(),
  signatureRequirementMode: z.literal('ALL'),
  confidentiality: z.array(Email),
  copyRecipients: z.array(z.object({ email: Email, name: text(100) })),
  reminderEveryDays: z.nullable(integer(automaticReminders.minDays, automaticReminders.maxDays)),
};
