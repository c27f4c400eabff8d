import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

const entries = ['index', 'browser', 'server', 'schemas/index', 'rules/index', 'contract/index', 'webhooks/index'];

/** Runs in a process of its own: imports the entry while everything that it could touch tells of it. */
const program = (entry: string) => `
  const touched = [];
  const watch = (owner, name) => { owner[name] = (...given) => touched.push(name + ' ' + String(given[0])); };
  for (const name of ['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'addEventListener']) watch(globalThis, name);
  for (const name of ['log', 'warn', 'error', 'info', 'debug']) watch(console, name);
  watch(process, 'on');
  const prototypes = [Object, Array, Promise, Error, Request, Response, Headers, ReadableStream].map((one) => one.prototype);
  const shape = () => prototypes.map((one) => Reflect.ownKeys(one).map(String).join()).join('|');
  const shaped = shape();
  const before = new Set(Reflect.ownKeys(globalThis));
  await import(${JSON.stringify(new URL(`./${entry}.ts`, import.meta.url).href)});
  const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String);
  process.stdout.write(JSON.stringify({ touched, added, same: shape() === shaped }));
`;

for (const entry of entries) {
  test(`importing ${entry} does nothing`, async () => {
    const args = ['--conditions=@jse/source', '--no-warnings', '--input-type=module', '--eval', program(entry)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { touched, added, same } = JSON.parse(stdout) as { touched: string[]; added: string[]; same: boolean };
    assert.deepEqual(touched, []);
    // zod shares its settings and its registry with other copies of itself.
    assert.deepEqual(
      added.filter((name) => !name.startsWith('__zod_')),
      [],
    );
    assert.ok(same);
  });
}
