// Bundles each entry alone, minifies, gzips (-9) and prints what it weighs and of what; fails above a limit.
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Kilobytes (1000 bytes) of gzipped JavaScript that an import may weigh: what signing needs has a fixed bar, the others a
 * ratchet just above what they weigh now; ky, zod/mini as used and dpop are 18 of each.
 */
const limits = [
  ['browser, to sign', `export { createSigningClient } from './browser.ts'`, 25],
  ['browser, to prepare too', `export { createBrowserClient, isJseError } from './browser.ts'`, 30.2],
  ['browser, all of it', `export * from './browser.ts'`, 33.2],
  ['server', `export { createClient, createHandshake, isJseError } from './server.ts'`, 48],
  ['errors and messages', `export { isJseError, userMessage } from './index.ts'`, 3.5],
  ['schemas', `export * from './schemas/index.ts'`, 11],
  ['webhooks', `export * from './webhooks/index.ts'`, 3.1],
  ['rules', `export * from './rules/index.ts'`, 4],
] as const;

const src = fileURLToPath(new URL('../src/', import.meta.url));
let failed = false;
for (const [entry, contents, limit] of limits) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: src },
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
  const verdict = size <= limit ? '' : ' TOO LARGE';
  console.log(`${entry.padEnd(20)} ${size.toFixed(1).padStart(5)} KB gz of ${limit}${verdict}; minified KB: ${shares}`);
  if (size > limit) failed = true;
}
if (failed) process.exitCode = 1;
