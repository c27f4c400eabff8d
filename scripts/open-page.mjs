import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumArgs, findChromium } from './find-browser.mjs';

const firefox = () => process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
const webkit = () => process.env.MINIBROWSER_PATH ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** The engines that BROWSERS names (`chromium,firefox,webkit`); Chromium when it is not set. */
export const askedEngines = () => (process.env.BROWSERS ?? 'chromium').split(',');

/**
 * Opens a page in a browser of its own, with a fresh profile, as a user's click on a link does; the page tells its
 * server what there is to tell. Resolves with what closes it; throws where the engine is not installed.
 */
export async function openPage(engine, url) {
  const profile = mkdtempSync(join(tmpdir(), 'jse-page-'));
  const started = [];
  const start = (command, args, options = {}) => {
    if (!command || !existsSync(command)) throw new Error(`${engine} is not installed`);
    const child = spawn(command, args, { stdio: 'ignore', detached: true, ...options });
    started.push(child);
    return child;
  };
  if (engine === 'chromium')
    start(findChromium(), [...chromiumArgs, '--headless=new', `--user-data-dir=${profile}`, url]);
  else if (engine === 'firefox') start(firefox(), ['--headless', '--no-remote', '--profile', profile, url]);
  else if (engine === 'webkit') {
    const display = await startDisplay(start);
    const env = { ...process.env, DISPLAY: display, HOME: profile, LIBGL_ALWAYS_SOFTWARE: '1' };
    start(webkit(), ['--private', url], { env: { ...env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } });
  } else throw new Error(`There is no engine ${engine}`);
  return async () => {
    for (const child of started.reverse()) await stop(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** A display of X11 that nobody sees; resolves with its name. */
function startDisplay(start) {
  const server = start('/usr/bin/Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('The display ended')));
    server.stdout.once('data', (number) => resolve(`:${String(number).trim()}`));
  });
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
