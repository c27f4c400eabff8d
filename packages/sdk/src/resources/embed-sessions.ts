import { NewEmbedSessionCodec } from '../codecs/access.ts';
import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { EmbedCode, NewEmbedSession } from '../schemas/index.ts';
import { encode } from './encode.ts';

/**
 * Mints a one-time embed code (60 s) for a page: one purpose, one collection or the member's parapheur, the page's
 * origins. Give the code to the page and nothing else. Errors: `origin_not_allowed`, `delegation_missing`.
 */
export async function create(send: Send, session: NewEmbedSession, options?: RequestOptions): Promise<EmbedCode> {
  const body = encode(NewEmbedSessionCodec, session);
  return send('POST', '/embed', { body, answer: wire.EmbedCode, options });
}
