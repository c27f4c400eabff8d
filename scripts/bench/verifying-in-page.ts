import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../find-browser.mjs';
import { manySignatures } from './many-signatures.ts';
import { serveBench } from './page-server.ts';
import type { BenchRow } from './rows.ts';
import { signedLargePdf } from './signed-large-pdf.ts';

/** What the browser's side measures, in milliseconds. */
interface InPage {
  verify(path: string, runs: number): Promise<number>;
  hash(path: string, covered: readonly number[], runs: number): Promise<number>;
}
declare const bench: InPage;

const counts = [10, 50, 200];

/** Verification on a page's own thread (Chromium): a large file beside its hashes, and files of ever more signatures. */
export async function benchVerifyingInPage(): Promise<BenchRow[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('The benchmark of verifying in a page needs a Chromium');
  const { bytes, covered } = await signedLargePdf();
  const given: Record<string, Uint8Array> = { '/large.pdf': bytes };
  for (const count of counts) given[`/${count}.pdf`] = await manySignatures(count);
  const server = await serveBench('scripts/bench/verify-in-page.mjs', given);
  const { port } = server.address() as { port: number };
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => 'bench' in globalThis);
    const verify = (path: string) => page.evaluate((file) => bench.verify(file, 15), path);
    const whole = await verify('/large.pdf');
    const floor = await page.evaluate((lengths) => bench.hash('/large.pdf', lengths, 15), covered);
    const what = `verify ${(bytes.length / 1e6).toFixed(1)} MB, 3 signatures, in a page`;
    const rows: BenchRow[] = [
      { what, who: 'verifyPdf', ms: whole, ratio: whole / floor },
      { what, who: 'WebCrypto SHA-256 of the covered bytes', ms: floor, ratio: 1 },
    ];
    let first = 0;
    for (const count of counts) {
      const ms = await verify(`/${count}.pdf`);
      first ||= ms / count;
      const named = `verify ${count} signatures in ${count} revisions in a page, ratio per signature`;
      rows.push({ what: named, who: 'verifyPdf', ms, ratio: ms / count / first });
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}
