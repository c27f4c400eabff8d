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
export function transactionRoutes(app: App, deps: Dependencies): void {
  const onWire = (actor: Actor, collection: Collection) => toTransaction(deps.db, collection, actor);

  route(app, deps, operations.createTransaction, async ({ actor, body }) => ({
    id: await createCollection(deps, actor, body),
  }));
  route(app, deps, operations.listTransactions, async ({ actor, query }) => listCollections(deps, actor, query));
  route(app, deps, operations.getTransaction, async ({ actor, params }) =>
    onWire(actor, await findCollection(deps.db, actor, params.transactionId)),
  );
  route(app, deps, operations.updateTransaction, async ({ actor, params, body, ifMatch }) =>
    onWire(actor, await editSettings(deps, actor, params.transactionId, body, ifMatch)),
  );
  route(app, deps, operations.uploadFile, async ({ actor, params, form, ifMatch }) =>
    uploadDocument(deps, actor, {
      collectionId: params.transactionId,
      order: Number(params.order),
      file: form.file,
      signFields: form.SignFields,
      ifMatch,
    }),
  );
  route(app, deps, operations.deleteFile, async ({ actor, params, ifMatch }) => {
    await removeDocument(deps, actor, params.transactionId, params.fileId, ifMatch);
    return { ok: true as const };
  });
  route(app, deps, operations.createSignatory, async ({ actor, params, body, ifMatch }) => ({
    id: await addSigner(deps, actor, params.transactionId, body, ifMatch),
  }));
  route(app, deps, operations.updateSignatory, async ({ actor, params, body, ifMatch }) => {
    const ids = { collectionId: params.transactionId, signerId: params.signatoryId };
    return changeSigner(deps, actor, ids, body, ifMatch);
  });
  route(app, deps, operations.deleteSignatory, async ({ actor, params, ifMatch }) => {
    await removeSigner(deps, actor, { collectionId: params.transactionId, signerId: params.signatoryId }, ifMatch);
    return { ok: true as const };
  });
  route(app, deps, operations.replaceSignatory, async ({ actor, params, body, ifMatch }) => {
    const ids = { collectionId: params.transactionId, signerId: params.signatoryId };
    return onWire(actor, await replaceSigner(deps, actor, ids, body, ifMatch));
  });
  route(app, deps, operations.replacePositions, async ({ actor, params, body, ifMatch }) =>
    onWire(actor, await replacePlacements(deps, actor, params.transactionId, body.positions, ifMatch)),
  );
  route(app, deps, operations.prepareTransaction, async ({ actor, params, ifMatch }) =>
    onWire(actor, await prepareCollection(deps, actor, params.transactionId, ifMatch)),
  );
  route(app, deps, operations.sendTransaction, async ({ actor, params, ifMatch }) =>
    onWire(actor, await launchCollection(deps, actor, params.transactionId, ifMatch)),
  );
  route(app, deps, operations.cancelTransaction, async ({ actor, params, ifMatch }) =>
    onWire(actor, await cancelCollection(deps, actor, params.transactionId, ifMatch)),
  );
  route(app, deps, operations.remindTransaction, async ({ actor, params }) =>
    onWire(actor, await remindCollection(deps, actor, params.transactionId)),
  );
  route(app, deps, operations.reorderTransaction, async ({ actor, params, body, ifMatch }) =>
    onWire(actor, await reorderCollection(deps, actor, params.transactionId, body.signatoryIds, ifMatch)),
  );
  route(app, deps, operations.refuseTransaction, async ({ actor, params, body }) =>
    onWire(actor, await refuseCollection(deps, actor, params.transactionId, body.reason)),
  );
  route(app, deps, operations.downloadFile, async ({ actor, params, query }) =>
    downloadDocument(deps, actor, params.transactionId, params.fileId, query.revision ?? 'current'),
  );
  route(app, deps, operations.getEvidence, async ({ actor, params }) => evidenceOf(deps, actor, params.transactionId));
}
