import { JseError } from './errors.ts';

const encoder = new TextEncoder();

/** Lower-case hexadecimal. */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256, 32 bytes. */
export async function sha256(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

/** HMAC-SHA-256 of a UTF-8 text under a UTF-8 secret, in hexadecimal. */
export async function hmacSha256Hex(secret: string, text: string): Promise<string> {
  return hex(await hmacSha256(encoder.encode(secret), encoder.encode(text)));
}

/** HMAC-SHA-256, 32 bytes. Errors: `insecure_context` (a page that was loaded over plain http). */
export async function hmacSha256(
  secret: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) throw new JseError('insecure_context', 'Browsers give no cryptography to pages loaded over plain http');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await subtle.importKey('raw', secret, algorithm, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', key, data));
}

const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits from the CSPRNG, every one as likely as any other. */
export function randomAlphanumeric(length: number): string {
  const unbiased = 256 - (256 % alphanumerics.length);
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < unbiased && text.length < length) text += alphanumerics[byte % alphanumerics.length];
    }
  }
  return text;
}

/** Whether two texts are the same, in a time that tells nothing but their lengths. */
export function equalInConstantTime(left: string, right: string): boolean {
  const a = encoder.encode(left);
  const b = encoder.encode(right);
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at % b.length] ?? 0);
  return difference === 0;
}
