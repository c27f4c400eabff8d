import type { wire } from '@jse/sdk/contract';
import type * as z from 'zod/mini';
import { newId, sha256Hex, toBase64, fromHex } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { enqueue } from '../../outbox/jobs.ts';
import { GiveUp } from '../../outbox/job.ts';
import { Refusal } from '../../problem.ts';
import { type Row, toJson } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { collectionRow, findCollection, loadCollection } from '../collection.ts';
import { appendEvidence } from '../evidence.ts';
import { bundleOf } from '../evidence-bundle.ts';
import { makeArchive } from './pack.ts';

type Push = z.infer<typeof wire.ArchivePush>;

/** Has the archive put into the vendor's safe by HTTP PUT; the headers that open the safe are encrypted at rest. */
export async function pushArchive(
  deps: Dependencies,
  actor: Actor,
  collectionId: string,
  { url, headers }: z.infer<typeof wire.ArchivePushCreate>,
): Promise<Push> {
  await deps.checkTarget(url);
  const { row } = await findCollection(deps.db, actor, collectionId);
  if (row.state !== 'completed') {
    throw new Refusal('state_conflict', `The collection is ${row.state}: only a completed one is archived`);
  }
  const id = newId('psh');
  const push: Row<'archive_pushes'> = {
    id,
    collection_id: collectionId,
    url,
    headers_sealed: await deps.sealer.seal(id, JSON.stringify(headers)),
    state: 'pending',
    receipt: null,
    created_at: deps.clock.now(),
    done_at: null,
  };
  await deps.db.transaction().execute(async (db) => {
    await collectionRow(db, collectionId, true);
    await db
      .insertInto('archive_pushes')
      .values({ ...push, receipt: null })
      .execute();
    await enqueue(db, deps, { kind: 'archive', pushId: id, collectionId }, { key: `archive:${id}` });
    await appendEvidence(db, deps.clock, collectionId, 'archive.asked', actorName(actor), { pushId: id });
  });
  return toPush(push);
}

/** A push of a collection's archive, with its receipt once it is there. */
export async function findPush(deps: Dependencies, actor: Actor, collectionId: string, id: string): Promise<Push> {
  await findCollection(deps.db, actor, collectionId);
  const row = await deps.db
    .selectFrom('archive_pushes')
    .selectAll()
    .where('id', '=', id)
    .where('collection_id', '=', collectionId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', 'No such push');
  return toPush(row);
}

/** Sends the archive; a safe that refuses it for good (4xx) is not asked again. */
export async function sendArchive(deps: Dependencies, pushId: string): Promise<void> {
  const push = await deps.db.selectFrom('archive_pushes').selectAll().where('id', '=', pushId).executeTakeFirst();
  const row = push && (await collectionRow(deps.db, push.collection_id));
  if (!push || push.state !== 'pending' || row?.state !== 'completed') return;
  const collection = await loadCollection(deps.db, row);
  const { bytes } = await makeArchive(deps, collection, await bundleOf(deps, collection));
  const sha256 = await sha256Hex(bytes);
  const headers = new Headers(
    JSON.parse(await deps.sealer.open(push.id, push.headers_sealed)) as Record<string, string>,
  );
  headers.set('content-type', 'application/zip');
  headers.set('repr-digest', `sha-256=:${toBase64(fromHex(sha256))}:`);
  const request = new Request(push.url, { method: 'PUT', headers, body: bytes, redirect: 'error' });
  const answer = await deps.callOut(request, { timeout: 120_000 });
  const receipt = {
    status: answer.status,
    sha256,
    size: bytes.length,
    etag: answer.headers.get('etag'),
    location: answer.headers.get('location'),
  };
  if (!answer.ok && (answer.status >= 500 || answer.status === 429))
    throw new Error(`The safe answered ${answer.status}`);
  await note(deps, push, answer.ok ? 'done' : 'failed', receipt);
  if (!answer.ok) throw new GiveUp(`The safe answered ${answer.status}`);
}

async function note(
  deps: Dependencies,
  push: Row<'archive_pushes'>,
  state: 'done' | 'failed',
  receipt: Record<string, unknown>,
): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    await collectionRow(db, push.collection_id, true);
    await db
      .updateTable('archive_pushes')
      .set({ state, receipt: toJson(receipt), done_at: deps.clock.now() })
      .where('id', '=', push.id)
      .execute();
    const data = { pushId: push.id, host: new URL(push.url).host, ...receipt };
    const type = state === 'done' ? 'archive.pushed' : 'archive.refused';
    await appendEvidence(db, deps.clock, push.collection_id, type, 'platform', data);
  });
}

const toPush = ({ id, state, receipt, created_at, done_at }: Row<'archive_pushes'>): Push => ({
  id,
  state,
  receipt: receipt as Push['receipt'],
  createdAt: created_at.toISOString(),
  doneAt: done_at?.toISOString() ?? null,
});
