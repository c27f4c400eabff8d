import type { EvidenceBundle } from '@jse/verify/evidence';
import { fromBase64, toBase64 } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { type Collection, collectionRow, findCollection, loadCollection, maskPhone } from './collection.ts';
import { signerName } from './letters.ts';
import { validationOf } from './timestamp-validation.ts';

/** The evidence of a collection: who, when, how authenticated, what was read, consented to and signed. */
export async function evidenceOf(deps: Dependencies, actor: Actor, id: string): Promise<EvidenceBundle> {
  await findCollection(deps.db, actor, id);
  return (await snapshotOf(deps, id)).evidence;
}

/** A collection with its evidence, both of one moment: what is told of it and what its log tells never differ. */
export interface Snapshot {
  readonly collection: Collection;
  readonly evidence: EvidenceBundle;
}

/** Reads a collection with its evidence while others may go on with it; for whom, the caller has seen to. */
export async function snapshotOf(deps: Dependencies, id: string): Promise<Snapshot> {
  const read = deps.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  const { collection, firm, log, timestamps } = await read.execute(async (db) => {
    const row = await collectionRow(db, id);
    if (!row) throw new Refusal('not_found', 'No such collection');
    return {
      collection: await loadCollection(db, row),
      firm: await db.selectFrom('firms').select('name').where('id', '=', row.firm_id).executeTakeFirstOrThrow(),
      log: await db.selectFrom('evidence').select('entry').where('collection_id', '=', id).orderBy('seq').execute(),
      timestamps: await db
        .selectFrom('evidence_timestamps')
        .selectAll()
        .where('collection_id', '=', id)
        .orderBy('seq')
        .execute(),
    };
  });
  const { row, documents, signers } = collection;
  const validation = await validationOf(
    deps,
    timestamps.map(({ token }) => fromBase64(token)),
  );
  const entries = log.map(({ entry }) => entry);
  const last = entries.at(-1);
  const complete = row.completed_at !== null;
  const evidence: EvidenceBundle = {
    version: 1,
    collection: { id, title: row.settings.object, firm: firm.name, state: row.state },
    documents: documents.map((document) => ({
      id: document.id,
      name: document.name,
      sha256Original: document.original_sha256,
      sha256Final: complete ? document.head_sha256 : null,
    })),
    signers: signers.map((signer) => ({
      id: signer.id,
      name: signerName(signer),
      level: signer.level,
      email: signer.email,
      phone: maskPhone(signer.phone),
      state: signer.state,
      signedAt: signer.signed_at?.toISOString() ?? null,
    })),
    entries,
    timestamps: timestamps.map(({ seq, hash, token, at }) => ({ seq, hash, token, at: at.toISOString() })),
    validation: {
      ocspResponses: validation.ocspResponses.map(toBase64),
      crls: validation.crls.map(toBase64),
    },
    head: last ? { seq: last.seq, hash: last.hash } : null,
  };
  return { collection, evidence };
}
