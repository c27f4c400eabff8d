import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { before, test } from 'node:test';
import { verdictOn, type PageOutcome } from '../test/browser-page.ts';
import { corpusFile, corpusJson, skipCorpus } from '../test/corpus.ts';
import { ownOriginals } from '../test/fuzz/originals.ts';
import { vectorFiles } from '../test/wycheproof.ts';

const script = (name: string): string => new URL(`../../../scripts/${name}`, import.meta.url).href;
const { askedEngines, openPage } = (await import(script('open-page.mjs'))) as {
  askedEngines: () => string[];
  openPage: (engine: string, url: string) => Promise<() => Promise<void>>;
};
const { bundle } = (await import(script('bundle.mjs'))) as {
  bundle: (entry: string) => Promise<{ files: { path: string; contents: Uint8Array }[] }>;
};

interface Listed {
  readonly file: string;
  readonly bytes: number;
  readonly expected: { readonly password: string | null };
}

let chunks: Map<string, Uint8Array>;
const files = new Map<string, { bytes: () => Uint8Array; password: string | null }>();

before(async () => {
  const built = await bundle('packages/verify/test/browser-page.ts');
  chunks = new Map(built.files.map(({ path, contents }) => [path.split('/').at(-1) as string, contents]));
  for (const { name, bytes } of await ownOriginals()) files.set(name, { bytes, password: null });
  // Every fifth file of the corpus, small ones, the protected among them.
  const listed = skipCorpus ? [] : (corpusJson('manifest.json') as Listed[]);
  for (const [at, { file, bytes, expected }] of listed.entries()) {
    const wanted = expected.password !== null || at % 5 === 0;
    if (wanted && bytes < 300_000) files.set(file, { bytes: () => corpusFile(file), password: expected.password });
  }
});

/** Serves the page, its chunks and its tasks; resolves when the page has posted what it found. */
function serve(told: (outcome: PageOutcome) => void): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const name = path.split('/').slice(2).join('/');
    if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end(
        '<!doctype html><meta charset="utf-8"><script type="module" src="/js/entry.js"></script>',
      );
    }
    if (path === '/tasks') {
      const tasks = [...files].map(([task, { password }]) => ({ name: task, password }));
      return void response.end(JSON.stringify({ files: tasks, vectors: skipCorpus ? [] : vectorFiles }));
    }
    if (path === '/outcome') {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      return void request.on('end', () => {
        response.end();
        told(JSON.parse(Buffer.concat(parts).toString()) as PageOutcome);
      });
    }
    if (path.startsWith('/js/') && chunks.has(name)) {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return void response.end(chunks.get(name));
    }
    if (path.startsWith('/file/') && files.has(name)) return void response.end(files.get(name)?.bytes());
    if (path.startsWith('/vectors/')) return void response.end(JSON.stringify(corpusJson(`wycheproof/${name}.json`)));
    response.writeHead(404).end();
  });
  return new Promise((ready) => server.listen(0, 'localhost', () => ready(server)));
}

for (const engine of askedEngines()) {
  test(`vectors hold and files get the verdict that Node gives them: ${engine}`, async () => {
    let told: (outcome: PageOutcome) => void = () => undefined;
    const found = new Promise<PageOutcome>((resolve) => (told = resolve));
    const server = await serve((outcome) => told(outcome));
    const close = await openPage(engine, `http://localhost:${(server.address() as AddressInfo).port}/`);
    const outcome = await found;
    await close();
    server.close();
    assert.equal(outcome.fault, undefined);
    for (const [name, { counted, wrong }] of Object.entries(outcome.vectors)) {
      assert.ok(counted > 0, name);
      assert.deepEqual(wrong, [], name);
    }
    assert.equal(Object.keys(outcome.vectors).length, skipCorpus ? 0 : vectorFiles.length);
    for (const [name, { bytes, password }] of files) {
      const here = JSON.parse(JSON.stringify(await verdictOn(bytes(), password))) as unknown;
      assert.deepEqual(outcome.files[name], here, name);
    }
  });
}
