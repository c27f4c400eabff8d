import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { CollectionChanges, CollectionSettings } from '../schemas/collection.ts';
import { noun } from './noun.ts';
import { notificationOf, notificationsOf } from './notifications.ts';

// The platform's defaults are its own: what the caller leaves out is not sent.
const { shape } = wire.Transaction;
const settingsOnWire = z.object({
  object: shape.object,
  message: z.optional(shape.message),
  mailSender: z.optional(shape.mailSender),
  mailSubject: z.optional(shape.mailSubject),
  notification: z.optional(shape.notification),
  locked: z.optional(shape.locked),
  invitationMode: z.optional(shape.invitationMode),
  isHandwrittenSignatureActive: z.optional(shape.isHandwrittenSignatureActive),
  confidentiality: z.optional(shape.confidentiality),
  copyRecipients: z.optional(shape.copyRecipients),
  reminderEveryDays: z.optional(shape.reminderEveryDays),
  externalId: wire.TransactionCreate.shape.externalId,
});

/** The settings of a new collection: the body of `POST /transaction`. */
export const CollectionSettingsCodec = z.codec(settingsOnWire, noun<CollectionSettings>(), {
  decode: ({ object, mailSender, notification, invitationMode, isHandwrittenSignatureActive, ...rest }) => ({
    ...rest,
    title: object,
    senderName: mailSender,
    notifications: notification && notificationsOf[notification],
    order: invitationMode,
    handwritten: isHandwrittenSignatureActive,
  }),
  encode: ({ title, senderName, notifications, order, handwritten, ...rest }) => ({
    ...rest,
    object: title,
    mailSender: senderName,
    notification: notifications && notificationOf[notifications],
    invitationMode: order,
    isHandwrittenSignatureActive: handwritten,
  }),
});

/** Changed settings: the body of `PATCH /transaction/{id}`. */
export const CollectionChangesCodec = z.codec(wire.TransactionUpdate, noun<CollectionChanges>(), {
  decode: ({ object, mailSender, notification, invitationMode, ...rest }) => ({
    ...rest,
    title: object,
    senderName: mailSender,
    notifications: notification && notificationsOf[notification],
    order: invitationMode,
  }),
  encode: ({ title, senderName, notifications, order, ...rest }) => ({
    ...rest,
    object: title,
    mailSender: senderName,
    notification: notifications && notificationOf[notifications],
    invitationMode: order,
  }),
});
