// `npm run tours`: plays the example product in a browser, as the tests do, and takes the pictures of the guided tours
// into docs/images. The dates on them are the day's.
import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { node, root, run } from './run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'jse-tours-'));
const { code, output } = await run([node, '--test', 'test/e2e.test.ts'], {
  cwd: join(root, 'examples/accounting-app'),
  variables: { JSE_PICTURES: folder },
});
const taken = globSync(join(folder, 'tour-*.png'));
if (code === 0) for (const picture of taken) cpSync(picture, join(root, 'docs/images', basename(picture)));
else console.error(output);
rmSync(folder, { recursive: true });
console.log(`${taken.length} pictures`);
process.exitCode = code === 0 && taken.length > 0 ? 0 : 1;
