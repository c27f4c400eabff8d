import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { bare, json, type Reply, type Seen, startFaultServer } from '../../test/fault-server.ts';
import { transactionSample } from '../../test/wire-samples.ts';

const document = transactionSample.files[0];
const finder: string = new URL('../../../../scripts/find-browser.mjs', import.meta.url).href;
const { findChromium, chromiumArgs } = (await import(finder)) as {
  findChromium: () => string | undefined;
  chromiumArgs: string[];
};
let browser: Browser;
let script: string;

before(async () => {
  const entry = fileURLToPath(new URL('../browser.ts', import.meta.url));
  const built = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', globalName: 'jse' });
  script = built.outputFiles[0]?.text ?? '';
  const executablePath = findChromium();
  assert.ok(executablePath, 'no Chromium: set CHROME_PATH');
  browser = await chromium.launch({ executablePath, args: chromiumArgs });
});
after(() => browser?.close());

const session = json(
  {
    accessToken: 'token-one',
    tokenType: 'DPoP',
    expiresAt: '2100-01-01T00:00:00Z',
    purpose: 'prepare',
    transactionId: 'tr_1',
    signatoryId: null,
    memberId: null,
  },
  201,
);

/** Serves the page with the built client, sessions, and uploads by the given replies one after another. */
function platform(...uploads: readonly Reply[]): Reply {
  let next = 0;
  return (response, seen) => {
    if (seen.path === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<script>${script}</script>`);
      return;
    }
    if (seen.path.endsWith('/session')) return session(response, seen);
    if (!seen.path.includes('/uploadFile/')) return bare(404)(response, seen);
    return uploads[Math.min(next++, uploads.length - 1)]?.(response, seen);
  };
}

const uploadsOf = (seen: readonly Seen[]) => seen.filter(({ path }) => path.includes('/uploadFile/'));

async function sentFile(seen: Seen | undefined): Promise<{ name: string; bytes: Uint8Array; fields: unknown }> {
  assert.ok(seen);
  const headers = { 'content-type': seen.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(seen.body), { headers }).formData();
  const file = form.get('file') as File;
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), fields: form.get('SignFields') };
}

/** Uploads two megabytes from a page; with progress it goes by XMLHttpRequest, without by fetch. */
async function uploadFrom(baseUrl: string, how: { progress: boolean; abortAfter?: number }) {
  const page = await browser.newPage();
  await page.goto(baseUrl);
  const outcome = await page.evaluate(async ({ progress, abortAfter }) => {
    const { createBrowserClient } = (globalThis as unknown as { jse: typeof import('../browser.ts') }).jse;
    const getEmbedCode = async () => 'code';
    const client = createBrowserClient({ baseUrl: location.origin, editor: 'shortcut', getEmbedCode });
    const file = new File([new Uint8Array(2_000_000).fill(7)], 'bilan.pdf', { type: 'application/pdf' });
    const reports: { loaded: number; total: number }[] = [];
    const controller = new AbortController();
    if (abortAfter !== undefined) setTimeout(() => controller.abort(), abortAfter);
    try {
      const made = await client.documents.upload('tr_1', 1, file, {
        signFields: [{ order: 1, page: 1, x: 2, y: 3 }],
        signal: controller.signal,
        ...(progress ? { onProgress: (report) => reports.push(report) } : {}),
      });
      return { id: made.id, code: '', reports };
    } catch (error) {
      return { id: '', code: (error as { code: string }).code, reports };
    }
  }, how);
  await page.close();
  return outcome;
}

for (const progress of [true, false]) {
  test(`a page uploads ${progress ? 'with progress' : 'without'}, again after a 503, with the same key`, async () => {
    await using server = await startFaultServer(platform(bare(503), json(document)));
    const { id, code, reports } = await uploadFrom(server.baseUrl, { progress });
    assert.equal(code, '');
    assert.equal(id, document?.id);
    const [first, second] = uploadsOf(server.seen);
    assert.equal(uploadsOf(server.seen).length, 2);
    assert.equal(first?.headers['idempotency-key'], second?.headers['idempotency-key']);
    assert.notEqual(first?.headers['dpop'], second?.headers['dpop']);
    assert.equal(second?.headers.authorization, 'DPoP token-one');
    const { name, bytes, fields } = await sentFile(second);
    assert.equal(name, 'bilan.pdf');
    assert.ok(bytes.length === 2_000_000 && bytes.every((byte) => byte === 7));
    assert.deepEqual(JSON.parse(String(fields)), [{ order: 1, page: 1, positionX: 2, positionY: 3 }]);
    const last = reports.at(-1);
    assert.equal(last !== undefined && last.loaded === last.total && last.total > 2_000_000, progress);
  });
}

test('a page is told of a refusal, a dead connection and its own abort in the same words by both ways', async () => {
  for (const progress of [true, false]) {
    await using refusing = await startFaultServer(platform(bare(413)));
    assert.equal((await uploadFrom(refusing.baseUrl, { progress })).code, 'pdf_too_large');
    await using dead = await startFaultServer(platform((response) => void response.socket?.destroy()));
    assert.equal((await uploadFrom(dead.baseUrl, { progress })).code, 'network');
    assert.ok(uploadsOf(dead.seen).length >= 3);
    await using silent = await startFaultServer(platform(() => {}));
    assert.equal((await uploadFrom(silent.baseUrl, { progress, abortAfter: 500 })).code, 'aborted');
    assert.equal(uploadsOf(silent.seen).length, 1);
  }
});
