// `npm run bench`: medians of interleaved runs beside a peer or a physical limit, printed and written to docs/benchmarks.md.
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { benchCalling } from './bench/calling.ts';
import { benchList } from './bench/list.ts';
import { benchManySignatures } from './bench/many-signatures.ts';
import { benchPages } from './bench/pages.ts';
import { benchReport } from './bench/report.ts';
import { toMarkdown } from './bench/rows.ts';
import { benchParapheur } from './bench/parapheur.ts';
import { benchSigner } from './bench/signer.ts';
import { benchTray } from './bench/tray.ts';
import { benchSigning } from './bench/signing.ts';
import { benchSizes } from './bench/sizes.ts';
import { benchVerifyingArchived } from './bench/verifying-archived.ts';
import { benchVerifyingInPage } from './bench/verifying-in-page.ts';
import { benchVerifying } from './bench/verifying.ts';

const rows = [
  ...(await benchVerifying()),
  ...(await benchVerifyingArchived()),
  ...(await benchManySignatures()),
  ...(await benchVerifyingInPage()),
  ...(await benchSigning()),
  ...(await benchParapheur()),
  ...(await benchList()),
  ...(await benchCalling()),
  ...(await benchPages()),
  ...(await benchSigner()),
  ...(await benchTray()),
  ...(await benchReport()),
  ...(await benchSizes()),
];
const table = toMarkdown(rows);
console.log(table);
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;
const page = `# Benchmarks

Written by \`npm run bench\`; medians of 15 interleaved runs on ${machine}. “× peer” is the ratio to
the line with 1.00 of the same block: the hash of the covered bytes, the bare engine, bare fetch, bare pdf.js. Rows that
name a unit are no times; of sizes the peer is the limit that \`npm run check\` holds.

${table}
`;
const path = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');
await writeFile(path, await format(page, { ...(await resolveConfig(path)), parser: 'markdown' }));
