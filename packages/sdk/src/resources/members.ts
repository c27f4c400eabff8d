import { MemberCodec, MembersCodec } from '../codecs/access.ts';
import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { Delegation } from '../rules/index.ts';
import type { Member } from '../schemas/index.ts';
import { encode } from './encode.ts';

/** The members of the firm. */
export async function list(send: Send, options?: RequestOptions): Promise<Member[]> {
  return send('GET', '/member', { answer: MembersCodec, options });
}

/** Sets a member's rights; the expert only, effective at once. Errors: `delegation_missing`, `not_found`. */
export async function setDelegations(
  send: Send,
  memberId: string,
  delegations: readonly Delegation[],
  options?: RequestOptions,
): Promise<Member> {
  const body = encode(wire.DelegationsReplace, { delegations: [...delegations] });
  return send('PUT', '/member/{memberId}/delegation', { params: { memberId }, body, answer: MemberCodec, options });
}
