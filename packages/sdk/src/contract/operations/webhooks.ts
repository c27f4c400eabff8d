import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const ofFirm = { source: 'ours', auth: 'office', purposes: [] } as const;

/** The endpoints that the vendor's software has registered for the firm. */
export const listWebhooks = operation({
  ...ofFirm,
  id: 'listWebhooks',
  method: 'GET',
  path: '/webhook',
  summary: 'List the webhook endpoints',
  response: z.object({ data: z.array(wire.Webhook) }),
  status: 200,
  errors: [],
});

/** Registers an endpoint; its secret is shown this once. */
export const createWebhook = operation({
  ...ofFirm,
  id: 'createWebhook',
  secret: true,
  method: 'POST',
  path: '/webhook',
  summary: 'Register a webhook endpoint',
  body: wire.WebhookCreate,
  response: wire.WebhookCreated,
  status: 201,
  errors: ['target_refused', 'state_conflict'],
});

/** An endpoint. */
export const getWebhook = operation({
  ...ofFirm,
  id: 'getWebhook',
  method: 'GET',
  path: '/webhook/{webhookId}',
  summary: 'Read a webhook endpoint',
  response: wire.Webhook,
  status: 200,
  errors: [],
});

/** Changes address or types of an endpoint, disables it, or enables one that was disabled. */
export const updateWebhook = operation({
  ...ofFirm,
  id: 'updateWebhook',
  method: 'PATCH',
  path: '/webhook/{webhookId}',
  summary: 'Change a webhook endpoint',
  body: wire.WebhookUpdate,
  response: wire.Webhook,
  status: 200,
  errors: ['target_refused'],
});

/** Removes an endpoint with its log; what was still to be delivered is not. */
export const deleteWebhook = operation({
  ...ofFirm,
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/webhook/{webhookId}',
  summary: 'Remove a webhook endpoint',
  response: wire.Done,
  status: 200,
  errors: [],
});

/** Gives an endpoint a new secret; for a day, deliveries carry both signatures. */
export const rotateWebhookSecret = operation({
  ...ofFirm,
  id: 'rotateWebhookSecret',
  secret: true,
  method: 'POST',
  path: '/webhook/{webhookId}/secret',
  summary: 'Change the secret of a webhook endpoint',
  response: wire.WebhookSecret,
  status: 201,
  errors: [],
});

/** Sends an event of type `webhook.test` to an endpoint. */
export const testWebhook = operation({
  ...ofFirm,
  id: 'testWebhook',
  method: 'POST',
  path: '/webhook/{webhookId}/test',
  summary: 'Send a test event',
  response: wire.WebhookTest,
  status: 201,
  errors: ['state_conflict'],
});

/** The tries of the last 30 days, newest first. */
export const listWebhookDeliveries = operation({
  ...ofFirm,
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/webhook/{webhookId}/delivery',
  summary: 'Delivery log of a webhook endpoint',
  query: z.object({
    cursor: z.optional(z.string().check(z.maxLength(512))),
    limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/))),
    eventId: z.optional(z.string().check(z.maxLength(64))),
  }),
  response: wire.pageOf(wire.WebhookDelivery),
  status: 200,
  errors: ['cursor_invalid'],
});

/** Delivers one event again, or all since a time, oldest first. */
export const replayWebhook = operation({
  ...ofFirm,
  id: 'replayWebhook',
  method: 'POST',
  path: '/webhook/{webhookId}/replay',
  summary: 'Deliver events again',
  body: wire.WebhookReplay,
  response: wire.WebhookReplayed,
  status: 200,
  errors: ['state_conflict'],
});
