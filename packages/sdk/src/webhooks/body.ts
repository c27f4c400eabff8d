import { JseError } from '../errors.ts';

const encoder = new TextEncoder();

/** The body as it came, not parsed: text or bytes (a Node `Buffer` is bytes). */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

/** The bytes that were signed. Errors: `configuration` (what a JSON parser left of a body, or none). */
export function bytesOf(body: WebhookBody): Uint8Array {
  if (typeof body === 'string') return encoder.encode(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  // Test runners have ArrayBuffers of other realms, which are no instances of this one's.
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body);
  throw new JseError(
    'configuration',
    'Give the body as it came, text or bytes: once parsed it cannot be verified, as its spaces and order are signed too',
  );
}
