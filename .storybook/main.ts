import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/web-components-vite';
import { mergeConfig } from 'vite';
import { servePdfjs } from './serve-pdfjs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pdfjs = '../packages/elements/node_modules/pdfjs-dist';

const config: StorybookConfig = {
  stories: ['../packages/elements/src/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  features: { sidebarOnboardingChecklist: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // pdf.js's own files, laid out as in the published package.
  staticDirs: [
    { from: `${pdfjs}/legacy/build/pdf.worker.min.mjs`, to: '/pdfjs/pdf.worker.min.mjs' },
    ...['wasm', 'cmaps', 'standard_fonts', 'iccs'].map((folder) => ({
      from: `${pdfjs}/${folder}`,
      to: `/pdfjs/${folder}`,
    })),
  ],
  viteFinal(config, { configType }) {
    return mergeConfig(config, {
      plugins: [servePdfjs(`${root}packages/elements/node_modules/pdfjs-dist`)],
      // The static build works under any path.
      base: configType === 'PRODUCTION' ? './' : '/',
      resolve: { conditions: ['@jse/source', 'module', 'browser', 'development|production'] },
      optimizeDeps: {
        // PGlite finds its WebAssembly by its own address; what the sources need is crawled before the first page.
        exclude: ['@electric-sql/pglite'],
        entries: [
          '.storybook/preview.ts',
          'packages/elements/src/**/*.stories.ts',
          'packages/{sdk,verify,sandbox}/src/index.ts',
        ].map((path) => `${root}${path}`),
      },
      build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
    });
  },
};

export default config;
