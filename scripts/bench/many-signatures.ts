import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPdf } from '@jse/verify';
import { issueCertificate } from '../../packages/verify/test/certificates.ts';
import { buildPdf, documentObjects, signPdf } from '../../packages/verify/test/pdf-builder.ts';
import { type Contender, interleave } from './interleave.ts';
import type { BenchRow } from './rows.ts';

/** A file that was signed again and again, each time by a revision of its own. */
export async function manySignatures(count: number): Promise<Uint8Array> {
  const signer = await issueCertificate({ commonName: 'Signer' });
  const names = Array.from({ length: count }, (_, at) => `Signature${at + 1}`);
  let bytes: Uint8Array = buildPdf(documentObjects({ fields: names }));
  for (const [at, fieldName] of names.entries()) {
    bytes = await signPdf(bytes, signer, { fieldName, fieldNumber: 20 + at, objectNumber: 1000 + at });
  }
  return bytes;
}

/** Cost per signature as their number grows, beside pdfsig: a ratio of 1.00 to the file of 10 is linear. */
export async function benchManySignatures(): Promise<BenchRow[]> {
  const counts = [10, 50, 200];
  const folder = await mkdtemp(join(tmpdir(), 'jse-bench-'));
  const contenders: (Contender & { count: number; who: string })[] = [];
  for (const count of counts) {
    const bytes = await manySignatures(count);
    const path = join(folder, `${count}.pdf`);
    await writeFile(path, bytes);
    const run = () => verifyPdf(bytes, { trustAnchors: [] });
    const { conclusion } = await run();
    if (conclusion !== 'intact') throw new Error(`${count} signatures: ${conclusion}`);
    contenders.push({ name: `verifyPdf ${count}`, who: 'verifyPdf', count, run });
    if (spawnSync('pdfsig', ['-v']).error) continue;
    const beside = async () => void spawnSync('pdfsig', ['-nocert', path]);
    contenders.push({ name: `pdfsig ${count}`, who: 'pdfsig (a process of its own)', count, run: beside });
  }
  const medians = await interleave(contenders, 7);
  await rm(folder, { recursive: true });
  const perSignature = (who: string, count: number) => (medians.get(`${who.split(' ')[0]} ${count}`) ?? 0) / count;
  return contenders.map(({ name, who, count }) => ({
    what: `verify ${count} signatures in ${count} revisions, ratio per signature`,
    who,
    ms: medians.get(name) ?? 0,
    ratio: perSignature(who, count) / perSignature(who, counts[0] as number),
  }));
}
