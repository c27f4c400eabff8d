import { hmacSha256 } from '../crypto.ts';
import { JseError } from '../errors.ts';

const prefix = 'whsec_';
/** Bytes; what Standard Webhooks asks for. */
const [shortest, longest] = [24, 64];
/** More are a list that nobody ever cleared. */
const mostSecrets = 10;
const encoder = new TextEncoder();

/** One secret, or several while one takes the place of another: `whsec_…`, as the endpoint showed it. */
export type WebhookSecrets = string | readonly string[];

/**
 * The signature under each secret, `v1,…`: the base64 of an HMAC-SHA-256 over id, timestamp and body, joined by full
 * stops. Errors: `configuration` (a secret that is none).
 */
export async function signaturesOf(
  { id, timestamp, body }: { readonly id: string; readonly timestamp: string; readonly body: Uint8Array },
  secrets: WebhookSecrets,
): Promise<string[]> {
  const keys = keysOf(secrets);
  const head = encoder.encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  return Promise.all(keys.map(async (key) => `v1,${toBase64(await hmacSha256(key, signed))}`));
}

function keysOf(secrets: WebhookSecrets): Uint8Array<ArrayBuffer>[] {
  const list = typeof secrets === 'string' ? [secrets] : secrets;
  if (!Array.isArray(list) || list.length === 0 || list.length > mostSecrets) {
    throw new JseError('configuration', `Give the secret of the webhook endpoint, or a list of at most ${mostSecrets}`);
  }
  return list.map(keyOf);
}

function keyOf(secret: unknown): Uint8Array<ArrayBuffer> {
  const encoded = typeof secret === 'string' && secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
  const key = /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ? fromBase64(encoded) : undefined;
  if (key !== undefined && key.length >= shortest && key.length <= longest) return key;
  const wanted = `${prefix} and the base64 of ${shortest} to ${longest} bytes`;
  throw new JseError('configuration', `The secret of a webhook endpoint is ${wanted}`);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
