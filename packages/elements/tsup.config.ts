import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { defineConfig, type Options } from 'tsup';
import { litCss } from '../../scripts/lit-css.mjs';

const elementEntries = globSync('src/*/*.{define,harness}.ts').map((file) => [file.slice(4, -3), file]);
const frameworks = ['react', 'jsx', 'vue', 'angular'].map((name) => [name, `src/frameworks/${name}.ts`]);
const verifyWorker = createRequire(import.meta.url).resolve('@jse/verify/verify.worker.js');
const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * Registrations stay in files of their own: bundled together they would land in shared chunks, which `sideEffects` of
 * package.json does not name, and a host's bundler would drop them.
 */
const registrationsApart = {
  name: 'registrations-apart',
  setup(build: PluginBuild) {
    build.onResolve({ filter: /\.define\.ts$/ }, ({ path, kind, importer }) => {
      if (kind === 'entry-point') return undefined;
      // A registration stands in its element's folder; whatever else asks for one is bundled into a file beside the folders.
      const from = importer.endsWith('.define.ts') ? path : path.replace(/^\.\.\//, './');
      return { path: from.replace(/\.ts$/, '.js'), external: true };
    });
  },
};

type PluginBuild = Parameters<NonNullable<NonNullable<Options['esbuildPlugins']>[number]>['setup']>[0];

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    define: 'src/define.ts',
    ...Object.fromEntries([...elementEntries, ...frameworks]),
  },
  format: ['esm'],
  target: 'es2022',
  dts: !process.env.WITHOUT_TYPES,
  sourcemap: true,
  clean: true,
  splitting: true,
  treeshake: true,
  noExternal: ['pdfjs-dist'],
  esbuildPlugins: [registrationsApart, litCss],
  async onSuccess() {
    mkdirSync('dist/pdfjs', { recursive: true });
    cpSync(join(pdfjs, 'legacy/build/pdf.worker.min.mjs'), 'dist/pdfjs/pdf.worker.min.mjs');
    cpSync(verifyWorker, 'dist/pdfjs/verify.worker.js');
    for (const folder of ['wasm', 'cmaps', 'standard_fonts', 'iccs']) {
      cpSync(join(pdfjs, folder), join('dist/pdfjs', folder), { recursive: true });
    }
    execFileSync('cem', ['analyze', '--config', 'custom-elements-manifest.config.mjs'], { stdio: 'inherit' });
  },
});
