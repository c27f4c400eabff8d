import type { Actor } from '../middleware/actor.ts';

/** How the evidence names who acted: the member, the signer of the session, or the firm's software. */
export function actorName(actor: Actor): string {
  if (actor.member) return `member:${actor.member.id}`;
  if (actor.session?.access.signerId) return `signer:${actor.session.access.signerId}`;
  return `editor:${actor.editor.shortcut}`;
}
