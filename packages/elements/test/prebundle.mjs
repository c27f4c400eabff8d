import { createRequire } from 'node:module';

const { build } = createRequire(createRequire(import.meta.url).resolve('@web/dev-server-esbuild'))('esbuild');
const prefix = '/__prebundled/';

/**
 * A plugin of @web/test-runner that serves the named packages as one ESM file each, with the named exports: packages that
 * are CommonJS, or whose dependencies are, cannot be loaded by a browser as they are. `[exports, file]` takes another
 * file of the package than its main one.
 */
export function prebundle(names) {
  const bundles = new Map();
  const bundle = async (name) => {
    const [exported, file = name] = [names[name]].flat();
    const { outputFiles } = await build({
      stdin: { contents: `export ${exported} from ${JSON.stringify(file)};`, resolveDir: process.cwd() },
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
    name: 'prebundle',
    resolveImport({ source }) {
      return source in names ? `${prefix}${encodeURIComponent(source)}.js` : undefined;
    },
    async serve({ path }) {
      if (!path.startsWith(prefix)) return undefined;
      const name = decodeURIComponent(path.slice(prefix.length, -'.js'.length));
      if (!bundles.has(name)) bundles.set(name, bundle(name));
      return { body: await bundles.get(name), type: 'js' };
    },
  };
}
