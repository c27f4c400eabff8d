import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { type Collection, findCollection } from '../domain/collection.ts';
import { toTransaction } from '../domain/collection-on-wire.ts';
import type { Actor } from '../middleware/actor.ts';
import { createCollection } from '../domain/create-collection.ts';
import { downloadDocument } from '../domain/download.ts';
import { editSettings, removeDocument } from '../domain/edit.ts';
import { cancelCollection, refuseCollection } from '../domain/end-collection.ts';
import { evidenceOf } from '../domain/evidence-bundle.ts';
import { launchCollection, prepareCollection } from '../domain/launch.ts';
import { listCollections } from '../domain/list-collections.ts';
import { remindCollection } from '../domain/remind.ts';
import { reorderCollection } from '../domain/reorder.ts';
import { addSigner, changeSigner, removeSigner, replacePlacements } from '../domain/signers.ts';
import { replaceSigner } from '../domain/replace-signer.ts';
import { uploadDocument } from '../domain/upload.ts';
import { type App, route } from '../route.ts';

/** Collections from draft to evidence. */
export function transactionRoutes(app: App, platform: Dependencies): void {
  const onWire = (deps: Dependencies, actor: Actor, collection: Collection) => toTransaction(deps, collection, actor);

  route(app, platform, operations.createTransaction, async ({ deps, actor, body }) => ({
    id: await createCollection(deps, actor, body),
  }));
  route(app, platform, operations.listTransactions, async ({ deps, actor, query }) =>
    listCollections(deps, actor, query),
  );
  route(app, platform, operations.getTransaction, async ({ deps, actor, params }) =>
    onWire(deps, actor, await findCollection(deps.db, actor, params.transactionId)),
  );
  route(app, platform, operations.updateTransaction, async ({ deps, actor, params, body, ifMatch }) =>
    onWire(deps, actor, await editSettings(deps, actor, params.transactionId, body, ifMatch)),
  );
  route(app, platform, operations.uploadFile, async ({ deps, actor, params, form, ifMatch }) =>
    uploadDocument(deps, actor, {
      collectionId: params.transactionId,
      order: Number(params.order),
      file: form.file,
      signFields: form.SignFields,
      ifMatch,
    }),
  );
  route(app, platform, operations.deleteFile, async ({ deps, actor, params, ifMatch }) => {
    await removeDocument(deps, actor, params.transactionId, params.fileId, ifMatch);
    return { ok: true as const };
  });
  route(app, platform, operations.createSignatory, async ({ deps, actor, params, body, ifMatch }) => ({
    id: await addSigner(deps, actor, params.transactionId, body, ifMatch),
  }));
  route(app, platform, operations.updateSignatory, async ({ deps, actor, params, body, ifMatch }) => {
    const ids = { collectionId: params.transactionId, signerId: params.signatoryId };
    return changeSigner(deps, actor, ids, body, ifMatch);
  });
  route(app, platform, operations.deleteSignatory, async ({ deps, actor, params, ifMatch }) => {
    await removeSigner(deps, actor, { collectionId: params.transactionId, signerId: params.signatoryId }, ifMatch);
    return { ok: true as const };
  });
  route(app, platform, operations.replaceSignatory, async ({ deps, actor, params, body, ifMatch }) => {
    const ids = { collectionId: params.transactionId, signerId: params.signatoryId };
    return onWire(deps, actor, await replaceSigner(deps, actor, ids, body, ifMatch));
  });
  route(app, platform, operations.replacePositions, async ({ deps, actor, params, body, ifMatch }) =>
    onWire(deps, actor, await replacePlacements(deps, actor, params.transactionId, body.positions, ifMatch)),
  );
  route(app, platform, operations.prepareTransaction, async ({ deps, actor, params, ifMatch }) =>
    onWire(deps, actor, await prepareCollection(deps, actor, params.transactionId, ifMatch)),
  );
  route(app, platform, operations.sendTransaction, async ({ deps, actor, params, ifMatch }) =>
    onWire(deps, actor, await launchCollection(deps, actor, params.transactionId, ifMatch)),
  );
  route(app, platform, operations.cancelTransaction, async ({ deps, actor, params, ifMatch }) =>
    onWire(deps, actor, await cancelCollection(deps, actor, params.transactionId, ifMatch)),
  );
  route(app, platform, operations.remindTransaction, async ({ deps, actor, params }) =>
    onWire(deps, actor, await remindCollection(deps, actor, params.transactionId)),
  );
  route(app, platform, operations.reorderTransaction, async ({ deps, actor, params, body, ifMatch }) =>
    onWire(deps, actor, await reorderCollection(deps, actor, params.transactionId, body.signatoryIds, ifMatch)),
  );
  route(app, platform, operations.refuseTransaction, async ({ deps, actor, params, body }) =>
    onWire(deps, actor, await refuseCollection(deps, actor, params.transactionId, body.reason)),
  );
  route(app, platform, operations.downloadFile, async ({ deps, actor, params, query, request }) =>
    downloadDocument(deps, actor, params.transactionId, params.fileId, query.revision ?? 'current', request),
  );
  route(app, platform, operations.getEvidence, async ({ deps, actor, params }) =>
    evidenceOf(deps, actor, params.transactionId),
  );
}
