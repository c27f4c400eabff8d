import { PDFDocument } from 'pdf-lib';
import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../find-browser.mjs';
import { serveBench } from './page-server.ts';
import type { BenchRow } from './rows.ts';
import { servePlatform } from './served-platform.ts';
import { median } from './statistics.ts';

const runs = 15;
const entries = 500;

/** What the browser's side measures; times in milliseconds. */
interface InPage {
  shown(): number;
  use(): Promise<number>;
  rest(): Promise<number>;
}
declare const bench: InPage;

/** The expert's tray with 500 entries: the longest frame while he searches, ticks, filters and scrolls, beside a page at rest. */
export async function benchTray(): Promise<BenchRow[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('The benchmark of the tray needs a Chromium');
  const server = await serveBench('packages/elements/bench/tray-in-page.mjs', {});
  const { port } = server.address() as { port: number };
  const origin = `http://127.0.0.1:${port}`;
  const { query, close } = await openTray(origin);
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    await page.goto(`${origin}/?${query}`);
    await page.waitForFunction((count) => 'bench' in globalThis && bench.shown() === count, entries);
    await page.evaluate(() => bench.use());
    const [used, rest]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      used.push(await page.evaluate(() => bench.use()));
      rest.push(await page.evaluate(() => bench.rest()));
    }
    const [frame, idle] = [median(used), median(rest)];
    const what = `longest frame in a tray of ${entries} (bar: 50 ms)`;
    return [
      { what, who: 'jse-parapheur, searched, ticked, filtered', ms: frame, ratio: frame / idle },
      { what, who: 'a page at rest', ms: idle, ratio: 1 },
    ];
  } finally {
    await browser.close();
    await close();
    server.close();
  }
}

/** The platform with as many letters that wait for the expert; the address parts by which his page finds it. */
async function openTray(origin: string): Promise<{ query: URLSearchParams; close(): Promise<void> }> {
  const { platform, client, expert } = await servePlatform(origin);
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]);
  const bytes = await pdf.save();
  for (let number = 1; number <= entries; number += 1) {
    const { id } = await client.collections.create({ title: `Dossier ${number}` });
    await client.documents.upload(id, 1, { name: 'lettre.pdf', bytes });
    await client.signers.add(id, { order: 1, level: 'advanced', memberId: expert });
    await client.collections.launch(id);
  }
  const { code } = await client.embedSessions.create({ purpose: 'parapheur', origins: [origin] });
  return { query: new URLSearchParams({ platform: platform.url, code }), close: () => platform.close() };
}
