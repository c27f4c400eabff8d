import { JseError } from '../errors.ts';

/**
 * Bytes of an answer that are held at most: of JSON and of refusals, and of files. What is larger is no answer to be
 * held, however small it was packed on the way; files that are larger are read as streams.
 */
export const sizeLimits = { json: 64_000_000, file: 512_000_000 } as const;

/** Reads a body whole. Errors: `response_invalid` (more than `limit` bytes), and what the stream fails with. */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  limit: number,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      void reader.cancel().catch(() => undefined);
      throw new JseError('response_invalid', `${name} was answered with more than ${limit} bytes`);
    }
    pieces.push(value as Uint8Array<ArrayBuffer>);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
