// The door of every root npm script: needs only Node 20+ and npm. It installs the pinned pnpm's
// frozen dependencies (Node 24 among them), a browser where a suite needs one, then runs `run:<script>`.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', npm_config_yes: 'true' };

const posix = process.platform !== 'win32';
const startedBy = process.ppid;

/**
 * Runs a command to its end; false when it failed. It gets a process group of its own, which ends with us: npm stops
 * no more than the shell between us when it is told to stop, so a parent that is gone counts as a signal.
 */
function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env,
      shell: !posix,
      detached: posix,
      ...options,
    });
    const group = posix ? -child.pid : child.pid;
    const send = (signal) => {
      try {
        process.kill(group, signal);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    };
    const stop = (signal) => {
      clearInterval(watch);
      send(signal);
      setTimeout(send, 10_000, 'SIGKILL').unref();
    };
    const watch = setInterval(() => process.ppid !== startedBy && stop('SIGTERM'), 500);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    const end = (passed) => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, stop);
      resolve(passed);
    };
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      end(false);
    });
    child.on('exit', (code, signal) => {
      if (signal || process.ppid !== startedBy) process.exit(130);
      end(code === 0);
    });
  });
}

/** Debian packages that the browser suites and the independent witnesses need, by the file that proves each one. */
const debianPackages = [
  ['chromium', () => findChromium() !== undefined],
  ['fonts-liberation', () => existsSync('/usr/share/fonts/truetype/liberation')],
  ['poppler-utils', () => existsSync('/usr/bin/pdfsig')],
  ['openssl', () => existsSync('/usr/bin/openssl')],
  ['qpdf', () => existsSync('/usr/bin/qpdf')],
  ['postgresql', () => existsSync('/usr/lib/postgresql')],
];
/** The other two engines, and a display for the one that needs it. */
const otherBrowsers = [
  ['firefox-esr', () => existsSync('/usr/bin/firefox-esr')],
  ['webkit2gtk-driver', () => existsSync('/usr/bin/WebKitWebDriver')],
  ['xvfb', () => existsSync('/usr/bin/Xvfb')],
];

const wanted = () => (script === 'test:browsers' ? [...debianPackages, ...otherBrowsers] : debianPackages);
const missingPackages = () =>
  wanted()
    .filter(([, present]) => !present())
    .map(([name]) => name);

async function installSystemPackages() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (posix && existsSync('/usr/bin/apt-get') && process.getuid() === 0) {
    const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-qq'], quiet);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
  }
  const still = missingPackages().join(', ');
  if (still)
    console.error(`Tests fail or are skipped without ${still} (or CHROME_PATH for the browser): install them.`);
}

/** The registry has no Node 24 for macOS and Windows: there it is the developer's own. */
function requireNode24() {
  if (existsSync(join(root, 'node_modules/.bin/node')) || Number(process.versions.node.split('.')[0]) >= 24) return;
  console.error(`Node 24 or later is needed on this system; this is ${process.versions.node}.`);
  process.exit(1);
}

const [script, ...rest] = process.argv.slice(2);
const wantsBrowser = rest[0] === '--browser';
const pnpm = ['--yes', packageManager];
if (!(await run('npx', [...pnpm, 'install', '--frozen-lockfile', '--reporter=append-only']))) process.exit(1);
requireNode24();
if (wantsBrowser) await installSystemPackages();
// Silent about itself, so that a script's last line stays the last.
const passed = wantsBrowser ? rest.slice(1) : rest;
if (!(await run('npx', [...pnpm, '--silent', 'run', `run:${script}`, ...passed]))) process.exit(1);
