import { html } from 'lit';
import { api } from '../api.ts';
import type { PageFactory } from '../app.ts';

/** Nobody is signed in: what the software is, and the way to Comptexpert. */
export const signInPage: PageFactory = async (app) => {
  const refused = new URLSearchParams(location.search).get('connexion') === 'refusee';
  const start = () =>
    app.run(async () => {
      const { url } = await api<{ url: string }>('/api/sign-in', { json: {} });
      location.assign(url);
    });
  return {
    title: 'Connexion',
    view: () =>
      html`<main class="welcome" id="contenu">
        <img src="/icon.svg" alt="" width="56" height="56" />
        <h1 tabindex="-1">Balance</h1>
        <p class="lead">
          Le logiciel de gestion du cabinet. Vos lettres de mission partent en signature sans quitter votre dossier
          client.
        </p>
        ${refused ? html`<p class="notice bad" role="alert">La connexion n'a pas pu être vérifiée. Recommencez.</p>` : ''}
        <button class="primary" @click=${start}>Se connecter avec Comptexpert</button>
        <p class="soft">Vous serez dirigé vers la page de connexion, puis ramené ici.</p>
      </main>`,
  };
};
