import * as z from 'zod/mini';
import { wire } from '../src/contract/index.ts';
import { collectionStates, type EventType, eventTypes, signatureLevels, signerStates } from '../src/rules/index.ts';

const collection = { transactionId: wire.Id, externalId: z.nullable(z.string()), state: z.enum(collectionStates) };
const signatory = z.object({
  id: wire.Id,
  level: z.int(),
  signatureLevel: z.enum(signatureLevels),
  state: z.enum(signerStates),
});

/** What an event tells: ids and states; the reader asks for the rest. */
function dataOf(type: EventType): z.ZodMiniType {
  if (type.startsWith('collection.')) return z.looseObject(collection);
  if (type.startsWith('signer.')) return z.looseObject({ ...collection, signatory });
  return z.record(z.string(), z.unknown());
}

const headers = z.object({
  'webhook-id': wire.Id,
  'webhook-timestamp': z.string().check(z.regex(/^\d{1,12}$/)),
  'webhook-signature': z.string(),
});

/** The webhooks section of the document: one entry an event type, delivered by Standard Webhooks 1.0. */
export const webhooks = Object.fromEntries(
  eventTypes.map((type) => [
    type,
    {
      post: {
        operationId: `on_${type.replaceAll('.', '_')}`,
        summary: `Event ${type}`,
        tags: ['events'],
        // What proves the sender is the signature in the headers.
        security: [],
        requestParams: { header: headers },
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: z.object({ type: z.literal(type), timestamp: wire.Time, data: dataOf(type) }),
            },
          },
        },
        responses: {
          '204': { description: 'Taken; any other 2xx is as good' },
          '410': { description: 'Never again: the endpoint is disabled' },
        },
      },
    },
  ]),
);
