import * as z from 'zod/mini';
import { collectionStates, delegations, type EventType, signatureLevels, signerStates } from '../rules/index.ts';
import { Id, Time } from './wire/common.ts';

const ofCollection = z.object({
  transactionId: Id,
  externalId: z.nullable(z.string()),
  state: z.enum(collectionStates),
});
const ofSigner = z.extend(ofCollection, {
  signatory: z.object({
    id: Id,
    level: z.int(),
    signatureLevel: z.enum(signatureLevels),
    state: z.enum(signerStates),
  }),
});

/** What each type of event tells in `data`: ids and the states at that moment; the reader asks for the rest. */
export const eventData = {
  'collection.launched': ofCollection,
  'collection.completed': ofCollection,
  'collection.refused': ofCollection,
  'collection.expired': ofCollection,
  'collection.cancelled': ofCollection,
  'collection.purged': ofCollection,
  'collection.reminded': ofCollection,
  'collection.reordered': ofCollection,
  'signer.invited': ofSigner,
  'signer.viewed': ofSigner,
  'signer.signed': ofSigner,
  'signer.refused': ofSigner,
  'signer.identity_changed': ofSigner,
  'signer.replaced': z.extend(ofSigner, { replacedBy: Id }),
  'credit.low': z.object({ creditCents: z.int(), lowCreditCents: z.int() }),
  'member.delegations_changed': z.object({
    memberId: Id,
    delegations: z.readonly(z.array(z.enum(delegations))),
    left: z.boolean(),
  }),
  'certificate.expiring': z.object({
    serial: z.string(),
    kind: z.enum(['member', 'seal']),
    memberId: z.nullable(Id),
    notAfter: Time,
  }),
  'webhook.test': z.object({ webhookId: Id }),
} as const satisfies Record<EventType, z.ZodMiniObject>;

/** The `data` of each type of event. */
export type EventData = { readonly [T in EventType]: z.infer<(typeof eventData)[T]> };
