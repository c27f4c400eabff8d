import type { VerificationReport } from '@jse/verify';
import { html, type TemplateResult } from 'lit';
import { api, type OwnCollection } from '../api.ts';
import type { PageFactory } from '../app.ts';
import { euros } from '../format.ts';
import { reportView } from '../report.ts';

/** One collection: followed as it happens, and what its files prove on this device. */
export const collectionPage: PageFactory = async (app, [id = '']) => {
  await Promise.all([import('@jse/elements/provider/define'), import('@jse/elements/collection-tracker/define')]);
  const { embedClient, pdfAssets, trustAnchors } = await import('../embed.ts');
  if (!app.session) throw new Error('Nobody is signed in');
  const client = embedClient(app.session, { purpose: 'follow', collectionId: id });
  const { customer, ...found } = await api<OwnCollection>(`/api/collections/${id}`);
  let collection: Omit<OwnCollection, 'customer'> = found;
  const reports = new Map<string, VerificationReport>();

  const launch = () =>
    app.run(async () => {
      await api(`/api/collections/${id}/launch`, { json: {} });
      app.session = undefined;
      app.say('Collecte lancée.');
      await app.open();
    });

  const check = (documentId: string) =>
    app.run(async () => {
      const { verifyPdf } = await import('@jse/verify');
      const { bytes } = await client.documents.download(id, documentId);
      reports.set(documentId, await verifyPdf(bytes, { trustAnchors: await trustAnchors(), revocation: 'off' }));
    });

  const before = (): TemplateResult | '' =>
    collection.state === 'draft' || collection.state === 'prepared'
      ? html`<section class="card row">
          <a class="button" href=${`/preparer/${id}`}>Modifier</a>
          ${collection.state === 'prepared' ? html`<button class="primary" @click=${launch}>Lancer</button>` : ''}
        </section>`
      : '';

  /** The member's own turn, and the seal that he may release: read and signed here, alone. */
  const ownTurn = (): TemplateResult | '' => {
    const me = app.session?.member;
    const own = collection.signers.find(
      ({ state, level, memberId }) =>
        state === 'invited' && (level === 'seal' ? me?.delegations.includes('seal') : memberId === me?.id),
    );
    if (!own) return '';
    return html`<a class="button primary" href=${`/signature/${id}/${own.id}`}
      >${own.level === 'seal' ? 'Lire et sceller' : 'Lire et signer'}</a
    >`;
  };

  const checks = (): TemplateResult | '' =>
    collection.signers.some(({ state }) => state === 'signed') && collection.state !== 'purged'
      ? html`<section class="card">
          <h2>Vérification sur cet ordinateur</h2>
          <ul class="plain">
            ${collection.documents.map((document) => {
              const report = reports.get(document.id);
              return html`<li class="document">
                <strong>${document.name}</strong>
                <div class="row">
                  <button @click=${() => check(document.id)}>Vérifier les signatures</button>
                </div>
                ${report ? reportView(report) : ''}
              </li>`;
            })}
          </ul>
        </section>`
      : '';

  return {
    title: collection.title,
    view: () => html`
      <header class="page-head">
        <div>
          <h1 tabindex="-1">${customer || collection.title}</h1>
          <p class="soft">Coût : ${euros(collection.cost.amountCents)} HT</p>
        </div>
        ${ownTurn()}
      </header>
      ${before()}
      <jse-provider lang="fr" .client=${client} .pdfAssets=${pdfAssets}>
        <jse-collection-tracker
          @jse-collection-update=${(event: HTMLElementEventMap['jse-collection-update']) => {
            collection = event.collection;
            app.update();
          }}
        ></jse-collection-tracker>
      </jse-provider>
      ${checks()}
    `,
  };
};
