import { moveSigner, openTurn } from '@jse/sdk/rules';
import { newSecret, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { enqueue } from '../outbox/jobs.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import type { Collection } from './collection.ts';
import { correspondentOf } from './correspondent.ts';
import { emitSignerEvent } from './events.ts';
import { appendEvidence } from './evidence.ts';
import { invitationLetter, signerName } from './letters.ts';

/** Who is to be invited now: everybody waiting in parallel mode, the first waiting one in sequential mode. */
export function nextToInvite({ row, signers }: Collection): Row<'signers'>[] {
  const waiting = signers.filter(({ state }) => state === 'waiting');
  if (row.settings.invitationMode === 'parallel') return waiting;
  const someoneActs = signers.some(({ state }) => openTurn(state));
  return someoneActs ? [] : waiting.slice(0, 1);
}

/** Invites a signer by e-mail with a fresh link; the links sent to him before are dead. */
export async function invite(
  db: Database,
  deps: Dependencies,
  collection: Collection,
  signer: Row<'signers'>,
  reminder = false,
): Promise<void> {
  const now = deps.clock.now();
  // A reminder leaves him where he is: his identity may be waiting for its check.
  const state = moveSigner(signer.state, 'invite') ?? signer.state;
  await killLinks(db, signer.id, now);
  await db
    .updateTable('signers')
    .set({ state, invited_at: signer.invited_at ?? now })
    .where('id', '=', signer.id)
    .execute();
  const { firm, sender, replyTo } = await correspondentOf(db, collection.row);
  for (const { memberId, email } of await recipients(db, signer, collection.row.firm_id)) {
    const link = await addLink(db, collection, { signerId: signer.id, memberId });
    const { subject, text } = invitationLetter(collection, signer, firm, link, reminder);
    await enqueue(db, deps, {
      kind: 'email',
      firmId: collection.row.firm_id,
      to: email,
      subject,
      text,
      sender,
      replyTo,
    });
  }
  const { id: signerId, level, email } = signer;
  const data = { signerId, name: signerName(signer), level, email, reminder };
  await appendEvidence(db, deps.clock, collection.row.id, 'signer.invited', 'platform', data);
  await emitSignerEvent(db, deps, collection.row, { ...signer, state }, 'signer.invited');
}

/** A new link for a signer by another letter than the invitation; the ones before are dead. */
export async function freshLink(
  db: Database,
  { clock }: Pick<Dependencies, 'clock'>,
  collection: Collection,
  holder: { readonly signerId: string; readonly memberId: string | null },
): Promise<string> {
  await killLinks(db, holder.signerId, clock.now());
  return addLink(db, collection, holder);
}

async function killLinks(db: Database, signerId: string, at: Date): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ dead_at: at })
    .where('signer_id', '=', signerId)
    .where('dead_at', 'is', null)
    .execute();
}

async function addLink(
  db: Database,
  collection: Collection,
  { signerId, memberId }: { readonly signerId: string; readonly memberId: string | null },
): Promise<string> {
  const token = newSecret();
  await db
    .insertInto('invitations')
    .values({ hash: await sha256Hex(token), signer_id: signerId, member_id: memberId })
    .execute();
  const { signing_url } = await editorOf(db, collection);
  return `${signing_url.replaceAll('{collectionId}', collection.row.id)}#invitation=${token}`;
}

/** Makes every open invitation of a collection useless. */
export async function killInvitations(db: Database, collectionId: string, at: Date): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ dead_at: at })
    .where('dead_at', 'is', null)
    .where('signer_id', 'in', (signers) =>
      signers.selectFrom('signers').select('id').where('collection_id', '=', collectionId),
    )
    .execute();
}

async function editorOf(db: Database, { row }: Collection) {
  return db.selectFrom('editors').select('signing_url').where('shortcut', '=', row.editor).executeTakeFirstOrThrow();
}

/** A person is written to himself, unless he has left the firm; a seal may be released by all who have that delegation. */
async function recipients(db: Database, signer: Row<'signers'>, firmId: string) {
  if (signer.level !== 'seal' && signer.member_id === null) return [{ memberId: null, email: signer.email }];
  const members = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['members.id as memberId', 'people.email', 'members.delegations'])
    .where('firm_id', '=', firmId)
    .where('left_at', 'is', null)
    .execute();
  return members.filter(({ memberId, delegations }) =>
    signer.level === 'seal' ? delegations.includes('seal') : memberId === signer.member_id,
  );
}
