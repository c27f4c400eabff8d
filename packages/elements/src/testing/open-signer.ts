import type { BrowserClient } from '@jse/sdk/browser';
import { fixture, html } from '@open-wc/testing';
import { testAssets } from '../../test/pdf-fixtures.ts';
import { SignerHarness } from '../signer/signer.harness.ts';
import type { JseSigner } from '../signer/signer.ts';
import '../provider/provider.define.ts';
import '../signer/signer.define.ts';

/** Shows a `<jse-signer>` that takes the code in the page, with what else a test sets. */
export async function openSigner(client: BrowserClient, more: Partial<JseSigner> = {}): Promise<SignerHarness> {
  const provider = await fixture(
    html`<jse-provider .client=${client} .pdfAssets=${testAssets}><jse-signer></jse-signer></jse-provider>`,
  );
  const element = provider.querySelector('jse-signer')!;
  Object.assign(element, { codeEntry: 'inline', ...more });
  return new SignerHarness(element);
}
