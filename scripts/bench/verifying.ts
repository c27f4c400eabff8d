import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPdf } from '@jse/verify';
import { type Contender, interleave } from './interleave.ts';
import type { BenchRow } from './rows.ts';
import { signedLargePdf } from './signed-large-pdf.ts';

/** Verification of a large file with three signatures beside hashing the covered bytes, and beside pdfsig. */
export async function benchVerifying(): Promise<BenchRow[]> {
  const { bytes, covered, anchor } = await signedLargePdf();
  const folder = await mkdtemp(join(tmpdir(), 'jse-bench-'));
  const path = join(folder, 'signed.pdf');
  await writeFile(path, bytes);
  const ours: Contender = {
    name: 'verifyPdf',
    run: () => verifyPdf(bytes, { trustAnchors: [anchor] }),
  };
  const floor: Contender = {
    name: 'WebCrypto SHA-256 of the covered bytes',
    run: async () => {
      for (const length of covered) await crypto.subtle.digest('SHA-256', bytes.slice(0, length));
    },
  };
  const contenders = [ours, floor];
  if (!spawnSync('pdfsig', ['-v']).error) {
    contenders.push({
      name: 'pdfsig (a process of its own)',
      run: async () => void spawnSync('pdfsig', ['-nocert', path]),
    });
  }
  const medians = await interleave(contenders);
  await rm(folder, { recursive: true });
  const limit = medians.get(floor.name) ?? 0;
  const what = `verify ${(bytes.length / 1e6).toFixed(1)} MB, 3 signatures`;
  return contenders.map(({ name }) => ({
    what,
    who: name,
    ms: medians.get(name) ?? 0,
    ratio: (medians.get(name) ?? 0) / limit,
  }));
}
