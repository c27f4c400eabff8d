import { MembersCodec } from '../codecs/me.ts';
import type { Send } from '../http/request.ts';
import type { Members } from './members.ts';

/** What a page does with the members, over a way to the platform. */
export const memberList = (send: Send): Pick<Members, 'list'> => ({
  async list(options) {
    return send('GET', '/member', { answer: MembersCodec, options });
  },
});
