import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../find-browser.mjs';
import { serveBench } from './page-server.ts';
import type { BenchRow } from './rows.ts';
import { signedLargePdf } from './signed-large-pdf.ts';
import { median } from './statistics.ts';

const runs = 15;

/** What the browser's side measures, in milliseconds. */
interface InPage {
  report(): Promise<{ readonly longest: number; readonly whole: number }>;
  idle(milliseconds: number): Promise<number>;
}
declare const bench: InPage;

/** A large file verified by `<jse-signature-report>`: how long the page's own thread stands still, beside a page at rest. */
export async function benchReport(): Promise<BenchRow[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('The benchmark of the report needs a Chromium');
  const { bytes, anchor } = await signedLargePdf();
  const worker = await readFile(join(import.meta.dirname, '../../packages/verify/dist/verify.worker.js'));
  const given = { '/signed.pdf': bytes, '/anchor.der': anchor, '/verify.worker.js': worker };
  const server = await serveBench('packages/elements/bench/report-in-page.mjs', given);
  const { port } = server.address() as { port: number };
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => 'bench' in globalThis);
    await page.evaluate(() => bench.report());
    const [frames, wholes, idles]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run < runs; run += 1) {
      const { longest, whole } = await page.evaluate(() => bench.report());
      frames.push(longest);
      wholes.push(whole);
      idles.push(await page.evaluate((time) => bench.idle(time), whole));
    }
    const [frame, whole, idle] = [median(frames), median(wholes), median(idles)];
    const what = `longest frame while ${(bytes.length / 1e6).toFixed(1)} MB are verified (bar: 50 ms)`;
    return [
      { what, who: `jse-signature-report, done after ${whole.toFixed(0)} ms`, ms: frame, ratio: frame / idle },
      { what, who: 'a page at rest', ms: idle, ratio: 1 },
    ];
  } finally {
    await browser.close();
    server.close();
  }
}
