// `npm run bench [-- NAME…]`: medians of interleaved runs beside a peer or a physical limit, printed and written to
// docs/benchmarks.md; of the named benchmarks only, where some are named.
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { benchCalling } from './bench/calling.ts';
import { benchList } from './bench/list.ts';
import { benchManySignatures } from './bench/many-signatures.ts';
import { benchPages } from './bench/pages.ts';
import { benchReport } from './bench/report.ts';
import { type BenchRow, readBlocks, toMarkdown } from './bench/rows.ts';
import { benchParapheur } from './bench/parapheur.ts';
import { benchSigner } from './bench/signer.ts';
import { benchTray } from './bench/tray.ts';
import { benchSigning } from './bench/signing.ts';
import { benchSizes } from './bench/sizes.ts';
import { benchVerifyingArchived } from './bench/verifying-archived.ts';
import { benchVerifyingInPage } from './bench/verifying-in-page.ts';
import { benchVerifying } from './bench/verifying.ts';

/** Each benchmark writes one block of the table, or some that stand together; in this order. */
const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  verifying: benchVerifying,
  archived: benchVerifyingArchived,
  signatures: benchManySignatures,
  'in-page': benchVerifyingInPage,
  signing: benchSigning,
  parapheur: benchParapheur,
  list: benchList,
  calling: benchCalling,
  pages: benchPages,
  signer: benchSigner,
  tray: benchTray,
  report: benchReport,
  sizes: benchSizes,
};

const asked = process.argv.slice(2).filter((argument) => argument !== '--');
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const path = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');
const kept = readBlocks(await readFile(path, 'utf8'));
const blocks: string[] = [];
for (const [name, bench] of Object.entries(benches)) {
  const measured = asked.length === 0 || asked.includes(name);
  const rows = measured ? toMarkdown(await bench()) : (kept.get(name) ?? '');
  if (measured) console.log(`\n${rows}`);
  if (rows) blocks.push(`## ${name}\n\n${rows}`);
}
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;
const page = `# Benchmarks

Written by \`npm run bench\`; medians of 15 interleaved runs on ${machine}. \`npm run bench -- sizes\` measures the named blocks anew
and leaves the others, which may be of another day: compare within a block. “× peer” is the ratio to the line with 1.00 of the same kind: the hash of the covered bytes, the bare
engine, bare fetch, bare pdf.js. Rows that name a unit are no times; of sizes the peer is the limit that \`npm run check\` holds.

${blocks.join('\n\n')}
`;
await writeFile(path, await format(page, { ...(await resolveConfig(path)), parser: 'markdown' }));
