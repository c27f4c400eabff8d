import { randomAlphanumeric } from '../crypto.ts';
import type { WebhookEventData, WebhookEventType } from './event.ts';
import { signaturesOf, type WebhookSecrets } from './signature.ts';

/** An event to be signed: of a known type with its own `data`, of any other with whatever. */
export interface EventToSign<T extends string> {
  /** Default: a new one. */
  readonly id?: string | undefined;
  readonly type: T;
  /** When it happened (RFC 3339); default: now. */
  readonly timestamp?: string | undefined;
  readonly data: T extends WebhookEventType ? WebhookEventData<T> : Readonly<Record<string, unknown>>;
}

/** A delivery as the platform sends it. */
export interface SignedWebhook {
  readonly headers: Record<'content-type' | 'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;
  readonly body: string;
}

/**
 * Makes a delivery as the platform does, for your tests: post it to your receiver. Under several secrets it carries a
 * signature of each, as during a change of secret; `now` (milliseconds) dates it. Errors: `configuration` (a secret that
 * is none).
 */
export async function signWebhook<const T extends string>(
  { id = `evt_${randomAlphanumeric(22)}`, type, timestamp, data }: EventToSign<T>,
  secrets: WebhookSecrets,
  { now = Date.now }: { readonly now?: (() => number) | undefined } = {},
): Promise<SignedWebhook> {
  const time = now();
  const body = JSON.stringify({ type, timestamp: timestamp ?? new Date(time).toISOString(), data });
  const seconds = String(Math.floor(time / 1000));
  const signed = { id, timestamp: seconds, body: new TextEncoder().encode(body) };
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': (await signaturesOf(signed, secrets)).join(' '),
  };
  return { headers, body };
}
