import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Collection } from '../schemas/collection.ts';
import { fromSigner, toSigner } from './signer.ts';
import { noun } from './noun.ts';
import { notificationOf, notificationsOf } from './notifications.ts';

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
