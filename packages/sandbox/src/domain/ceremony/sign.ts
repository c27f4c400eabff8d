import { moveCollection } from '@jse/sdk/rules';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { type Collection, collectionRow, loadCollection } from '../collection.ts';
import { debit, priceOf, requireCredit } from '../credit.ts';
import { appendEvidence } from '../evidence.ts';
import { emitCollectionEvent, emitSignerEvent } from '../events.ts';
import { deliver } from '../deliver.ts';
import { planTimestamp } from '../evidence-timestamps.ts';
import { invite, nextToInvite } from '../invite.ts';
import { makeSignature } from '../make-signature.ts';
import { noteLowCredit } from '../money/low-credit.ts';
import { requireActRight, requireActRightNow } from '../people/act-right.ts';
import { type Providers, providersOf } from '../providers.ts';
import { advanceHead, wasSignable } from '../revisions.ts';
import { type Ceremony, findCeremony, settle } from './ceremony.ts';
import { useCode } from './code.ts';
import { inTurn } from './in-turn.ts';

/** A head that moved while it was being signed is tried again this many times. */
const attempts = 4;

/**
 * Enters the code and signs: each collection of the ceremony in one transaction of its own, so that it is exactly before
 * or exactly after. A collection that can't be signed keeps its reason; the others sign.
 */
export async function signCeremony(deps: Dependencies, actor: Actor, id: string, code: string): Promise<Ceremony> {
  const ceremony = await onTheBeat(() => useCode(deps, actor, id, code));
  // What an interrupted attempt has signed stays signed; the rest is taken up here.
  const items = ceremony.items.filter(({ status }) => status === 'pending');
  const collections = [...new Set(items.map(({ collection_id }) => collection_id))];
  let failed: Refusal | undefined;
  const providers = providersOf(deps);
  for (const collectionId of collections) {
    try {
      await signCollection(
        deps,
        actor,
        providers,
        id,
        items.filter(({ collection_id }) => collection_id === collectionId),
      );
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal', undefined, {}, { cause: error });
      deps.log({ event: 'signature.failed', collectionId, code: refusal.code, cause: String(refusal.cause ?? '') });
      if (await noteFailure(deps, id, collectionId, refusal.code)) failed = refusal;
    }
  }
  if (failed && ceremony.items.length === items.length && collections.length === 1) throw failed;
  return findCeremony(deps.db, actor, id);
}

/** Answers a refusal on a beat of its own: how long it took to find out says nothing of what was found. */
async function onTheBeat<T>(run: () => Promise<T>): Promise<T> {
  const beat = 100;
  const started = performance.now();
  try {
    return await run();
  } catch (error) {
    const rest = beat - ((performance.now() - started) % beat);
    await new Promise((done) => setTimeout(done, rest));
    throw error;
  }
}

/** False where it was signed all the same: by the code before, or in a commit whose answer was lost. */
async function noteFailure(
  deps: Dependencies,
  ceremonyId: string,
  collectionId: string,
  code: string,
): Promise<boolean> {
  return deps.db.transaction().execute(async (db) => {
    const noted = await db
      .updateTable('ceremony_items')
      .set({ status: 'failed', code })
      .where('ceremony_id', '=', ceremonyId)
      .where('collection_id', '=', collectionId)
      .where('status', '=', 'pending')
      .returning('document_id')
      .execute();
    await settle(db, ceremonyId);
    return noted.length > 0;
  });
}

interface Made {
  readonly item: Row<'ceremony_items'>;
  readonly document: Row<'documents'>;
  readonly sha256: string;
}

async function signCollection(
  deps: Dependencies,
  actor: Actor,
  providers: Providers,
  ceremonyId: string,
  items: readonly Row<'ceremony_items'>[],
): Promise<void> {
  const first = items[0];
  if (!first) return;
  const attempt = () => signHeads(deps, actor, providers, ceremonyId, items, first);
  if (await isContended(deps, first)) await inTurn(deps, first.collection_id, attempt);
  else await attempt();
}

/** Whether others may sign the collection at this moment. */
async function isContended({ db }: Dependencies, item: Row<'ceremony_items'>): Promise<boolean> {
  const others = db.selectFrom('signers').select('id').where('collection_id', '=', item.collection_id);
  const invited = others.where('state', '=', 'invited').where('id', '!=', item.signer_id).limit(1);
  return (await invited.executeTakeFirst()) !== undefined;
}

async function signHeads(
  deps: Dependencies,
  actor: Actor,
  providers: Providers,
  ceremonyId: string,
  items: readonly Row<'ceremony_items'>[],
  first: Row<'ceremony_items'>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const row = await collectionRow(deps.db, first.collection_id);
    if (!row) throw new Refusal('not_found');
    const collection = await loadCollection(deps.db, row);
    const signer = requireTurn(deps, collection, first.signer_id);
    requireActRight(actor.member, signer);
    const at = deps.clock.now();
    const made: Made[] = [];
    for (const item of items) {
      const document = collection.documents.find(({ id }) => id === item.document_id);
      if (!document) throw new Refusal('not_found');
      made.push({
        item,
        document,
        sha256: await makeSignature(deps, { collection, document, signer, at, actor, providers }),
      });
    }
    try {
      await deps.db.transaction().execute((db) => commit(db, deps, actor, { ceremonyId, signer, made, at }));
      return;
    } catch (error) {
      if (!isRaced(error) || attempt === attempts) throw error;
    }
  }
}

/** Another was faster, or PostgreSQL has taken this one back for another's sake (SQLSTATE 40001 and 40P01). */
const isRaced = (error: unknown): boolean =>
  error instanceof Refusal
    ? error.code === 'revision_changed'
    : ['40001', '40P01'].includes((error as { readonly code?: string }).code ?? '');

function requireTurn(deps: Dependencies, collection: Collection, signerId: string): Row<'signers'> {
  const { state, expires_at } = collection.row;
  const signer = collection.signers.find(({ id }) => id === signerId);
  if (!signer) throw new Refusal('not_found');
  if (signer.state === 'signed') throw new Refusal('already_signed');
  if (state !== 'ongoing' || (expires_at && expires_at <= deps.clock.now()))
    throw new Refusal('state_conflict', `The collection is ${state}`);
  if (signer.state !== 'invited') throw new Refusal('not_your_turn');
  return signer;
}

/** Writes revision, signer, ledger, evidence, ceremony and outbox together; the blobs are on disk already. */
async function commit(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  act: {
    readonly ceremonyId: string;
    readonly signer: Row<'signers'>;
    readonly made: readonly Made[];
    readonly at: Date;
  },
): Promise<void> {
  const { ceremonyId, made, at } = act;
  const row = await collectionRow(db, act.signer.collection_id, true);
  if (!row) throw new Refusal('not_found');
  const collection = await loadCollection(db, row);
  const signer = requireTurn(deps, collection, act.signer.id);
  await requireActRightNow(db, actor, signer);
  for (const { item } of made) {
    if (await wasSignable(db, item.document_id, item.reviewed_sha256)) continue;
    throw new Refusal('reviewed_other_bytes', 'A signer was replaced since the document was read: read it again');
  }
  const billed = deps.settings.billingUnit === 'signer' ? made.slice(0, 1) : made;
  const price = billed.length * priceOf(signer.level);
  const before = await requireCredit(db, row.firm_id, price);
  for (const { item, document, sha256 } of made) {
    await advanceHead(db, document, { sha256, kind: 'signature', signerId: signer.id, at });
    await db
      .updateTable('ceremony_items')
      .set({ status: 'signed', sha256 })
      .where('ceremony_id', '=', ceremonyId)
      .where('document_id', '=', item.document_id)
      .execute();
  }
  const billing = { firmId: row.firm_id, collectionId: row.id, signerId: signer.id, level: signer.level, at };
  for (const { document } of billed) await debit(db, { ...billing, documentId: document.id });
  await noteLowCredit(db, deps, { editor: row.editor, firmId: row.firm_id }, { before, after: before - price });
  await db.updateTable('signers').set({ state: 'signed', signed_at: at }).where('id', '=', signer.id).execute();
  await db.updateTable('invitations').set({ dead_at: at }).where('signer_id', '=', signer.id).execute();
  const documents = made.map(({ item, sha256 }) => ({
    documentId: item.document_id,
    reviewed: item.reviewed_sha256,
    signed: sha256,
  }));
  const data = { signerId: signer.id, ceremonyId, level: signer.level, documents };
  await appendEvidence(db, deps.clock, row.id, 'signer.signed', actorName(actor), { ...data, ...wayIn(actor) });
  await emitSignerEvent(db, deps, row, { ...signer, state: 'signed' }, 'signer.signed');
  await settle(db, ceremonyId);
  await proceed(db, deps, row, at);
}

/** How the person came to the page in which he signs, and who had it opened for him. */
function wayIn({ session }: Actor): Record<string, unknown> {
  return session ? { via: session.access.via, mintedBy: session.access.mintedBy } : {};
}

/** Invites the next signer, or completes the collection when nobody is left. */
async function proceed(db: Database, deps: Dependencies, row: Row<'collections'>, at: Date): Promise<void> {
  const after = await loadCollection(db, row);
  const done = after.signers.every(({ state }) => state === 'signed');
  const state = done ? (moveCollection(row.state, 'complete') ?? row.state) : row.state;
  const change = { state, version: row.version + 1, ...(done ? { completed_at: at, ended_at: at } : {}) };
  await db.updateTable('collections').set(change).where('id', '=', row.id).execute();
  if (!done) {
    for (const signer of nextToInvite(after)) await invite(db, deps, after, signer);
    return;
  }
  await appendEvidence(db, deps.clock, row.id, 'collection.completed', 'platform', {
    documents: after.documents.map(({ id, head_sha256 }) => ({ documentId: id, sha256: head_sha256 })),
  });
  await emitCollectionEvent(db, deps, { ...row, state }, 'collection.completed');
  await planTimestamp(db, deps, row.id);
  await deliver(db, deps, after);
}
