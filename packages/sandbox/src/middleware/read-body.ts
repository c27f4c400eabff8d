import { limits } from '@jse/sdk/rules';
import { Refusal } from '../problem.ts';

/** The longest body of a call that is not an upload, in bytes. */
export const longestBody = 1024 * 1024;
const formOverhead = 64 * 1024;

/** The media type of a request, without its parameters. */
export const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** Refuses a body that is not of this type, in another charset than UTF-8, or packed. */
export function requireType(request: Request, type: string): void {
  const given = mediaType(request);
  const charset = /;\s*charset="?([^";\s]+)"?/i.exec(request.headers.get('content-type') ?? '')?.[1];
  const packed = request.headers.get('content-encoding');
  if (given !== type) throw new Refusal('unsupported_media_type', `Content-Type must be ${type}`);
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new Refusal('unsupported_media_type', 'The charset must be UTF-8');
  if (packed !== null && packed.trim().toLowerCase() !== 'identity')
    throw new Refusal('unsupported_media_type', 'The body must not be compressed');
}

/** Reads the body of an upload; more than a document may weigh is refused while it is read. */
export const readUpload = (request: Request): Promise<Uint8Array<ArrayBuffer>> =>
  readBody(request, limits.documentBytes + formOverhead, () => new Refusal('pdf_too_large'));

/** Reads a request's body, counting while it reads: a declared length is believed only where it is too large. */
export async function readBody(
  request: Request,
  limit = longestBody,
  tooLarge = () => new Refusal('body_too_large', `The body is larger than ${limit} bytes`),
): Promise<Uint8Array<ArrayBuffer>> {
  // Firefox has no streams of requests: a platform inside its page has the body in memory anyway.
  if (request.body === undefined) {
    const whole = new Uint8Array(await request.arrayBuffer());
    if (whole.length > limit) throw tooLarge();
    return whole;
  }
  if (request.body === null) return new Uint8Array();
  if (Number(request.headers.get('content-length') ?? 0) > limit) {
    await request.body.cancel();
    throw tooLarge();
  }
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw tooLarge();
    }
    parts.push(value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
