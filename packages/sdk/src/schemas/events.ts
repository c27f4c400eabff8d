/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import type * as z from 'zod/mini';
import type * as wire from '../contract/wire/index.ts';
import type { WebhookEvent } from '../webhooks/event.ts';

/** An event in the stream, as a webhook carries it; `cursor` is where to go on behind it. */
export type StreamedEvent = WebhookEvent & { readonly cursor: string };

/** Where events are sent to; no `types` are all types. A disabled endpoint says why. */
export interface WebhookEndpoint extends z.infer<typeof wire.Webhook> {}

/** A new endpoint with its secret (`whsec_…`), shown this once. */
export interface NewWebhookEndpoint extends z.infer<typeof wire.WebhookCreated> {}

/** One try of one delivery: the status of the answer, or why there was none. */
export interface WebhookDelivery extends z.infer<typeof wire.WebhookDelivery> {}
