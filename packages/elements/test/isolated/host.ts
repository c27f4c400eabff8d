import { createBrowserClient } from '@jse/sdk/browser';
import { pdfAssetsAt } from '../../src/pdf-pages/pdf-assets.ts';
import '../../src/parapheur/parapheur.define.ts';
import '../../src/provider/provider.define.ts';
import '../../src/signer/signer.define.ts';

/** The script of a vendor's page: the element that its address names, in a session by invitation or by embed code. */
const query = new URLSearchParams(location.search);
const invitation = new URLSearchParams(location.hash.slice(1)).get('invitation') ?? undefined;
const getEmbedCode = async () => (await fetch('/embed-code', { method: 'POST' })).text();
const client = createBrowserClient({
  baseUrl: query.get('platform') ?? '',
  editor: 'vendor',
  ...(invitation === undefined ? { getEmbedCode } : { invitation }),
});
const provider = document.createElement('jse-provider');
Object.assign(provider, { client, pdfAssets: pdfAssetsAt('/pdfjs/') });
const element = document.createElement(query.get('element') ?? 'jse-signer');
const codeEntry = query.get('code-entry');
if (codeEntry !== null) element.setAttribute('code-entry', codeEntry);
provider.append(element);
document.body.append(provider);
// For what a hostile script of this page would do with what it can reach.
Object.assign(globalThis, { hostClient: client });
