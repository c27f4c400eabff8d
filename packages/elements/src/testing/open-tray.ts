import type { BrowserClient } from '@jse/sdk/browser';
import { fixture, html } from '@open-wc/testing';
import { testAssets } from '../../test/pdf-fixtures.ts';
import { ParapheurHarness } from '../parapheur/parapheur.harness.ts';
import '../provider/provider.define.ts';
import '../parapheur/parapheur.define.ts';

/** Shows a `<jse-parapheur>` that takes the code in the page. */
export async function openTray(client: BrowserClient, lang = 'fr'): Promise<ParapheurHarness> {
  const provider = await fixture(
    html`<jse-provider lang=${lang} .client=${client} .pdfAssets=${testAssets}>
      <jse-parapheur code-entry="inline"></jse-parapheur>
    </jse-provider>`,
  );
  return new ParapheurHarness(provider.querySelector('jse-parapheur')!);
}
