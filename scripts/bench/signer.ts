import { PDFDocument, StandardFonts } from 'pdf-lib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../find-browser.mjs';
import { serveBench } from './page-server.ts';
import type { BenchRow } from './rows.ts';
import { servePlatform } from './served-platform.ts';
import { median } from './statistics.ts';

const runs = 15;
const pageCount = 12;
const mounts = 100;
/** Mounted so often before anything is counted: what is made once for all is made by then. */
const warmUp = 20;

interface Visit {
  readonly first: number;
  readonly interactive: number;
  readonly width: number;
}
/** What the browser's side measures: times in milliseconds since the navigation. */
declare const visit: Visit;
declare const bench: { mount(times: number): Promise<void> };

/**
 * A signer's visit by invitation, from the navigation to the first page and to a page that answers, beside a page that
 * gets the same file by the same calls and draws it with pdf.js alone; and what is left of it after many mounts.
 */
export async function benchSigner(): Promise<BenchRow[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('The benchmark of the signer needs a Chromium');
  const server = await serveBench('packages/elements/bench/signer-in-page.mjs', {});
  const { port } = server.address() as { port: number };
  const origin = `http://127.0.0.1:${port}`;
  const { query, close } = await openPlatform(origin);
  const browser = await chromium.launch({ executablePath, args: [...chromiumArgs, '--js-flags=--expose-gc'] });
  try {
    const address = `${origin}/?${query}`;
    return [...(await visiting(browser, address)), ...(await mounting(browser, address))];
  } finally {
    await browser.close();
    await close();
    server.close();
  }
}

async function visiting(browser: Browser, address: string): Promise<BenchRow[]> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  const go = async (who: 'signer' | 'bare', width: number): Promise<Visit> => {
    await page.goto(`${address}&who=${who}&width=${width}`);
    await page.waitForFunction(() => 'visit' in globalThis);
    return page.evaluate(() => visit);
  };
  const times: Record<'signer' | 'bare', Visit[]> = { signer: [], bare: [] };
  // The first one warms up.
  for (let run = 0; run <= runs; run += 1) {
    const ours = await go('signer', 0);
    const bare = await go('bare', ours.width);
    if (run === 0) continue;
    times.signer.push(ours);
    times.bare.push(bare);
  }
  await page.close();
  return (['first', 'interactive'] as const).flatMap((kind) => {
    const [ours, bare] = [times.signer, times.bare].map((all) => median(all.map((one) => one[kind])));
    const what = `${kind === 'first' ? 'first page' : 'interactive'} of a signer’s visit (bar: 1.2 ×)`;
    return [
      { what, who: 'jse-signer', ms: ours ?? 0, ratio: (ours ?? 0) / (bare ?? 1) },
      { what, who: 'pdf.js after the same calls', ms: bare ?? 0, ratio: 1 },
    ];
  });
}

async function mounting(browser: Browser, address: string): Promise<BenchRow[]> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  await page.goto(address);
  await page.waitForFunction(() => 'bench' in globalThis);
  await page.evaluate((times) => bench.mount(times), warmUp);
  const before = await held(page);
  await page.evaluate((times) => bench.mount(times), mounts);
  const after = await held(page);
  const units = {
    heap: ['heap', 'MB', 1e6],
    listeners: ['listeners', 'listeners', 1],
    nodes: ['nodes', 'nodes', 1],
    workers: ['workers', 'workers', 1],
  } as const;
  return (Object.keys(units) as (keyof typeof units)[]).flatMap((kind) => {
    const [name, unit, divisor] = units[kind];
    const what = `${name} after ${mounts} more mounts of a signer (unit: ${unit})`;
    const ratio = before[kind] === 0 ? 1 + after[kind] : after[kind] / before[kind];
    return [
      { what, who: 'after them', ms: after[kind] / divisor, ratio },
      { what, who: 'before them', ms: before[kind] / divisor, ratio: 1 },
    ];
  });
}

/** What the page holds on to once everything that can be collected is. */
async function held(page: Page): Promise<Record<'heap' | 'listeners' | 'nodes' | 'workers', number>> {
  const session = await page.context().newCDPSession(page);
  await page.waitForTimeout(1000);
  for (let time = 0; time < 4; time += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
  const { jsEventListeners: listeners, nodes } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { heap, listeners, nodes, workers: page.workers().length };
}

/** The platform with one request that waits for its signer; the address parts by which his page finds it. */
async function openPlatform(origin: string): Promise<{ query: URLSearchParams; close(): Promise<void> }> {
  const { platform, client } = await servePlatform(origin);
  const { sandbox } = platform;
  const { id } = await client.collections.create({ title: 'Lettre de mission' });
  await client.documents.upload(id, 1, { name: 'lettre.pdf', bytes: await letter() });
  const email = 'camille@client.example';
  const person = { firstName: 'Camille', lastName: 'Martin', email, phone: '+33639980011' };
  await client.signers.add(id, { order: 1, level: 'simple', ...person });
  await client.collections.launch(id);
  await sandbox.outbox.drain();
  const mail = (await sandbox.outbox.messages({ channel: 'email', to: email })).at(-1)?.text ?? '';
  const invitation = /#invitation=([\w-]+)/.exec(mail)?.[1];
  if (invitation === undefined) throw new Error('Nobody was invited');
  const query = new URLSearchParams({ platform: platform.url, invitation });
  return { query, close: () => platform.close() };
}

async function letter(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (let number = 1; number <= pageCount; number += 1) {
    const page = pdf.addPage([595, 842]);
    for (let line = 0; line < 40; line += 1) {
      const text = `Page ${number}, ligne ${line} : nos travaux reposent sur les pièces que vous nous transmettez.`;
      page.drawText(text, { x: 60, y: 770 - line * 16, size: 11, font });
    }
  }
  return pdf.save();
}
