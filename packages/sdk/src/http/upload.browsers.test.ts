import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bare, json, type Reply, type Seen, startFaultServer } from '../../test/fault-server.ts';
import { transactionSample } from '../../test/wire-samples.ts';

const document = transactionSample.files[0];
const opener: string = new URL('../../../../scripts/open-page.mjs', import.meta.url).href;
const { askedEngines, openPage } = (await import(opener)) as {
  askedEngines: () => string[];
  openPage: (engine: string, url: string) => Promise<() => Promise<void>>;
};
let script: string;

before(async () => {
  const entry = fileURLToPath(new URL('../browser.ts', import.meta.url));
  const built = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', globalName: 'jse' });
  script = built.outputFiles[0]?.text ?? '';
});

const session = json(
  {
    accessToken: 'token-one',
    tokenType: 'DPoP',
    expiresAt: '2100-01-01T00:00:00Z',
    purpose: 'prepare',
    transactionId: 'tr_1',
    signatoryId: null,
    memberId: null,
    isolation: 'required',
    embedder: null,
  },
  201,
);

/** How a page uploads, and what became of it. */
interface How {
  readonly progress: boolean;
  readonly abortAfter?: number;
}
interface Outcome {
  readonly id: string;
  readonly code: string;
  readonly reports: readonly { readonly loaded: number; readonly total: number }[];
}

/** Serves the page that uploads, sessions, and uploads by the given replies one after another; told of the outcome. */
function platform(how: How, told: (outcome: Outcome) => void, ...uploads: readonly Reply[]): Reply {
  let next = 0;
  return (response, seen) => {
    if (seen.path === '/') {
      const body = `<script>${script}</script><script>(${uploadInPage.toString()})(${JSON.stringify(how)})</script>`;
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><meta charset="utf-8">${body}`);
      return;
    }
    if (seen.path === '/outcome') {
      response.end();
      return told(JSON.parse(seen.body.toString()) as Outcome);
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

/** Runs in the page: uploads two megabytes; with progress it goes by XMLHttpRequest, without by fetch. */
async function uploadInPage({ progress, abortAfter }: How): Promise<void> {
  const { createBrowserClient } = (globalThis as unknown as { jse: typeof import('../browser.ts') }).jse;
  const getEmbedCode = async () => 'code';
  const client = createBrowserClient({ baseUrl: location.origin, editor: 'shortcut', getEmbedCode });
  const file = new File([new Uint8Array(2_000_000).fill(7)], 'bilan.pdf', { type: 'application/pdf' });
  const reports: { loaded: number; total: number }[] = [];
  const controller = new AbortController();
  if (abortAfter !== undefined) setTimeout(() => controller.abort(), abortAfter);
  let outcome: Outcome;
  try {
    const made = await client.documents.upload('tr_1', 1, file, {
      signFields: [{ order: 1, page: 1, x: 2, y: 3 }],
      signal: controller.signal,
      ...(progress ? { onProgress: (report) => reports.push(report) } : {}),
    });
    outcome = { id: made.id, code: '', reports };
  } catch (error) {
    outcome = { id: '', code: (error as { code?: string }).code ?? String(error), reports };
  }
  await fetch('/outcome', { method: 'POST', body: JSON.stringify(outcome) });
}

/** Has a browser upload; resolves with what the page says and with the uploads that the server saw. */
async function uploadIn(engine: string, how: How, ...replies: readonly Reply[]) {
  let tell: (outcome: Outcome) => void = () => undefined;
  const told = new Promise<Outcome>((resolve) => (tell = resolve));
  await using server = await startFaultServer(platform(how, (outcome) => tell(outcome), ...replies));
  const close = await openPage(engine, server.baseUrl);
  try {
    return { ...(await told), uploads: uploadsOf(server.seen) };
  } finally {
    await close();
  }
}

for (const engine of askedEngines()) {
  for (const progress of [true, false]) {
    const how = progress ? 'with progress' : 'without';
    test(`${engine}: a page uploads ${how}, again after a 503, with the same key`, { timeout: 60_000 }, async () => {
      const { id, code, reports, uploads } = await uploadIn(engine, { progress }, bare(503), json(document));
      assert.equal(code, '');
      assert.equal(id, document?.id);
      const [first, second] = uploads;
      assert.equal(uploads.length, 2);
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
    test(
      `${engine}: uploading ${how}, a page is told of a refusal, a dead connection and its own abort`,
      { timeout: 120_000 },
      async () => {
        assert.equal((await uploadIn(engine, { progress }, bare(413))).code, 'pdf_too_large');
        const dead = await uploadIn(engine, { progress }, (response) => void response.socket?.destroy());
        assert.equal(dead.code, 'network');
        assert.ok(dead.uploads.length >= 3);
        const aborted = await uploadIn(engine, { progress, abortAfter: 700 }, () => {});
        assert.equal(aborted.code, 'aborted');
        assert.ok(aborted.uploads.length <= 1);
      },
    );
  }
}
