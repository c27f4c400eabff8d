import { NewEmbedSessionCodec } from '../codecs/embed-session.ts';
import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { EmbedCode, NewEmbedSession } from '../schemas/index.ts';
import { encode } from './encode.ts';

/** One-time codes with which a page opens its session. */
export interface EmbedSessions {
  /**
   * Mints a one-time embed code (60 s) for a page: one purpose, one collection or the member's parapheur, the page's
   * origins. Give the code to the page and nothing else. Errors: `origin_not_allowed`, `delegation_missing`,
   * `state_conflict`.
   * @example
   * const { code } = await jse.embedSessions.create({
   *   purpose: 'prepare',
   *   collectionId,
   *   origins: ['https://vendor.example'],
   * });
   */
  create(session: NewEmbedSession, options?: RequestOptions): Promise<EmbedCode>;
}

/** EmbedSessions over a way to the platform. */
export const embedSessions = (send: Send): EmbedSessions => ({
  async create(session, options) {
    const body = encode(NewEmbedSessionCodec, session);
    return send('POST', '/embed', { body, answer: wire.EmbedCode, options });
  },
});
