// The door of every root npm script: needs only Node 20+ and npm. It installs the pinned pnpm's
// frozen dependencies (Node 24 among them), a browser where a suite needs one, then runs `run:<script>`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', npm_config_yes: 'true' };

/** Runs a command in the foreground; false when it failed. */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
    ...options,
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** Debian packages that the browser suites and the independent witnesses need, by the file that proves each one. */
const debianPackages = [
  ['chromium', () => findChromium() !== undefined],
  ['fonts-liberation', () => existsSync('/usr/share/fonts/truetype/liberation')],
  ['poppler-utils', () => existsSync('/usr/bin/pdfsig')],
  ['openssl', () => existsSync('/usr/bin/openssl')],
  ['qpdf', () => existsSync('/usr/bin/qpdf')],
];

function installSystemPackages() {
  const missing = debianPackages.filter(([, present]) => !present()).map(([name]) => name);
  if (missing.length === 0) return;
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const installed =
    process.platform === 'linux' &&
    existsSync('/usr/bin/apt-get') &&
    process.getuid?.() === 0 &&
    run('apt-get', ['update', '-qq'], quiet) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
  if (installed) return;
  console.error(`Some suites will fail without ${missing.join(', ')} (or CHROME_PATH for the browser): install them.`);
}

const [script, ...rest] = process.argv.slice(2);
const wantsBrowser = rest[0] === '--browser';
const pnpm = ['--yes', packageManager];
if (!run('npx', [...pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'])) process.exit(1);
if (wantsBrowser) installSystemPackages();
// Silent about itself, so that a script's last line stays the last.
const passed = wantsBrowser ? rest.slice(1) : rest;
if (!run('npx', [...pnpm, '--silent', 'run', `run:${script}`, ...passed])) process.exit(1);
