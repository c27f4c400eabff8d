import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './scripts/find-browser.mjs';

// The stories, each rendered and played in Chromium, with axe's verdict on what stands there.
const executablePath = findChromium();
const args = chromiumArgs.filter((arg) => arg !== '--no-sandbox');

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        plugins: [storybookTest({ configDir: fileURLToPath(new URL('.storybook', import.meta.url)) })],
        test: {
          name: 'stories',
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              // Axe must not look at a button in the midst of changing its colour.
              contextOptions: { reducedMotion: 'reduce' },
              launchOptions: { ...(executablePath && { executablePath }), chromiumSandbox: false, args },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
