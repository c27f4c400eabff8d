import { sql } from 'kysely';
import type { Dependencies } from '../../dependencies.ts';
import type { Database } from '../../store/database.ts';
import { clientKey } from '../people/certificate-holder.ts';
import { isRunning } from './forget-phones.ts';

type Finding = Pick<Dependencies, 'codeKey'>;

/** What names a person in a firm's data; every list may be empty. Addresses are compared without case. */
export async function findPerson(db: Database, deps: Finding, firmId: string, email: string) {
  const address = email.toLowerCase();
  const same = (column: string) => sql<boolean>`lower(${sql.ref(column)}) = ${address}`;
  const members = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['members.id', 'person_id', 'first_name', 'last_name', 'email', 'phone', 'role', 'delegations', 'left_at'])
    .where('firm_id', '=', firmId)
    .where(same('people.email'))
    .execute();
  const contacts = await db
    .selectFrom('contacts')
    .selectAll()
    .where('firm_id', '=', firmId)
    .where(same('contacts.email'))
    .execute();
  const signers = await db
    .selectFrom('signers')
    .innerJoin('collections', 'collections.id', 'signers.collection_id')
    .selectAll('signers')
    .select(['collections.state as collection_state', 'settings', 'launched_at', 'created_at', 'purge_at'])
    .where('firm_id', '=', firmId)
    .where(same('signers.email'))
    .where('level', '!=', 'seal')
    .orderBy('created_at')
    .orderBy('signers.id')
    .execute();
  const copied = await db
    .selectFrom('collections')
    .select(['id', 'state', 'settings'])
    .where('firm_id', '=', firmId)
    .where(
      sql<boolean>`exists (select 1 from jsonb_array_elements(settings->'copyRecipients') as copy where lower(copy->>'email') = ${address})`,
    )
    .orderBy('id')
    .execute();
  const signerIds = ['', ...signers.map(({ id }) => id)];
  const keys = ['', ...signerIds.map((id) => `signer:${id}`), ...members.map(({ id }) => `member:${id}`)];
  const ceremonies = await db
    .selectFrom('ceremonies')
    .select(['id', 'state', 'phone', 'reference', 'consent', 'created_at', 'code_sent_at', isRunning.as('running')])
    .where('firm_id', '=', firmId)
    .where('signer_key', 'in', keys)
    .orderBy('created_at')
    .execute();
  const codes = await db
    .selectFrom('code_events')
    .select(['kind', 'at'])
    .where('firm_id', '=', firmId)
    .where('signer_key', 'in', keys)
    .orderBy('at')
    .execute();
  const checks = await db
    .selectFrom('identity_checks')
    .selectAll()
    .where('signer_id', 'in', signerIds)
    .orderBy('submitted_at')
    .execute();
  const clientKeys = new Set<string>();
  for (const signer of signers) if (signer.member_id === null) clientKeys.add(await clientKey(deps, signer));
  const certificates = await db
    .selectFrom('certificates')
    .select(['serial', 'kind', 'not_before', 'not_after', 'revoked_at', 'reason'])
    .where((row) =>
      row.or([
        row.and([row('kind', '=', 'expert'), row('owner', 'in', ['', ...members.map(({ person_id }) => person_id)])]),
        row.and([row('kind', '=', 'client'), row('owner', 'in', ['', ...clientKeys])]),
      ]),
    )
    .execute();
  const entries = await db
    .selectFrom('evidence')
    .innerJoin('collections', 'collections.id', 'evidence.collection_id')
    .select(['collection_id', 'seq', 'entry'])
    .where('firm_id', '=', firmId)
    .where((row) =>
      row.or([
        row(sql<string>`entry->'data'->>'signerId'`, 'in', signerIds),
        row(sql<string>`entry->>'actor'`, 'in', keys),
        row(sql<string>`lower(entry->>'actor')`, '=', `link:${address}`),
        row(sql<string>`lower(entry->'data'->>'holder')`, '=', address),
      ]),
    )
    .orderBy('collection_id')
    .orderBy('seq')
    .execute();
  const tokens = await db
    .selectFrom('tokens')
    .select(['id', 'kind', 'created_at', 'expires_at', 'revoked_at'])
    .where('member_id', 'in', ['', ...members.map(({ id }) => id)])
    .execute();
  const links = await db
    .selectFrom('download_links')
    .innerJoin('collections', 'collections.id', 'download_links.collection_id')
    .select(['hash', 'collection_id', 'download_links.created_at', 'revoked_at'])
    .where('firm_id', '=', firmId)
    .where(same('holder'))
    .orderBy('download_links.created_at')
    .orderBy('hash')
    .execute();
  return { members, contacts, signers, copied, ceremonies, codes, checks, certificates, entries, tokens, links };
}

/** What was found of a person. */
export type Found = Awaited<ReturnType<typeof findPerson>>;

/** The firm's own messages to this address and to the phones known with it; what another firm sent them is that firm's. */
export async function messagesTo(db: Database, firmId: string, email: string, found: Found) {
  const phones = new Set([...found.signers, ...found.contacts, ...found.members].map(({ phone }) => phone));
  const recipients = [email.toLowerCase(), ...phones].filter((recipient) => recipient !== '');
  return db
    .selectFrom('messages')
    .select(['id', 'channel', 'recipient', 'subject', 'created_at'])
    .where('firm_id', '=', firmId)
    .where(sql<string>`lower(recipient)`, 'in', recipients)
    .orderBy('created_at')
    .execute();
}
