import type { ActingMember, Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';

/** The member who acts; refuses a call for nobody. */
export function requireMember({ member }: Actor): ActingMember {
  if (member) return member;
  throw new Refusal('unauthenticated', 'This call needs a user token');
}

/** The expert who acts; refuses everybody else. */
export function requireExpert(actor: Actor, what: string): ActingMember {
  const member = requireMember(actor);
  if (member.role === 'expert') return member;
  throw new Refusal('delegation_missing', `Only the expert ${what}`);
}
