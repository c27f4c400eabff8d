import { wire } from '@jse/sdk/contract';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Collection, collectionRow, loadCollection } from '../domain/collection.ts';
import { noteDownload, pdfResponse } from '../domain/download.ts';
import { page } from '../html.ts';
import { readJson } from '../middleware/check-input.ts';
import { limitRate } from '../middleware/rate-limit.ts';
import { Refusal } from '../problem.ts';
import type { App, Bindings } from '../route.ts';

/** In the page of the secure link: the token stays in the fragment and travels by POST, after a click. */
const script = `
const token = location.hash.slice(1); const say = document.querySelector('[role=status]'); const list = document.querySelector('ul');
const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token, ...body }) });
document.querySelector('button').addEventListener('click', async (event) => {
  const button = event.currentTarget; const answer = await post('/telecharger/liste', {});
  if (!answer.ok) { say.textContent = "Ce lien n'est plus valable."; return; }
  button.hidden = true; const { title, documents } = await answer.json(); say.textContent = title;
  for (const { id, name } of documents) {
    const item = document.createElement('li'); const link = document.createElement('button'); link.textContent = 'Télécharger ' + name; item.append(link); list.append(item);
    link.addEventListener('click', async () => {
      const file = await post('/telecharger/fichier', { id }); if (!file.ok) { say.textContent = "Le téléchargement n'a pas abouti."; return; }
      const url = URL.createObjectURL(await file.blob()); const save = document.createElement('a'); save.href = url; save.download = name; save.click(); setTimeout(() => URL.revokeObjectURL(url), 60000);
    });
  }
});`;

/** The secure link of the completed collection. */
export function deliveryRoutes(app: App, deps: Dependencies): void {
  app.get('/telecharger', () =>
    page(
      'Documents signés',
      '<h1>Vos documents signés</h1><p class="soft" role="status">Ce lien vous est personnel.</p><ul></ul><button>Afficher les documents</button>',
      { script },
    ),
  );
  app.post('/telecharger/liste', async (context) => {
    const { collection } = await linked(deps, await asked(deps, context));
    const documents = collection.documents.map(({ id, name }) => ({ id, name }));
    return context.json({ title: collection.row.settings.object, documents });
  });
  app.post('/telecharger/fichier', async (context) => {
    const body = await asked(deps, context);
    const { collection, holder } = await linked(deps, body);
    const id = body.id ?? '';
    const response = await pdfResponse(deps, collection, id, 'current');
    await noteDownload(deps, collection, id, `link:${holder}`);
    return response;
  });
}

const Asked = z.object({ token: z.string().check(z.maxLength(200)), id: z.optional(wire.Id) });

/** What a secret link asks for; who has no token but tries many is turned away. */
async function asked(deps: Dependencies, { req, env }: Context<{ Bindings: Bindings }>) {
  await limitRate(deps, { kind: 'anonymous', id: 'link:' }, env.trace);
  return readJson(req.raw, Asked);
}

async function linked(
  deps: Dependencies,
  { token }: { readonly token: string },
): Promise<{ collection: Collection; holder: string }> {
  const link = await deps.db
    .selectFrom('download_links')
    .selectAll()
    .where('hash', '=', await sha256Hex(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  const row = link ? await collectionRow(deps.db, link.collection_id) : undefined;
  if (!link || !row) throw new Refusal('not_found', 'This link is no longer valid');
  return { collection: await loadCollection(deps.db, row), holder: link.holder };
}
