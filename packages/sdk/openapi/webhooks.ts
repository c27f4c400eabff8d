import * as z from 'zod/mini';
import { eventData, wire } from '../src/contract/index.ts';
import { type EventType, eventTypes } from '../src/rules/index.ts';

/** What an event tells; a later platform may tell more. */
const dataOf = (type: EventType): z.ZodMiniType => z.looseObject(eventData[type].shape);

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
