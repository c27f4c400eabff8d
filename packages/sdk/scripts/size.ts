// Bundles each entry alone, minifies, gzips (-9) and prints what it weighs and of what; fails above a budget.
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Kilobytes (1000 bytes) of gzipped JavaScript that an entry may weigh. */
const budgets = { browser: 25, server: 25, index: 15, 'schemas/index': 12, 'rules/index': 2 } as const;

const src = fileURLToPath(new URL('../src/', import.meta.url));
let failed = false;
for (const [entry, budget] of Object.entries(budgets)) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export * from './${entry}.ts';`, resolveDir: src },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    metafile: true,
    legalComments: 'none',
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const size = gzipSync(code, { level: 9 }).length / 1000;
  const parts = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(Object.values(metafile.outputs)[0]?.inputs ?? {})) {
    const owner = /node_modules\/(?!\.pnpm)((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? '@jse/sdk';
    parts.set(owner, (parts.get(owner) ?? 0) + bytesInOutput);
  }
  const shares = [...parts].map(([owner, bytes]) => `${owner} ${(bytes / 1000).toFixed(1)}`).join(', ');
  const verdict = size <= budget ? 'ok' : 'TOO LARGE';
  console.log(
    `${entry.padEnd(14)} ${size.toFixed(1).padStart(5)} KB gz of ${budget} (${verdict}); minified KB: ${shares}`,
  );
  if (size > budget) failed = true;
}
if (failed) process.exitCode = 1;
