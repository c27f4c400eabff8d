// What the benchmark of the report runs in a browser; report.ts drives it.
import '../src/provider/provider.define.ts';
import '../src/signature-report/signature-report.define.ts';

const stage = document.querySelector('#stage');
const get = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
const [bytes, anchor] = [await get('/signed.pdf'), await get('/anchor.der')];

/** The longest time between two frames until something is over, in milliseconds. */
async function longestFrame(over) {
  let longest = 0;
  let running = true;
  const ended = over.finally(() => (running = false));
  for (let before = performance.now(); running;) {
    await new Promise((resolve) => requestAnimationFrame(() => resolve()));
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }
  await ended;
  return longest;
}

globalThis.bench = {
  /** Verifies the large file from the drop to the drawn report; gives the longest frame and the whole time. */
  async report() {
    const provider = document.createElement('jse-provider');
    const element = document.createElement('jse-signature-report');
    provider.pdfAssets = { verifyWorkerUrl: new URL('/verify.worker.js', location.href).href };
    provider.append(element);
    stage.replaceChildren(provider);
    await element.updateComplete;
    const start = performance.now();
    const verified = new Promise((resolve) => element.addEventListener('jse-verified', resolve, { once: true }));
    element.trustAnchors = [anchor];
    element.file = new File([bytes], 'signed.pdf');
    const longest = await longestFrame(verified.then(() => element.updateComplete));
    if (element.report?.signatures.length !== 3) throw new Error('not the report of the file');
    return { longest, whole: performance.now() - start };
  },

  /** The longest frame of a page that does nothing for so long. */
  idle: (milliseconds) => longestFrame(new Promise((resolve) => setTimeout(resolve, milliseconds))),
};
