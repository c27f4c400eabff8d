import { html } from 'lit';
import type { PageFactory } from '../app.ts';

/** The draft in the builder: documents, signers, places, launch. */
export const preparePage: PageFactory = async (app, [collectionId = '']) => {
  await Promise.all([import('@jse/elements/provider/define'), import('@jse/elements/collection-builder/define')]);
  const { embedClient, pdfAssets } = await import('../embed.ts');
  if (!app.session) throw new Error('Nobody is signed in');
  const client = embedClient(app.session, { purpose: 'prepare', collectionId });
  const done = (words: string) => {
    app.session = undefined;
    app.say(words);
    void app.go(`/collecte/${collectionId}`);
  };
  return {
    title: 'Préparer la collecte',
    view: () => html`
      <header class="page-head"><h1 tabindex="-1">Préparer la collecte</h1></header>
      <jse-provider lang="fr" .client=${client} .pdfAssets=${pdfAssets}>
        <jse-collection-builder
          collection-id=${collectionId}
          @jse-collection-launched=${() => done('Collecte lancée : le premier signataire est invité.')}
          @jse-collection-prepared=${() => done('Collecte prête : elle attend son lancement.')}
        ></jse-collection-builder>
      </jse-provider>
    `,
  };
};
