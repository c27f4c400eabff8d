import { wire } from '@jse/sdk/contract';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { attestationResponse } from '../domain/archive/attestation-response.ts';
import { type Collection, collectionRow, loadCollection } from '../domain/collection.ts';
import { noteDownload, pdfResponse } from '../domain/download.ts';
import { keptState } from '../domain/kept-state.ts';
import { signerName } from '../domain/letters.ts';
import { readJson } from '../middleware/check-input.ts';
import { limitRate } from '../middleware/rate-limit.ts';
import { deliveryPage } from '../pages/delivery-page.ts';
import { Refusal } from '../problem.ts';
import type { App, Bindings } from '../route.ts';

/** The secure link of the completed collection: its documents, and the attestation of whoever holds the link. */
export function deliveryRoutes(app: App, deps: Dependencies): void {
  app.get('/telecharger', () => deliveryPage());
  app.post('/telecharger/liste', async (context) => {
    const { collection, own } = await linked(deps, context);
    const documents = collection.documents.map(({ id, name }) => ({ id, name }));
    const attestations = own.map((signer) => ({ id: signer.id, name: signerName(signer) }));
    return context.json({ title: collection.row.settings.object, documents, attestations });
  });
  app.post('/telecharger/fichier', async (context) => {
    const { collection, by, id } = await linked(deps, context);
    const response = await pdfResponse(deps, collection, id, 'current');
    await noteDownload(deps, collection, id, by);
    return response;
  });
  app.post('/telecharger/attestation', async (context) => {
    const { collection, by, id, own } = await linked(deps, context);
    const signer = own.find((one) => one.id === id);
    if (!signer) throw new Refusal('not_found', 'No such attestation');
    return attestationResponse(deps, collection, signer, by);
  });
}

const Asked = z.object({ token: z.string().check(z.maxLength(200)), id: z.optional(wire.Id) });

/** Bytes: what comes without a token is read before anything else is known of it. */
const longestAsked = 4096;

/** What a secret link opens. */
interface Linked {
  readonly collection: Collection;
  /** The signers whose address the link was sent to: they may be two of a household. */
  readonly own: Collection['signers'];
  readonly by: string;
  /** What is asked for; '' where nothing is named. */
  readonly id: string;
}

/** Who has no token but tries many is turned away, and takes nobody's place who has one. */
async function linked(deps: Dependencies, { req, env }: Context<{ Bindings: Bindings }>): Promise<Linked> {
  const asked = await readJson(req.raw, Asked, longestAsked).catch(async (error: unknown) => {
    await limitRate(deps, { kind: 'anonymous', id: 'link:' }, env.trace);
    throw error;
  });
  const hash = await sha256Hex(asked.token);
  const link = await deps.db
    .selectFrom('download_links')
    .selectAll()
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  await limitRate(deps, { kind: 'anonymous', id: link ? `link:${hash}` : 'link:' }, env.trace);
  const row = link ? await collectionRow(deps.db, link.collection_id) : undefined;
  if (!link || !row || keptState(row, deps) === 'purged')
    throw new Refusal('not_found', 'This link is no longer valid');
  const collection = await loadCollection(deps.db, row);
  const own = collection.signers.filter(
    ({ email, level, state }) => email === link.holder && level !== 'seal' && state === 'signed',
  );
  return { collection, own, by: `link:${link.holder}`, id: asked.id ?? '' };
}
