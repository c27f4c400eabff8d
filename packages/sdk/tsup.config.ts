import { globSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

type PluginBuild = Parameters<NonNullable<NonNullable<Options['esbuildPlugins']>[number]>['setup']>[0];

/**
 * Each module stays a file of its own: schemas are made by calls, which no bundler drops from inside a module, so that in
 * shared chunks a page would load what only back ends use.
 */
const modulesApart = {
  name: 'modules-apart',
  setup(build: PluginBuild) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
    );
  },
};

const entries = ['index', 'browser', 'server', 'schemas/index', 'rules/index', 'contract/index', 'webhooks/index'];

export default defineConfig({
  entry: globSync('src/**/*.ts', { exclude: (name) => name.endsWith('.test.ts') }),
  format: ['esm'],
  target: 'es2022',
  dts: process.env.WITHOUT_TYPES
    ? false
    : { entry: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])) },
  sourcemap: true,
  clean: true,
  esbuildPlugins: [modulesApart],
});
