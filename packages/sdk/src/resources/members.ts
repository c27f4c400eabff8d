import { MemberCodec } from '../codecs/me.ts';
import { LeftMemberCodec, NewMemberCodec } from '../codecs/people.ts';
import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { Delegation } from '../rules/index.ts';
import type { LeftMember, Member, NewMember } from '../schemas/index.ts';
import { encode } from './encode.ts';
import { memberList } from './member-list.ts';

/** The members of the firm and their delegations. */
export interface Members {
  /**
   * The members of the firm.
   * @example
   * const members = await jse.members.list();
   */
  list(options?: RequestOptions): Promise<Member[]>;
  /**
   * Takes a person into the firm; the expert only. Errors: `delegation_missing`, `state_conflict` (he is in it).
   * @example
   * const member = await jse.members.invite({
   *   email: 'nouvelle@cabinet.example',
   *   firstName: 'Inès',
   *   lastName: 'Nouvelle',
   *   phone: '+33639980099',
   *   delegations: ['prepare'],
   * });
   */
  invite(member: NewMember, options?: RequestOptions): Promise<Member>;
  /**
   * Sets a member's rights; the expert only, effective at once. Errors: `delegation_missing`, `last_expert`, `not_found`.
   * @example
   * await jse.members.setDelegations(memberId, ['prepare', 'launch', 'seal']);
   */
  setDelegations(memberId: string, delegations: readonly Delegation[], options?: RequestOptions): Promise<Member>;
  /**
   * Ends a member's tokens, sessions, codes and ceremonies: one's own, or anybody's by the expert. Errors: `delegation_missing`.
   * @example
   * await jse.members.signOut(memberId);
   */
  signOut(memberId: string, options?: RequestOptions): Promise<void>;
  /**
   * Lets a member leave; the expert only. He loses all access at once, his drafts and running collections pass to the
   * expert, his signatures stay. Errors: `delegation_missing`, `last_expert`, `not_found`.
   * @example
   * const { handedOver } = await jse.members.remove(memberId);
   */
  remove(memberId: string, options?: RequestOptions): Promise<LeftMember>;
}

/** Members over a way to the platform. */
export const members = (send: Send): Members => ({
  ...memberList(send),
  async invite(member, options) {
    const body = encode(NewMemberCodec, member);
    return send('POST', '/member', { body, answer: MemberCodec, options });
  },
  async setDelegations(memberId, delegations, options) {
    const body = encode(wire.DelegationsReplace, { delegations: [...delegations] });
    return send('PUT', '/member/{memberId}/delegation', { params: { memberId }, body, answer: MemberCodec, options });
  },
  async signOut(memberId, options) {
    await send('POST', '/member/{memberId}/sign-out', { params: { memberId }, answer: wire.Done, options });
  },
  async remove(memberId, options) {
    return send('DELETE', '/member/{memberId}', { params: { memberId }, answer: LeftMemberCodec, options });
  },
});
