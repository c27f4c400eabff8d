import '@jse/elements/provider/define';
import '@jse/elements/signer/define';
import { createBrowserClient } from '@jse/sdk/browser';
import { html, render } from 'lit';
import { api, ApiError, type SessionInfo } from './api.ts';
import { pdfAssets, trustAnchors } from './embed.ts';

/** The page that an invitation link opens. The token stands in the fragment and leaves it at once. */
const place = document.querySelector<HTMLElement>('#signer');
if (!place) throw new Error('The page has no place for the signature');
const kept = `invitation ${location.pathname}`;
const invitation = new URLSearchParams(location.hash.slice(1)).get('invitation') ?? sessionStorage.getItem(kept);

if (!invitation) {
  render(
    html`<section class="empty">
      <h1>Lien incomplet</h1>
      <p>Ouvrez le lien de votre e-mail d'invitation en entier.</p>
    </section>`,
    place,
  );
} else {
  // Kept for a reload of this tab only; the address that a browser remembers is without it.
  sessionStorage.setItem(kept, invitation);
  history.replaceState(null, '', location.pathname);
  const begin = async () => {
    const { platform } = await api<SessionInfo>('/api/session');
    const client = createBrowserClient({ ...platform, invitation });
    const anchors = await trustAnchors();
    render(
      html`<jse-provider lang="fr" .client=${client} .pdfAssets=${pdfAssets}
        ><jse-signer .trustAnchors=${anchors}></jse-signer
      ></jse-provider>`,
      place,
    );
  };
  // Mail scanners open links: the invitation is redeemed after a person's click alone.
  const ask = (problem: string) =>
    render(
      html`<section class="empty">
        <h1>Vous êtes invité à signer</h1>
        <p>Vous allez lire le document, puis le signer avec un code reçu par SMS.</p>
        <p role="alert">${problem}</p>
        <p><button class="primary" @click=${open}>Ouvrir le document</button></p>
      </section>`,
      place,
    );
  const open = () =>
    void begin().catch((error: unknown) =>
      ask(error instanceof ApiError ? error.message : 'Le document n’a pas pu être ouvert. Réessayez dans un instant.'),
    );
  ask('');
}
