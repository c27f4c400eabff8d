// The browser's side of `verifying-in-page.ts`: medians in milliseconds, of verifying a file and of hashing what is signed in it.
import { verifyPdf } from '@jse/verify';

const load = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function middle(runs, run) {
  const times = [];
  for (let at = 0; at <= runs; at += 1) {
    const started = performance.now();
    await run();
    if (at > 0) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[runs >> 1];
}

globalThis.bench = {
  async verify(path, runs) {
    const bytes = await load(path);
    return middle(runs, async () => {
      const { conclusion } = await verifyPdf(bytes, { trustAnchors: [] });
      if (conclusion !== 'intact') throw new Error(`${path} is ${conclusion}`);
    });
  },
  async hash(path, covered, runs) {
    const bytes = await load(path);
    return middle(runs, async () => {
      for (const length of covered) await crypto.subtle.digest('SHA-256', bytes.slice(0, length));
    });
  },
};
