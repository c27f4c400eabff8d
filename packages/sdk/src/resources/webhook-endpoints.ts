import * as wire from '../contract/wire/index.ts';
import { type List, listOf } from '../http/pagination.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { EventType } from '../rules/index.ts';
import type { NewWebhookEndpoint, WebhookDelivery, WebhookEndpoint } from '../schemas/events.ts';
import { encode } from './encode.ts';

/** Where the platform sends events of the firm to (Standard Webhooks). */
export interface WebhookEndpoints {
  /**
   * The endpoints that this software has registered for the firm.
   * @example
   * const endpoints = await jse.webhookEndpoints.list();
   */
  list(options?: RequestOptions): Promise<WebhookEndpoint[]>;
  /**
   * Registers an https address; without `types` it gets all events. The secret is shown this once. Errors:
   * `target_refused` (not a public address), `state_conflict` (too many endpoints).
   * @example
   * const { id, secret } = await jse.webhookEndpoints.create({ url: hookUrl, types: ['collection.completed'] });
   */
  create(
    endpoint: { readonly url: string; readonly types?: readonly EventType[] | undefined },
    options?: RequestOptions,
  ): Promise<NewWebhookEndpoint>;
  /**
   * Reads an endpoint. Errors: `not_found`.
   * @example
   * const { state } = await jse.webhookEndpoints.get(endpointId);
   */
  get(id: string, options?: RequestOptions): Promise<WebhookEndpoint>;
  /**
   * Changes address or types, disables it, or enables one that was disabled. Errors: `target_refused`, `not_found`.
   * @example
   * await jse.webhookEndpoints.update(endpointId, { types: ['collection.completed', 'signer.refused'] });
   */
  update(
    id: string,
    changes: {
      readonly url?: string | undefined;
      readonly types?: readonly EventType[] | undefined;
      readonly enabled?: boolean | undefined;
    },
    options?: RequestOptions,
  ): Promise<WebhookEndpoint>;
  /**
   * Removes an endpoint with its log. Errors: `not_found`.
   * @example
   * await jse.webhookEndpoints.remove(endpointId);
   */
  remove(id: string, options?: RequestOptions): Promise<void>;
  /**
   * A new secret; the one before it signs too until `previousValidUntil`. Errors: `not_found`.
   * @example
   * const { secret, previousValidUntil } = await jse.webhookEndpoints.rotateSecret(endpointId);
   */
  rotateSecret(
    id: string,
    options?: RequestOptions,
  ): Promise<{ readonly secret: string; readonly previousValidUntil: string }>;
  /**
   * Sends a test event and returns its id. Errors: `state_conflict` (disabled), `not_found`.
   * @example
   * const { eventId } = await jse.webhookEndpoints.test(endpointId);
   */
  test(id: string, options?: RequestOptions): Promise<{ readonly eventId: string }>;
  /**
   * The tries of the last 30 days, newest first. Errors: `not_found`, `cursor_invalid`.
   * @example
   * for await (const { eventId, status } of jse.webhookEndpoints.deliveries(endpointId)) show(`${eventId}: ${status}`);
   */
  deliveries(
    id: string,
    filter?: { readonly eventId?: string | undefined; readonly limit?: number | undefined },
    options?: RequestOptions,
  ): List<WebhookDelivery>;
  /**
   * Delivers one event again, or all since a time (RFC 3339). Errors: `state_conflict`, `not_found`.
   * @example
   * const { queued } = await jse.webhookEndpoints.replay(endpointId, { since: '2026-11-20T00:00:00Z' });
   */
  replay(
    id: string,
    what: { readonly eventId: string } | { readonly since: string },
    options?: RequestOptions,
  ): Promise<{ readonly queued: number; readonly continueFrom: string | null }>;
}

/** Webhook endpoints over a way to the platform. */
export const webhookEndpoints = (send: Send): WebhookEndpoints => ({
  async list(options) {
    return (await send('GET', '/webhook', { answer: wire.listOf(wire.Webhook), options })).data;
  },
  async create({ url, types }, options) {
    const body = encode(wire.WebhookCreate, { url, types: types && [...types] });
    return send('POST', '/webhook', { body, answer: wire.WebhookCreated, options });
  },
  async get(id, options) {
    return send('GET', '/webhook/{webhookId}', { params: { webhookId: id }, answer: wire.Webhook, options });
  },
  async update(id, { types, ...changes }, options) {
    const body = encode(wire.WebhookUpdate, { ...changes, types: types && [...types] });
    return send('PATCH', '/webhook/{webhookId}', { params: { webhookId: id }, body, answer: wire.Webhook, options });
  },
  async remove(id, options) {
    await send('DELETE', '/webhook/{webhookId}', { params: { webhookId: id }, answer: wire.Done, options });
  },
  async rotateSecret(id, options) {
    const params = { webhookId: id };
    return send('POST', '/webhook/{webhookId}/secret', { params, answer: wire.WebhookSecret, options });
  },
  async test(id, options) {
    return send('POST', '/webhook/{webhookId}/test', { params: { webhookId: id }, answer: wire.WebhookTest, options });
  },
  deliveries(id, { limit, eventId } = {}, options) {
    const params = { webhookId: id };
    const answer = wire.pageOf(wire.WebhookDelivery);
    return listOf((cursor) => {
      const query = { limit: limit?.toString(), eventId, cursor };
      return send('GET', '/webhook/{webhookId}/delivery', { params, query, answer, options });
    });
  },
  async replay(id, what, options) {
    const body = encode(wire.WebhookReplay, what);
    const params = { webhookId: id };
    return send('POST', '/webhook/{webhookId}/replay', { params, body, answer: wire.WebhookReplayed, options });
  },
});
