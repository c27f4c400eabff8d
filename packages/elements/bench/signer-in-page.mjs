// One visit of a signer, measured from the navigation on; scripts/bench/signer.ts drives it. The address says who is
// measured: `signer`, or `bare`: what a page written by hand would do with the same client, pdf.js alone.
import { createSigningClient } from '@jse/sdk/browser';

const query = new URLSearchParams(location.search);
const invitation = query.get('invitation') ?? undefined;
const makeClient = () => createSigningClient({ baseUrl: query.get('platform') ?? '', editor: 'bench', invitation });
const stage = document.querySelector('#stage');
const at = (path) => new URL(`/pdfjs/${path}`, location.href).href;
const assets = {
  workerUrl: at('legacy/build/pdf.worker.min.mjs'),
  wasmUrl: at('wasm/'),
  cMapUrl: at('cmaps/'),
  standardFontUrl: at('standard_fonts/'),
  iccUrl: at('iccs/'),
};
const next = (ask) => new Promise((resolve) => ask(() => resolve()));

async function put(client) {
  await Promise.all([import('../src/provider/provider.define.ts'), import('../src/signer/signer.define.ts')]);
  const provider = document.createElement('jse-provider');
  Object.assign(provider, { client, pdfAssets: assets });
  const signer = document.createElement('jse-signer');
  const drawn = new Promise((resolve) => provider.addEventListener('jse-page-rendered', resolve, { once: true }));
  provider.append(signer);
  stage.replaceChildren(provider);
  await drawn;
  return signer;
}

const visits = {
  /** The first page is drawn; then, the way on can be pressed. */
  async signer() {
    const signer = await put(makeClient());
    const first = performance.now();
    const wayOn = () => signer.renderRoot.querySelector('.actions .primary:not(:disabled)');
    while (!wayOn()) await next(requestAnimationFrame);
    return first;
  },

  async bare() {
    const loading = import('pdfjs-dist/legacy/build/pdf.mjs');
    const client = makeClient();
    const { collectionId } = await client.session();
    const collection = await client.collections.get(collectionId);
    const { bytes } = await client.documents.download(collection.id, collection.documents[0].id);
    const pdfjs = await loading;
    const worker = pdfjs.PDFWorker.create({ port: new Worker(assets.workerUrl, { type: 'module' }) });
    const document_ = await pdfjs.getDocument({ data: bytes, worker, ...assets, cMapPacked: true }).promise;
    const page = await document_.getPage(1);
    const canvas = document.createElement('canvas');
    const unscaled = page.getViewport({ scale: 1 });
    // As wide as the element draws it.
    const viewport = page.getViewport({ scale: (Number(query.get('width')) / unscaled.width) * devicePixelRatio });
    [canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)];
    stage.replaceChildren(canvas);
    await page.render({ canvas, viewport }).promise;
    return performance.now();
  },
};

globalThis.bench = {
  /** Puts a signer up with one client, waits for its first page, and takes it away, this many times. */
  async mount(times) {
    globalThis.benchClient ??= makeClient();
    for (let time = 0; time < times; time += 1) {
      const signer = await put(globalThis.benchClient);
      await signer.updateComplete;
      stage.replaceChildren();
      await next(requestAnimationFrame);
    }
  },
};

const who = query.get('who');
if (who) {
  const first = await visits[who]();
  // Interactive: whatever was left to do at once is done, and the page's own thread is free.
  await next(requestIdleCallback);
  const interactive = performance.now();
  const canvas = document
    .querySelector('jse-signer')
    ?.renderRoot.querySelector('jse-pdf-pages')
    ?.renderRoot.querySelector('canvas');
  globalThis.visit = { first, interactive, width: canvas?.getBoundingClientRect().width ?? 0 };
}
