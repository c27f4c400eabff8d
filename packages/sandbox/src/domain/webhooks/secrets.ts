import { webhookRules } from '@jse/sdk/rules';
import { fromBase64, hmac, randomBytes, toBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Row } from '../../store/tables.ts';

const prefix = 'whsec_';

/** A new secret as Standard Webhooks writes it: `whsec_` and the base64 of its bytes. */
export const newWebhookSecret = (): string => `${prefix}${toBase64(randomBytes(webhookRules.secretBytes))}`;

/** Under which name an endpoint's secrets are sealed. */
export const sealName = (endpointId: string): string => `webhook:${endpointId}`;

/** The secrets that deliveries to an endpoint are signed with now: its own, and the one before it for a day. */
export async function secretsOf(deps: Dependencies, endpoint: Row<'webhook_endpoints'>): Promise<string[]> {
  const { secret_sealed, old_secret_sealed, old_secret_until } = endpoint;
  const overlaps = old_secret_until !== null && old_secret_until > deps.clock.now();
  const sealed = [secret_sealed, ...(overlaps && old_secret_sealed !== null ? [old_secret_sealed] : [])];
  return Promise.all(sealed.map((text) => deps.sealer.open(sealName(endpoint.id), text)));
}

/**
 * The headers of a delivery (Standard Webhooks 1.0): `webhook-signature` holds one `v1,…` a secret, the base64 of an
 * HMAC-SHA-256 over id, timestamp (seconds) and body, joined by full stops.
 */
export async function signatureHeaders(
  delivery: { readonly id: string; readonly at: Date; readonly body: string },
  secrets: readonly string[],
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(delivery.at.getTime() / 1000));
  const signed = `${delivery.id}.${timestamp}.${delivery.body}`;
  const signatures = await Promise.all(
    secrets.map(async (secret) => `v1,${toBase64(await hmac(fromBase64(secret.slice(prefix.length)), signed))}`),
  );
  return {
    'webhook-id': delivery.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
