import { PDFDocument, StandardFonts } from 'pdf-lib';
import { chromium, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../find-browser.mjs';
import { serveBench } from './page-server.ts';
import type { BenchRow } from './rows.ts';
import { median } from './statistics.ts';

const runs = 15;
const pageCount = 500;
/** Of noise on each page: some 9 MB in all. */
const noise = { width: 76, height: 76 };

/** What the browser's side measures; times in milliseconds, memory in bytes. */
interface InPage {
  element(): Promise<number>;
  bare(): Promise<number>;
  scroll(): Promise<{ readonly viewports: number; readonly before: number; readonly after: number }>;
  places(): Promise<{ readonly x: number; readonly y: number }>;
}
declare const bench: InPage;

/** A document of 500 pages beside bare pdf.js, what scrolling through it keeps, and a drag among 200 places. */
export async function benchPages(): Promise<BenchRow[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('The benchmark of the elements needs a Chromium');
  const server = await serveBench('packages/elements/bench/in-page.mjs', { '/document.pdf': await longPdf() });
  const { port } = server.address() as { port: number };
  const browser = await chromium.launch({
    executablePath,
    args: [...chromiumArgs, '--enable-blink-features=ForceEagerMeasureMemory'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => 'bench' in globalThis);
    return [...(await firstPage(page)), ...(await scrolling(page)), ...(await dragging(page))];
  } finally {
    await browser.close();
    server.close();
  }
}

async function firstPage(page: Page): Promise<BenchRow[]> {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let run = 0; run <= runs; run += 1) {
    const ours = await page.evaluate(() => bench.element());
    const bare = await page.evaluate(() => bench.bare());
    // The first one warms up.
    if (run === 0) continue;
    times.ours.push(ours);
    times.bare.push(bare);
  }
  const [ours, bare] = [median(times.ours), median(times.bare)];
  const what = `first page of ${pageCount} (bar: 1.2 ×)`;
  return [
    { what, who: 'jse-pdf-pages', ms: ours, ratio: ours / bare },
    { what, who: 'pdf.js', ms: bare, ratio: 1 },
  ];
}

async function scrolling(page: Page): Promise<BenchRow[]> {
  const { viewports, before, after } = await page.evaluate(() => bench.scroll());
  const what = `memory after all ${pageCount} pages (bar: 1.5 ×; unit: MB)`;
  return [
    {
      what: 'canvas pixels alive at most (bar: 3; unit: viewports)',
      who: 'jse-pdf-pages',
      ms: viewports,
      ratio: viewports,
    },
    { what, who: 'after scrolling through', ms: after / 1e6, ratio: after / before },
    { what, who: 'after the first page', ms: before / 1e6, ratio: 1 },
  ];
}

async function dragging(page: Page): Promise<BenchRow[]> {
  const { x, y } = await page.evaluate(() => bench.places());
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const scripting = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
  };
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y + 10);
  const steps = 120;
  const before = await scripting();
  for (let step = 0; step < steps; step += 1) await page.mouse.move(x + 10 + (step % 40) * 3, y + 10 + step);
  const ms = ((await scripting()) - before) * (1000 / steps);
  await page.mouse.up();
  return [
    { what: 'scripting a frame, dragging one of 200 places (bar: 4 ms)', who: 'jse-pdf-placement', ms, ratio: 1 },
  ];
}

async function longPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (let number = 1; number <= pageCount; number += 1) {
    const page = document.addPage([595, 842]);
    for (let line = 0; line < 40; line += 1) {
      page.drawText(`Page ${number}, ligne ${line} : nos travaux reposent sur les pièces que vous nous transmettez.`, {
        x: 60,
        y: 770 - line * 16,
        size: 11,
        font,
      });
    }
    const dictionary = { Type: 'XObject', Subtype: 'Image', Width: noise.width, Height: noise.height };
    const pixels = new Uint8Array(noise.width * noise.height * 3);
    for (let at = 0; at < pixels.length; at += 16_384) crypto.getRandomValues(pixels.subarray(at, at + 16_384));
    const image = document.context.register(
      document.context.stream(pixels, { ...dictionary, ColorSpace: 'DeviceRGB', BitsPerComponent: 8 }),
    );
    const name = page.node.newXObject('Noise', image);
    const operators = `q 60 0 0 60 475 40 cm ${name.toString()} Do Q`;
    page.node.addContentStream(document.context.register(document.context.stream(operators)));
  }
  return document.save();
}
