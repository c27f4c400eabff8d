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
    const display = await startDisplay();
    started.push(display.server);
    const env = { ...process.env, DISPLAY: display.name, HOME: profile, LIBGL_ALWAYS_SOFTWARE: '1' };
    start(webkit(), ['--private', url], { env: { ...env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } });
  } else throw new Error(`There is no engine ${engine}`);
  return async () => {
    for (const child of started.reverse()) await stop(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** Starts an X11 display that nobody sees: its name and its server. Debian's package is xvfb. */
export async function startDisplay() {
  const command = '/usr/bin/Xvfb';
  if (!existsSync(command)) throw new Error('Xvfb is not installed');
  const server = spawn(command, ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const number = await new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('The display ended')));
    server.stdout.once('data', resolve);
  });
  return { name: `:${String(number).trim()}`, server };
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
