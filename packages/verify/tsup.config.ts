import { defineConfig, type Options } from 'tsup';

const common = { format: ['esm'], target: 'es2022', sourcemap: true, treeshake: true } satisfies Options;

export default defineConfig([
  {
    ...common,
    entry: {
      index: 'src/index.ts',
      areas: 'src/areas/index.ts',
      x509: 'src/x509/index.ts',
      evidence: 'src/evidence/index.ts',
      structure: 'src/structure/index.ts',
      report: 'src/report/index.ts',
      worker: 'src/worker/index.ts',
      cli: 'src/cli.ts',
    },
    dts: !process.env.WITHOUT_TYPES,
    // The worker's script is the other build's.
    clean: ['!verify.worker.*'],
  },
  // A worker's script stands alone: a host serves this one file.
  {
    ...common,
    entry: { 'verify.worker': 'src/worker/verify.worker.ts' },
    platform: 'browser',
    splitting: false,
    noExternal: [/./],
    minify: true,
    clean: false,
  },
]);
