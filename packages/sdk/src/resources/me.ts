import { MeCodec } from '../codecs/me.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { Me } from '../schemas/index.ts';

/** Who acts: the firm with its credit in cents, and the member where a person is named. */
export async function me(send: Send, options?: RequestOptions): Promise<Me> {
  return send('GET', '/me', { answer: MeCodec, options });
}
