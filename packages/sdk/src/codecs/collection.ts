import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Collection, CollectionChanges, CollectionSettings } from '../schemas/collection.ts';
import { fromSigner, toSigner } from './signer.ts';
import { noun } from './noun.ts';

const notificationsOf = { ALL: 'all', NONE: 'none' } as const;
const notificationOf = { all: 'ALL', none: 'NONE' } as const;

/** A collection: the wire's transaction. `signatureRequirementMode` has one value and stays on the wire. */
export const CollectionCodec = z.codec(wire.Transaction, noun<Collection>(), {
  decode: ({ signatureRequirementMode: _, ...wired }) => {
    const { object, mailSender, notification, invitationMode, isHandwrittenSignatureActive, ...rest } = wired;
    const { office, files, signatories, refusal, ...same } = rest;
    return {
      ...same,
      title: object,
      senderName: mailSender,
      notifications: notificationsOf[notification],
      order: invitationMode,
      handwritten: isHandwrittenSignatureActive,
      firm: office,
      documents: files,
      signers: signatories.map(toSigner),
      refusal: refusal && { signerId: refusal.signatoryId, reason: refusal.reason, at: refusal.at },
    };
  },
  encode: ({ title, senderName, notifications, order, handwritten, ...rest }) => {
    const { firm, documents, signers, refusal, ...same } = rest;
    return {
      ...same,
      object: title,
      mailSender: senderName,
      notification: notificationOf[notifications],
      invitationMode: order,
      isHandwrittenSignatureActive: handwritten,
      signatureRequirementMode: 'ALL' as const,
      office: firm,
      files: documents,
      signatories: signers.map(fromSigner),
      refusal: refusal && { signatoryId: refusal.signerId, reason: refusal.reason, at: refusal.at },
    };
  },
});

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
