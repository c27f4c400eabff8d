// Peak memory and time of one verification in a process of its own (Linux: /proc), for each file of the corpus below a
// size, and for files that are made to cost: node --conditions=@jse/source packages/verify/test/peak-memory.ts [--all]
// What is built is measured (`npm run build`). Fails above 120 MB + 3 × the file, or 3 s of the processor.
import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpusFile, corpusJson, skipCorpus } from './corpus.ts';
import { hostileFiles } from './hostile-files.ts';

await main();

interface Measured {
  readonly outcome: string;
  readonly seconds: number;
  readonly peak: number;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jse-peak-'));
  const listed = skipCorpus ? [] : (corpusJson('manifest.json') as { file: string; bytes: number }[]);
  // The largest of the corpus, or with --all the whole of it.
  const chosen = process.argv.includes('--all')
    ? listed
    : [...listed].sort((one, other) => other.bytes - one.bytes).slice(0, 12);
  const files = [...hostileFiles(), ...chosen.map(({ file }) => ({ name: file, bytes: () => corpusFile(file) }))];
  let worst = 0;
  for (const { name, bytes } of files) {
    const content = bytes();
    const file = join(folder, 'file.pdf');
    await writeFile(file, content);
    const { outcome, seconds, peak } = await childOn(file);
    const share = peak / (120e6 + 3 * content.length);
    worst = Math.max(worst, share, seconds / 3);
    const mark = share > 1 || seconds > 3 ? 'ABOVE' : 'ok';
    const [size, memory] = [content.length, peak].map((number) => `${(number / 1e6).toFixed(1)} MB`);
    console.log(
      `${mark.padEnd(6)}${name.padEnd(60)}${size?.padStart(10)}${memory?.padStart(12)}${seconds.toFixed(2).padStart(8)} s  ${outcome}`,
    );
  }
  await rm(folder, { recursive: true });
  process.exitCode = worst > 1 ? 1 : 0;
}

async function childOn(file: string): Promise<Measured> {
  const child = fork(fileURLToPath(new URL('peak-memory-child.mjs', import.meta.url)), [file], { execArgv: [] });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Measured));
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
  });
}
