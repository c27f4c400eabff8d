import { fileKinds, operations } from '@jse/sdk/contract';
import { fromHex } from '../certificates/bytes.ts';
import { toBase64 } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { actorName } from '../domain/actor-name.ts';
import { attestationResponse } from '../domain/archive/attestation-response.ts';
import { archivePack, disputePack } from '../domain/archive/pack.ts';
import { findPush, pushArchive } from '../domain/archive/push.ts';
import type { Pack } from '../domain/archive/zip.ts';
import { findCollection } from '../domain/collection.ts';
import { appendEvidence } from '../domain/evidence.ts';
import { signerOf } from '../domain/signers.ts';
import { Refusal } from '../problem.ts';
import { type App, route } from '../route.ts';

/** What leaves the platform for good: archives, attestations, evidence for a dispute; and links taken back. */
export function archiveRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.downloadArchive, async ({ deps, actor, params }) => {
    return packAnswer(await archivePack(deps, actor, params.transactionId));
  });
  route(app, platform, operations.createArchivePush, async ({ deps, actor, params, body }) =>
    pushArchive(deps, actor, params.transactionId, body),
  );
  route(app, platform, operations.getArchivePush, async ({ deps, actor, params }) =>
    findPush(deps, actor, params.transactionId, params.pushId),
  );
  route(app, platform, operations.downloadDisputePack, async ({ deps, actor, params }) => {
    return packAnswer(await disputePack(deps, actor, params.transactionId));
  });
  route(app, platform, operations.downloadAttestation, async ({ deps, actor, params }) => {
    const collection = await findCollection(deps.db, actor, params.transactionId);
    const signer = signerOf(collection, params.signatoryId);
    const own = actor.session?.access.signerId;
    if (own && own !== signer.id) throw new Refusal('not_found', 'No such signer in this collection');
    return attestationResponse(deps, collection, signer, actorName(actor));
  });
  route(app, platform, operations.revokeLinks, async ({ deps, actor, params, query }) => {
    const id = params.transactionId;
    const revoked = await deps.db.transaction().execute(async (db) => {
      await findCollection(db, actor, id, true);
      let links = db
        .updateTable('download_links')
        .set({ revoked_at: deps.clock.now() })
        .where('collection_id', '=', id)
        .where('revoked_at', 'is', null);
      if (query.holder !== undefined) links = links.where('holder', '=', query.holder);
      const rows = await links.returning('hash').execute();
      await appendEvidence(db, deps.clock, id, 'link.revoked', actorName(actor), {
        holder: query.holder ?? null,
        links: rows.length,
      });
      return rows.length;
    });
    return { revoked };
  });
}

/** A ZIP as it is written; its size and its digest are known before. */
function packAnswer({ name, size, sha256, body }: Pack): Response {
  return new Response(body(), {
    headers: {
      'content-type': fileKinds.zip,
      'content-length': String(size),
      'content-disposition': `attachment; filename="${name}"`,
      'repr-digest': `sha-256=:${toBase64(fromHex(sha256))}:`,
      'cache-control': 'no-store',
    },
  });
}
