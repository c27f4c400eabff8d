import { limits } from '@jse/sdk/rules';
import { Refusal } from '../problem.ts';

const multipartOverhead = 64 * 1024;
const jsonLimit = 1024 * 1024;

/** Reads a request's body, counting while it reads: a declared length is not believed. */
export async function readBody(request: Request, multipart: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const limit = multipart ? limits.documentBytes + multipartOverhead : jsonLimit;
  if (!request.body) return new Uint8Array(await request.arrayBuffer());
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw multipart ? new Refusal('pdf_too_large') : new Refusal('validation_failed', 'The body is larger than 1 MB');
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
