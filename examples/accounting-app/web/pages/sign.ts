import { html } from 'lit';
import type { PageFactory } from '../app.ts';

/** The signed-in member signs (or releases the seal) in one collection. */
export const signPage: PageFactory = async (app, [collectionId = '', signerId = '']) => {
  await Promise.all([import('@jse/elements/provider/define'), import('@jse/elements/signer/define')]);
  const { embedClient, pdfAssets, trustAnchors } = await import('../embed.ts');
  if (!app.session) throw new Error('Nobody is signed in');
  const client = embedClient(app.session, { purpose: 'sign', collectionId, signerId });
  const anchors = await trustAnchors();
  return {
    title: 'Signer',
    view: () => html`
      <header class="page-head">
        <h1 tabindex="-1">Signer</h1>
        <a class="button" href=${`/collecte/${collectionId}`}>Suivre la collecte</a>
      </header>
      <jse-provider lang="fr" .client=${client} .pdfAssets=${pdfAssets}>
        <jse-signer collection-id=${collectionId} signer-id=${signerId} .trustAnchors=${anchors}></jse-signer>
      </jse-provider>
    `,
  };
};
