// What the root's scripts share: which node and pnpm to call, and how to run a command within a time budget.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const bin = join(root, 'node_modules', '.bin');
const pinnedNode = join(bin, 'node');

/** The Node that the lockfile pins, or the running one where no build of it exists (macOS, Windows). */
export const node = existsSync(pinnedNode) ? pinnedNode : process.execPath;

const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), NO_COLOR: '1', CI: 'true' };
delete env.FORCE_COLOR;

/** The command that runs the pinned pnpm: the one that started us, else npx. */
export function pnpm() {
  const started = process.env.npm_execpath ?? '';
  if (/pnpm[^/\\]*\.[cm]?js$/.test(started)) return [node, started];
  if (/pnpm(\.exe)?$/.test(started)) return [started];
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return ['npx', '--yes', packageManager];
}

const running = new Set();

function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) killGroup(child);
    process.exit(130);
  });
}

/**
 * Runs a command to its end or to `seconds`, past which it and its children are killed.
 * Resolves (never rejects) with `code` (null when killed or not started), `output` (both streams), `seconds`, `overtime`.
 */
export function run([command, ...args], { cwd = root, seconds = 600, variables = {} } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const chunks = [];
    let overtime = false;
    const child = spawn(command, args, {
      cwd,
      env: { ...env, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    running.add(child);
    const timer = setTimeout(() => {
      overtime = true;
      killGroup(child);
    }, seconds * 1000);
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      const output = Buffer.concat(chunks).toString('utf8');
      resolve({ code, output, overtime, seconds: (performance.now() - started) / 1000 });
    };
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${command}: ${error.message}\n`));
      end(null);
    });
    child.on('close', end);
  });
}

/** Prints rows of strings as a table; the first row is its head, numbers stand to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      /^[\d.]+( KB| s)?$/.test(cell) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
    console.log(cells.join('  ').trimEnd());
  }
}
