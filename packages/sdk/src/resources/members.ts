import { MemberCodec, MembersCodec } from '../codecs/me.ts';
import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { Delegation } from '../rules/index.ts';
import type { Member } from '../schemas/index.ts';
import { encode } from './encode.ts';

/** The members of the firm and their delegations. */
export interface Members {
  /** The members of the firm. */
  list(options?: RequestOptions): Promise<Member[]>;
  /** Sets a member's rights; the expert only, effective at once. Errors: `delegation_missing`, `not_found`. */
  setDelegations(memberId: string, delegations: readonly Delegation[], options?: RequestOptions): Promise<Member>;
}

/** Members over a way to the platform. */
export const members = (send: Send): Members => ({
  async list(options) {
    return send('GET', '/member', { answer: MembersCodec, options });
  },
  async setDelegations(memberId, delegations, options) {
    const body = encode(wire.DelegationsReplace, { delegations: [...delegations] });
    return send('PUT', '/member/{memberId}/delegation', { params: { memberId }, body, answer: MemberCodec, options });
  },
});
