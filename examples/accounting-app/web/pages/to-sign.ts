import { html } from 'lit';
import { api, type OwnCollection } from '../api.ts';
import type { PageFactory } from '../app.ts';
import { day } from '../format.ts';

/** What waits for the signed-in member: his turns, and seals that he may release. */
export const toSignPage: PageFactory = async (app) => {
  const { data } = await api<{ data: OwnCollection[] }>('/api/collections');
  const me = app.session?.member;
  const waiting = data
    .filter(({ state }) => state === 'ongoing')
    .flatMap((collection) => collection.signers.map((signer) => ({ collection, signer })))
    .filter(({ signer }) => signer.state === 'invited')
    .filter(({ signer }) => (signer.level === 'seal' ? me?.delegations.includes('seal') : signer.memberId === me?.id));
  return {
    title: 'À signer',
    view: () => html`
      <header class="page-head"><h1 tabindex="-1">À signer</h1></header>
      ${
        waiting.length === 0
          ? html`<section class="empty">
              <h2>Rien n'attend votre signature</h2>
              <p>Les collectes dont c'est votre tour apparaissent ici.</p>
            </section>`
          : html`<ul class="cards">
              ${waiting.map(
                ({ collection, signer }) =>
                  html`<li class="card">
                    <h2>${collection.title}</h2>
                    <p>${collection.customer}</p>
                    <p class="soft">
                      ${signer.level === 'seal' ? 'Cachet du cabinet' : 'Votre signature'} · jusqu'au
                      ${day(collection.expiresAt)}
                    </p>
                    <div class="row">
                      <a class="button primary" href=${`/signature/${collection.id}/${signer.id}`}
                        >${signer.level === 'seal' ? 'Lire et sceller' : 'Lire et signer'}</a
                      >
                    </div>
                  </li>`,
              )}
            </ul>`
      }
    `,
  };
};
