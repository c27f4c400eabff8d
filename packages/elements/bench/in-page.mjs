// What the benchmarks of the elements run in a browser; pages.ts drives it.
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import '../src/pdf-pages/pdf-pages.define.ts';
import '../src/pdf-placement/pdf-placement.define.ts';

const at = (path) => new URL(`/pdfjs/${path}`, location.href).href;
const assets = {
  workerUrl: at('legacy/build/pdf.worker.min.mjs'),
  wasmUrl: at('wasm/'),
  cMapUrl: at('cmaps/'),
  standardFontUrl: at('standard_fonts/'),
  iccUrl: at('iccs/'),
};
const stage = document.querySelector('#stage');
const bytes = new Uint8Array(await (await fetch('/document.pdf')).arrayBuffer());
const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
const once = (target, type, wanted = () => true) =>
  new Promise((resolve) => {
    target.addEventListener(type, function listen(event) {
      if (!wanted(event)) return;
      target.removeEventListener(type, listen);
      resolve(event);
    });
  });

function put(tag, properties) {
  const provider = document.createElement('jse-provider');
  provider.pdfAssets = assets;
  const element = document.createElement(tag);
  Object.assign(element, properties);
  provider.append(element);
  stage.replaceChildren(provider);
  return element;
}

const bench = {
  /** Milliseconds until the first page of a fresh element is drawn; what it is drawn at is kept for the peer. */
  async element() {
    stage.replaceChildren();
    await frame();
    const start = performance.now();
    const element = put('jse-pdf-pages', { document: bytes });
    await once(stage, 'jse-page-rendered', ({ page }) => page === 1);
    const time = performance.now() - start;
    bench.scale = element.scaleOfPage(1);
    return time;
  },

  /** The same page by pdf.js alone, with a worker of its own as the element has. */
  async bare() {
    stage.replaceChildren();
    await frame();
    const start = performance.now();
    const port = new Worker(assets.workerUrl, { type: 'module' });
    const worker = pdfjs.PDFWorker.create({ port });
    const task = pdfjs.getDocument({ data: bytes.slice(), worker, ...assets, cMapPacked: true });
    const page = await (await task.promise).getPage(1);
    const viewport = page.getViewport({ scale: bench.scale * devicePixelRatio });
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)];
    stage.replaceChildren(canvas);
    await page.render({ canvas, viewport }).promise;
    const time = performance.now() - start;
    await task.destroy();
    worker.destroy();
    port.terminate();
    return time;
  },

  /** Goes through all pages; gives the most pixels that were alive at once, in viewports, and bytes before and after. */
  async scroll() {
    const element = put('jse-pdf-pages', { document: bytes });
    await once(stage, 'jse-page-rendered', ({ page }) => page === 1);
    const before = await bench.memory();
    const viewport = innerWidth * innerHeight * devicePixelRatio ** 2;
    let most = 0;
    for (let page = 1; page <= element.pageCount; page += 1) {
      element.scrollToPage(page);
      await frame();
      if (page % 20 === 0) await once(stage, 'jse-page-rendered', (event) => Math.abs(event.page - page) <= 1);
      most = Math.max(most, element.livePixels);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { viewports: most / viewport, before, after: await bench.memory() };
  },

  async memory() {
    const { bytes: used } = await performance.measureUserAgentSpecificMemory();
    return used;
  },

  /** 200 places on the first pages of the document; says where one of them is. */
  async places() {
    const signers = Array.from({ length: 200 }, (_, index) => ({
      id: `s${index}`,
      name: `Signataire ${index}`,
      kind: 'person',
    }));
    const placements = signers.map(({ id }, index) => ({
      signerId: id,
      page: 1 + Math.floor(index / 20),
      x: (index % 2) * 210,
      y: 60 + (Math.floor(index / 2) % 10) * 72,
    }));
    const element = put('jse-pdf-placement', { document: bytes, signers, placements, noSuggestions: true });
    await once(stage, 'jse-page-rendered', ({ page }) => page === 1);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const box = element.shadowRoot.querySelector('.box[data-index="19"]').getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  },
};
globalThis.bench = bench;
