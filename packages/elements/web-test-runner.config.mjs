import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumArgs, findChromium } from '../../scripts/find-browser.mjs';
import { countReporter } from './test/count-reporter.mjs';
import { pageInkCommand } from './test/page-ink.mjs';
import { prebundle } from './test/prebundle.mjs';
import { pgliteImage, sandboxBundle } from './test/sandbox-bundle.mjs';
import { strictPage } from './test/strict-page.mjs';
import { verifyWorker } from './test/verify-worker.mjs';
import { pressWithCommand, viewportCommand, webdriverLauncher } from './test/webdriver-launcher.mjs';

const rootDir = new URL('../../', import.meta.url).pathname;

const launchers = {
  chromium: () =>
    chromeLauncher({ launchOptions: { executablePath: findChromium(), headless: true, args: chromiumArgs } }),
  firefox: () =>
    chromeLauncher({
      launchOptions: {
        browser: 'firefox',
        executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
        args: [],
      },
    }),
  webkit: () =>
    webdriverLauncher({
      name: 'WebKitGTK',
      command: 'WebKitWebDriver',
      port: 4466,
      env: { LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
      capabilities: {
        'webkitgtk:browserOptions': {
          binary: process.env.MINIBROWSER_PATH ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
          args: ['--automation'],
        },
      },
    }),
};

const asked = (process.env.BROWSERS ?? 'chromium').split(',');

export default {
  files: ['src/**/*.test.ts'],
  rootDir: '../../',
  middleware: [pgliteImage({ rootDir })],
  nodeResolve: { exportConditions: ['@jse/source', 'browser', 'production'] },
  browsers: asked.map((name) => launchers[name]()),
  // One page at a time: a page in the background gets no animation frames, and pdf.js draws in them.
  concurrency: 1,
  concurrentBrowsers: 1,
  testFramework: { config: { timeout: 15_000 } },
  testsFinishTimeout: 180_000,
  reporters: [countReporter()],
  plugins: [
    viewportCommand(),
    pressWithCommand(),
    pageInkCommand(),
    prebundle({
      'pdf-lib': '*',
      papaparse: '{ default }',
      react: '{ createElement }',
      'react-dom': '{ flushSync }',
      'react-dom/client': '{ createRoot }',
      vue: ['*', 'vue/dist/vue.esm-browser.prod.js'],
    }),
    strictPage(),
    verifyWorker(),
    sandboxBundle({ rootDir }),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: new URL('../../tsconfig.base.json', import.meta.url).pathname,
    }),
  ],
};
