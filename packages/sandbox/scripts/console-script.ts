import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { build } from 'tsup';

const root = join(import.meta.dirname, '..');
/** Where the bundle is kept: as text, so that it is there in a page, from sources and from the package alike. */
export const scriptPath = join(root, 'src/console/script.ts');

/** Bundles the console's page script and returns the module that holds it. */
export async function consoleScriptModule(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'jse-console-'));
  try {
    await build({
      entry: { main: join(root, 'src/console/client/main.ts') },
      outDir,
      format: ['iife'],
      platform: 'browser',
      target: 'es2023',
      minify: true,
      silent: true,
      config: false,
      dts: false,
      splitting: false,
    });
    const bundle = (await readFile(join(outDir, 'main.global.js'), 'utf8')).trim();
    // What an HTML parser would take for the end or a comment of the script stays inside its string.
    const safe = bundle.replaceAll('</script', String.raw`<\/script`).replaceAll('<!--', String.raw`<\!--`);
    const source = `/** The script of the console's page, bundled from \`client/\` by \`scripts/console-script.ts\`. */\nexport const consoleScript = ${JSON.stringify(safe)};\n`;
    return await format(source, { parser: 'typescript', singleQuote: true, printWidth: 120 });
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

if (import.meta.main) await writeFile(scriptPath, await consoleScriptModule());
