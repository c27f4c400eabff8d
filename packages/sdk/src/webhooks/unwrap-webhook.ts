import { equalInConstantTime } from '../crypto.ts';
import { JseError } from '../errors.ts';
import { bytesOf, type WebhookBody } from './body.ts';
import type { WebhookEvent } from './event.ts';
import { readHeaders, type WebhookHeaders } from './headers.ts';
import { parseEvent } from './parse-event.ts';
import type { ReplayCache } from './replay-cache.ts';
import { signaturesOf, type WebhookSecrets } from './signature.ts';

/** How deliveries are looked at; times in milliseconds. */
export interface UnwrapOptions {
  /** How far the time of a delivery may be off, before and after; default five minutes, at most an hour. */
  readonly toleranceMs?: number | undefined;
  /** The clock, since the epoch; the machine's by default. */
  readonly now?: (() => number) | undefined;
  /** Refuses a delivery that was taken before; the platform's own further tries, which are signed anew, pass. */
  readonly replayCache?: ReplayCache | undefined;
}

const hour = 3_600_000;

/**
 * Verifies a delivery (Standard Webhooks 1.0) and gives its event. Deliveries come at least once: do nothing for an event
 * whose `id` you have dealt with. What the replay cache throws passes through.
 * Errors: `webhook_headers_missing`, `webhook_headers_invalid`, `webhook_too_old`, `webhook_too_new`,
 * `webhook_signature_wrong`, `webhook_replayed`, `webhook_payload_invalid`; `configuration` (secret, tolerance, or a body
 * that was parsed already), `insecure_context`.
 */
export async function unwrapWebhook(
  body: WebhookBody,
  headers: WebhookHeaders,
  secrets: WebhookSecrets,
  { toleranceMs = 300_000, now = Date.now, replayCache }: UnwrapOptions = {},
): Promise<WebhookEvent> {
  if (!(toleranceMs >= 0 && toleranceMs <= hour)) {
    throw new JseError('configuration', 'The tolerance for webhooks is a number of milliseconds up to an hour');
  }
  const bytes = bytesOf(body);
  const { id, timestamp, signatures } = readHeaders(headers);
  checkTime(Number(timestamp), Math.floor(now() / 1000), toleranceMs / 1000);
  checkSignature(signatures, await signaturesOf({ id, timestamp, body: bytes }, secrets));
  // The time is part of it: a further try after a failure of yours is no replay.
  const until = new Date(Number(timestamp) * 1000 + toleranceMs + 1000);
  if (await replayCache?.seen(`${id}.${timestamp}`, until)) {
    throw new JseError('webhook_replayed', `The delivery of ${id} was taken before`);
  }
  return parseEvent(id, bytes);
}

/** In whole seconds, as the platform signs them. */
function checkTime(signed: number, now: number, tolerance: number): void {
  if (now - signed > tolerance) throw new JseError('webhook_too_old', `The delivery is ${now - signed} seconds old`);
  if (signed - now > tolerance)
    throw new JseError('webhook_too_new', `The delivery is ${signed - now} seconds ahead of this clock`);
}

function checkSignature(given: readonly string[], expected: readonly string[]): void {
  let matches = 0;
  for (const signature of given) {
    for (const right of expected) matches += equalInConstantTime(signature, right) ? 1 : 0;
  }
  if (matches > 0) return;
  const versions = given.some((signature) => signature.startsWith('v1,'));
  const why = versions ? 'No signature is by a secret that was given' : 'There is no signature of version v1';
  throw new JseError('webhook_signature_wrong', why);
}
