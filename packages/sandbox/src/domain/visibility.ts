import { sql } from 'kysely';
import type { ActingMember } from '../middleware/actor.ts';
import { type Row, toJson } from '../store/tables.ts';

/**
 * Who sees a confidential collection: those it names, its preparer and collector, members who sign it, and those who may
 * release a seal in it. Without a member (the office token alone) nobody is named, so nobody sees it.
 */
export function isVisible(
  row: Row<'collections'>,
  signers: readonly Pick<Row<'signers'>, 'member_id' | 'level'>[],
  member: ActingMember | null,
): boolean {
  const { confidentiality } = row.settings;
  if (confidentiality.length === 0) return true;
  if (!member) return false;
  return (
    confidentiality.includes(member.email) ||
    row.preparer_id === member.id ||
    row.collector_id === member.id ||
    signers.some((signer) => signer.member_id === member.id) ||
    (member.delegations.includes('seal') && signers.some(({ level }) => level === 'seal'))
  );
}

/** The same rule as a condition on the table `collections`. */
export function visibleTo(member: ActingMember | null) {
  const open = sql<boolean>`jsonb_array_length(collections.settings->'confidentiality') = 0`;
  if (!member) return open;
  const { id, email } = member;
  const seals = sql<boolean>`${member.delegations.includes('seal')}::boolean and signers.level = 'seal'`;
  return sql<boolean>`(${open} or collections.settings->'confidentiality' @> ${toJson([email])}::jsonb
    or collections.preparer_id = ${id} or collections.collector_id = ${id}
    or exists (select 1 from signers where signers.collection_id = collections.id and signers.replaced_at is null
      and (signers.member_id = ${id} or ${seals})))`;
}
