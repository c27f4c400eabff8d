// `npm run check`: every check that is not a test; all run, a table at the end says which failed.
// `npm run check -- lint types` runs the named ones only.
import { join } from 'node:path';
import { node, pnpm, root, run, table } from './run.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);
const script = (name) => [node, join(root, 'scripts', name)];
const packages = ['sdk', 'verify', 'sandbox', 'elements'];
/** What is published beside the modules: not for a type resolver. */
const files = ['openapi.json', 'custom-elements.json', 'pdfjs/*', 'verify.worker.js'];

const checks = {
  lint: [[bin('eslint'), '.']],
  format: [[bin('prettier'), '--check', '--log-level', 'warn', '.']],
  types: [[bin('tsc'), '-b']],
  build: [script('build.mjs')],
  publint: packages.map((name) => [bin('publint'), '--strict', '--pack', 'false', join('packages', name)]),
  attw: packages.map((name) => [
    ...[bin('attw'), '--pack', join('packages', name), '--profile', 'esm-only', '--format', 'ascii'],
    ...['--exclude-entrypoints', ...files],
  ]),
  sizes: [script('check-sizes.mjs')],
  browser: [script('check-browser.mjs')],
  api: [[...script('api-report.ts'), '--check']],
  manifest: [script('check-manifest.mjs'), [node, join(root, 'packages/elements/scripts/frameworks.ts'), '--check']],
  notices: [[...script('notices.mjs'), '--check']],
  licences: [script('check-licences.mjs')],
  audit: [script('check-audit.mjs')],
  docs: [script('check-docs.mjs'), script('check-samples.mjs')],
  site: [[...pnpm(), '--filter', 'docs', 'run', 'site']],
  examples: [script('check-examples.ts')],
};

const asked = process.argv.slice(2).filter((argument) => argument !== '--');
const unknown = asked.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}

/** Seconds for one command. */
const limit = 600;
const shown = new Set(['sizes', 'audit']);
const rows = [['check', 'verdict', 'seconds']];
for (const [name, commands] of Object.entries(checks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  let seconds = 0;
  let failed = false;
  for (const command of commands) {
    const result = await run(command, { seconds: limit });
    seconds += result.seconds;
    const wrong = result.code !== 0;
    if (wrong || shown.has(name)) console.log(`${name}: ${command.slice(1).join(' ')}\n${result.output}`);
    if (result.overtime) console.log(`${name}: killed after ${limit} s`);
    failed ||= wrong;
  }
  rows.push([name, failed ? 'FAILED' : 'ok', seconds.toFixed(1)]);
}
table(rows);
process.exitCode = rows.some(([, verdict]) => verdict === 'FAILED') ? 1 : 0;
