import type { VerificationReport } from '@jse/verify';
import { html, type TemplateResult } from 'lit';
import { api, type OwnCollection } from '../api.ts';
import type { PageFactory } from '../app.ts';
import { day, euros, levelWords, moment, signerName, signerWords, stateWords } from '../format.ts';
import { reportView } from '../report.ts';

/** One collection: where it stands, what may be done, the signed files and what they prove. */
export const collectionPage: PageFactory = async (app, [id = '']) => {
  let collection = await api<OwnCollection>(`/api/collections/${id}`);
  const reports = new Map<string, VerificationReport>();

  const act = (name: 'launch' | 'remind' | 'cancel', said: string) =>
    app.run(async () => {
      if (name === 'cancel' && !confirm('Annuler cette collecte ? Les signatures déjà faites restent facturées.'))
        return;
      await api(`/api/collections/${id}/${name}`, { json: {} });
      collection = await api<OwnCollection>(`/api/collections/${id}`);
      app.say(said);
    });

  const check = (documentId: string) =>
    app.run(async () => {
      const [{ verifyPdf }, { trustAnchors }] = await Promise.all([import('@jse/verify'), import('../embed.ts')]);
      const bytes = new Uint8Array(await (await fetch(documentAddress(documentId))).arrayBuffer());
      reports.set(documentId, await verifyPdf(bytes, { trustAnchors: await trustAnchors(), revocation: 'off' }));
    });

  const documentAddress = (documentId: string) => `/api/collections/${id}/documents/${documentId}`;
  const available = () => ['draft', 'prepared', 'ongoing', 'completed'].includes(collection.state);
  const launched = () => collection.launchedAt !== null && available();

  const actions = (): TemplateResult =>
    html`<div class="row">
      ${collection.state === 'draft' || collection.state === 'prepared' ? html`<a class="button" href=${`/preparer/${id}`}>Modifier</a>` : ''}
      ${collection.state === 'prepared' ? html`<button class="primary" @click=${() => act('launch', 'Collecte lancée.')}>Lancer</button>` : ''}
      ${collection.state === 'ongoing' ? html`<button @click=${() => act('remind', 'Relance envoyée : 15 jours de plus.')}>Relancer</button>` : ''}
      ${['draft', 'prepared', 'ongoing'].includes(collection.state) ? html`<button class="danger" @click=${() => act('cancel', 'Collecte annulée.')}>Annuler</button>` : ''}
    </div>`;

  return {
    title: collection.title,
    view: () => html`
      <header class="page-head">
        <div>
          <h1 tabindex="-1">${collection.title}</h1>
          <p class="soft">${collection.customer}</p>
        </div>
        <span class="badge ${collection.state}">${stateWords[collection.state]}</span>
      </header>
      <section class="card facts">
        <dl>
          <div>
            <dt>Préparée par</dt>
            <dd>${collection.preparer.name}</dd>
          </div>
          <div>
            <dt>Lancée</dt>
            <dd>${day(collection.launchedAt)}</dd>
          </div>
          <div>
            <dt>Échéance</dt>
            <dd>${day(collection.expiresAt)}</dd>
          </div>
          <div>
            <dt>Documents conservés jusqu'au</dt>
            <dd>${day(collection.purgeAt)}</dd>
          </div>
          <div>
            <dt>Coût</dt>
            <dd>${euros(collection.cost.amountCents)} HT</dd>
          </div>
        </dl>
        ${collection.refusal ? html`<p class="notice bad">Refusée le ${moment(collection.refusal.at)} : ${collection.refusal.reason}</p>` : ''}
        ${actions()}
      </section>
      <section class="card">
        <h2>Signataires</h2>
        <ol class="steps">
          ${collection.signers.map(
            (signer) =>
              html`<li class=${signer.state}>
                <strong>${signerName(signer)}</strong>
                <span>${levelWords[signer.level]}</span>
                <span class="soft"
                  >${signerWords[signer.state]}${signer.signedAt ? ` le ${moment(signer.signedAt)}` : ''}</span
                >
              </li>`,
          )}
        </ol>
      </section>
      <section class="card">
        <h2>Documents</h2>
        <ul class="plain">
          ${collection.documents.map((document) => {
            const report = reports.get(document.id);
            return html`<li class="document">
              <strong>${document.name}</strong>
              ${
                available()
                  ? html`<div class="row">
                      <a class="button" href=${documentAddress(document.id)} download>Télécharger</a>
                      ${launched() ? html`<button @click=${() => check(document.id)}>Vérifier les signatures</button>` : ''}
                    </div>`
                  : html`<p class="soft">Le document n'est plus remis.</p>`
              }
              ${report ? reportView(report) : ''}
            </li>`;
          })}
        </ul>
      </section>
    `,
  };
};
