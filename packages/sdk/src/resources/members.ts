import { MemberCodec, MembersCodec } from '../codecs/access.ts';
import { operations } from '../contract/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { Delegation } from '../rules/index.ts';
import type { Member } from '../schemas/index.ts';
import { encode } from './encode.ts';

/** The members of the firm. */
export async function list(send: Send, options?: RequestOptions): Promise<Member[]> {
  return send(operations.listMembers, { answer: MembersCodec, options });
}

/** Sets a member's rights; the expert only, effective at once. Errors: `delegation_missing`, `not_found`. */
export async function setDelegations(
  send: Send,
  memberId: string,
  delegations: readonly Delegation[],
  options?: RequestOptions,
): Promise<Member> {
  const body = encode(operations.replaceDelegations.body, { delegations: [...delegations] });
  return send(operations.replaceDelegations, { params: { memberId }, body, answer: MemberCodec, options });
}
