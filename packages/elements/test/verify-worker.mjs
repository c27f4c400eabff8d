import { createRequire } from 'node:module';

const { build } = createRequire(createRequire(import.meta.url).resolve('@web/dev-server-esbuild'))('esbuild');

/** A plugin of @web/test-runner that serves the verifier's worker, one bundle of the sources, as hosts serve it. */
export function verifyWorker() {
  let bundle;
  const make = async () => {
    const { outputFiles } = await build({
      entryPoints: ['../verify/src/worker/verify.worker.ts'],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      logLevel: 'error',
    });
    return outputFiles[0].text;
  };
  return {
    name: 'verify-worker',
    async serve({ path }) {
      if (path !== '/__verify/verify.worker.js') return undefined;
      bundle ??= make();
      return { body: await bundle, type: 'js' };
    },
  };
}
