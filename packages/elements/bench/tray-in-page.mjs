// A tray of many entries as it is used; scripts/bench/tray.ts drives it.
import { createBrowserClient } from '@jse/sdk/browser';
import '../src/parapheur/parapheur.define.ts';
import '../src/provider/provider.define.ts';

const query = new URLSearchParams(location.search);
const client = createBrowserClient({
  baseUrl: query.get('platform') ?? '',
  editor: 'bench',
  getEmbedCode: async () => query.get('code') ?? '',
});
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The longest time between two frames while something is done, in milliseconds. */
async function longestFrame(run) {
  let [last, longest, over] = [await frame(), 0, false];
  const watching = (async () => {
    while (!over) {
      const now = await frame();
      [longest, last] = [Math.max(longest, now - last), now];
    }
  })();
  await run();
  await frame();
  over = true;
  await watching;
  return longest;
}

const provider = document.createElement('jse-provider');
provider.client = client;
const tray = document.createElement('jse-parapheur');
provider.append(tray);
document.querySelector('#stage').replaceChildren(provider);
const all = (selector) => [...tray.renderRoot.querySelectorAll(selector)];

globalThis.bench = {
  shown: () => all('.row').length,
  /** Searches letter by letter, ticks and unticks all, goes through the filters, scrolls to the end. */
  use: () =>
    longestFrame(async () => {
      const search = tray.renderRoot.querySelector('input[type=search]');
      for (const text of ['D', 'Do', 'Dos', 'Doss', 'Dossier 4', 'Dossier 49', '']) {
        search.value = text;
        search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        await frame();
      }
      for (let times = 0; times < 2; times += 1) {
        tray.renderRoot.querySelector('.all input').click();
        await frame();
      }
      const [everything, ...kinds] = all('input[name=filter]');
      for (const filter of [...kinds, everything]) {
        filter.click();
        await frame();
      }
      for (let at = 0; at <= 1; at += 0.05) {
        scrollTo(0, at * document.documentElement.scrollHeight);
        await frame();
      }
      scrollTo(0, 0);
    }),
  rest: () => longestFrame(() => new Promise((resolve) => setTimeout(resolve, 600))),
};
