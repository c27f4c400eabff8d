import type { EvidenceBundle } from '@jse/verify/evidence';
import { fromBase64, toBase64 } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import { type Collection, findCollection, maskPhone } from './collection.ts';
import { signerName } from './letters.ts';
import { validationOf } from './timestamp-validation.ts';

/** The evidence of a collection: who, when, how authenticated, what was read, consented to and signed. */
export async function evidenceOf(deps: Dependencies, actor: Actor, id: string): Promise<EvidenceBundle> {
  return bundleOf(deps, await findCollection(deps.db, actor, id));
}

/** The evidence of a collection that is at hand. */
export async function bundleOf(deps: Dependencies, { row, documents, signers }: Collection): Promise<EvidenceBundle> {
  const { id } = row;
  const firm = await deps.db.selectFrom('firms').select('name').where('id', '=', row.firm_id).executeTakeFirstOrThrow();
  const log = await deps.db
    .selectFrom('evidence')
    .select('entry')
    .where('collection_id', '=', id)
    .orderBy('seq')
    .execute();
  const timestamps = await deps.db
    .selectFrom('evidence_timestamps')
    .selectAll()
    .where('collection_id', '=', id)
    .orderBy('seq')
    .execute();
  const validation = await validationOf(
    deps,
    timestamps.map(({ token }) => fromBase64(token)),
  );
  const entries = log.map(({ entry }) => entry);
  const last = entries.at(-1);
  const complete = row.completed_at !== null;
  return {
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
}
