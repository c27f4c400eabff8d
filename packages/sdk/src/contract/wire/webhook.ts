import * as z from 'zod/mini';
import { eventTypes } from '../../rules/index.ts';
import { Id, Time } from './common.ts';
import { several, text } from './checked.ts';

const Url = text(2048, 1);
/** The events that an endpoint wants; none named is all of them, those to come included. */
const Types = several(z.enum(eventTypes), 0, eventTypes.length);

/** Where events are sent to. `gone`: it answered 410; `failing`: a whole retry schedule went by without an answer. */
export const Webhook = z.object({
  id: Id,
  url: z.string(),
  types: Types,
  state: z.enum(['enabled', 'disabled']),
  disabledReason: z.nullable(z.enum(['gone', 'failing', 'asked'])),
  failingSince: z.nullable(Time),
  createdAt: Time,
});
/** Body of `POST /webhook`. */
export const WebhookCreate = z.object({ url: Url, types: z.optional(Types) });
/** A new endpoint with its secret (`whsec_…`), which is shown this once. */
export const WebhookCreated = z.object({ ...Webhook.shape, secret: z.string() });
/** Body of `PATCH /webhook/{webhookId}`. */
export const WebhookUpdate = z.object({
  url: z.optional(Url),
  types: z.optional(Types),
  enabled: z.optional(z.boolean()),
});
/** A new secret; deliveries are signed with the one before it too until `previousValidUntil`. */
export const WebhookSecret = z.object({ secret: z.string(), previousValidUntil: Time });
/** The test event under way. */
export const WebhookTest = z.object({ eventId: Id });
/** One try of one delivery: the status of the answer, or why there was none. */
export const WebhookDelivery = z.object({
  id: Id,
  eventId: Id,
  type: z.enum(eventTypes),
  attempt: z.int(),
  status: z.nullable(z.int()),
  error: z.nullable(z.string()),
  milliseconds: z.int(),
  at: Time,
});
/** Body of `POST /webhook/{webhookId}/replay`: one event, or all since a time (RFC 3339). */
export const WebhookReplay = z.union([z.strictObject({ eventId: Id }), z.strictObject({ since: Time })]);
/** How many deliveries were queued; when there are more, `continueFrom` is the `since` of the next call. */
export const WebhookReplayed = z.object({ queued: z.int(), continueFrom: z.nullable(Time) });
