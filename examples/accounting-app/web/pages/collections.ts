import { html, type TemplateResult } from 'lit';
import { api, type OwnCollection } from '../api.ts';
import type { PageFactory } from '../app.ts';
import { day, progress, stateWords } from '../format.ts';
import { icon } from '../icons.ts';

/** The firm's collections, newest first. */
export const collectionsPage: PageFactory = async () => {
  const { data } = await api<{ data: OwnCollection[] }>('/api/collections');
  return {
    title: 'Collectes',
    view: () => html`
      <header class="page-head">
        <h1 tabindex="-1">Collectes</h1>
        <a class="button primary" href="/lettre">${icon('plus')}Nouvelle lettre de mission</a>
      </header>
      ${data.length === 0 ? empty() : table(data)}
    `,
  };
};

const empty = (): TemplateResult =>
  html`<section class="empty">
    <h2>Rien n'est encore parti en signature</h2>
    <p>Ajoutez un client, puis préparez sa lettre de mission : il la signera depuis son téléphone.</p>
    <p><a class="button" href="/clients">Ajouter un client</a></p>
  </section>`;

const table = (collections: readonly OwnCollection[]): TemplateResult =>
  html`<div class="card flush">
    <table>
      <caption class="hidden">
        Collectes du cabinet
      </caption>
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Client</th>
          <th scope="col">État</th>
          <th scope="col">Signatures</th>
          <th scope="col">Échéance</th>
        </tr>
      </thead>
      <tbody>
        ${collections.map(
          (collection) =>
            html`<tr>
              <td data-label="Document"><a href=${addressOf(collection)}>${collection.title}</a></td>
              <td data-label="Client">${collection.customer}</td>
              <td data-label="État"><span class="badge ${collection.state}">${stateWords[collection.state]}</span></td>
              <td data-label="Signatures">${progress(collection)}</td>
              <td data-label="Échéance">${collection.state === 'ongoing' ? day(collection.expiresAt) : '–'}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const addressOf = ({ id, state }: OwnCollection): string => (state === 'draft' ? `/preparer/${id}` : `/collecte/${id}`);
