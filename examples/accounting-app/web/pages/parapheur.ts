import { html } from 'lit';
import type { PageFactory } from '../app.ts';

/** The signed-in member's tray: what waits for his launch, his signature or the firm's seal, and one code for the lot. */
export const parapheurPage: PageFactory = async (app) => {
  await Promise.all([
    import('@jse/elements/provider/define'),
    import('@jse/elements/parapheur/define'),
    // What clients signed meanwhile has taken from the credit.
    app.reloadSession(),
  ]);
  const { embedClient, pdfAssets } = await import('../embed.ts');
  if (!app.session) throw new Error('Nobody is signed in');
  const client = embedClient(app.session, { purpose: 'parapheur' });
  const recount = () => app.run(() => app.reloadSession());
  return {
    title: 'Parapheur',
    view: () => html`
      <header class="page-head"><h1 tabindex="-1">Parapheur</h1></header>
      <jse-provider lang="fr" .client=${client} .pdfAssets=${pdfAssets}>
        <jse-parapheur @jse-batch-signed=${recount} @jse-entries-launched=${recount}></jse-parapheur>
      </jse-provider>
    `,
  };
};
