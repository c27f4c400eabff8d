import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bare, json, type Reply, startFaultServer } from '../../test/fault-server.ts';
import { transactionSample } from '../../test/wire-samples.ts';
import { isJseError } from '../errors.ts';
import { createClient } from '../server.ts';

const clientOf = (baseUrl: string) =>
  createClient({ baseUrl, editor: 'shortcut', officeToken: 'office', userToken: 'user' });
const document = transactionSample.files[0];
const bytes = new TextEncoder().encode('%PDF-1.7 …');

async function formOf(seen: { headers: { 'content-type'?: string | undefined }; body: Buffer } | undefined) {
  assert.ok(seen);
  const headers = { 'content-type': seen.headers['content-type'] ?? '' };
  return new Response(new Uint8Array(seen.body), { headers }).formData();
}

test('bytes, blobs, files and named bytes arrive whole under their names', async () => {
  await using server = await startFaultServer(json(document));
  const { documents } = clientOf(server.baseUrl);
  const files = [
    [bytes, 'document.pdf'],
    [new Blob([bytes]), 'document.pdf'],
    [new File([bytes], 'bilan.pdf'), 'bilan.pdf'],
    [{ name: 'lettre été.pdf', bytes }, 'lettre été.pdf'],
  ] as const;
  for (const [index, [file, name]] of files.entries()) {
    const made = await documents.upload('tr_1', 2, file, { signFields: [{ order: 1, page: -1, x: 10, y: 20 }] });
    assert.equal(made.currentSha256, document?.currentSha256);
    assert.equal(server.seen[index]?.path, '/editor/shortcut/transaction/tr_1/uploadFile/2');
    const form = await formOf(server.seen[index]);
    const sent = form.get('file') as File;
    assert.equal(sent.name, name);
    assert.deepEqual(new Uint8Array(await sent.arrayBuffer()), bytes);
    assert.deepEqual(JSON.parse(String(form.get('SignFields'))), [
      { order: 1, page: -1, positionX: 10, positionY: 20 },
    ]);
  }
  await documents.upload('tr_1', 1, bytes, { name: 'autre.pdf' });
  assert.equal(((await formOf(server.seen.at(-1))).get('file') as File).name, 'autre.pdf');
});

test('an upload is repeated with the same bytes and key, and progress ends at the whole', async () => {
  await using server = await startFaultServer(bare(503), json(document));
  const large = new Uint8Array(2_000_000).fill(7);
  const reported: number[] = [];
  await clientOf(server.baseUrl).documents.upload('tr_1', 1, large, {
    onProgress: ({ loaded, total }) => reported.push(loaded / total),
  });
  const [first, second] = server.seen;
  assert.equal(first?.headers['idempotency-key'], second?.headers['idempotency-key']);
  const sent = (await formOf(second)).get('file') as File;
  assert.deepEqual(new Uint8Array(await sent.arrayBuffer()), large);
  assert.ok(reported.length > 1);
  assert.equal(reported.at(-1), 1);
});

test('a file that is too large is sent once', async () => {
  await using server = await startFaultServer(bare(413, { 'retry-after': '0' }));
  const upload = clientOf(server.baseUrl).documents.upload('tr_1', 1, bytes);
  await assert.rejects(upload, (error) => isJseError(error, 'pdf_too_large') && error.status === 413);
  assert.equal(server.seen.length, 1);
});

const digestOf = (data: Uint8Array) => `sha-256=:${createHash('sha256').update(data).digest('base64')}:`;
const pdf =
  (body: Uint8Array, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/pdf', ...headers }).end(body);
  };

test('a download gives the bytes and their hash, checked against Repr-Digest', async () => {
  const other = digestOf(new Uint8Array([1]));
  await using server = await startFaultServer(
    pdf(bytes, { 'repr-digest': `sha-512=:AAAA:, ${digestOf(bytes)}` }),
    pdf(bytes),
    pdf(bytes, { 'repr-digest': other }),
    json({}),
  );
  const { documents } = clientOf(server.baseUrl);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const first = await documents.download('tr_1', 'fi_1', { revision: 'original' });
  assert.equal(server.seen[0]?.path, '/editor/shortcut/transaction/tr_1/file/fi_1?revision=original');
  assert.deepEqual([...first.bytes], [...bytes]);
  assert.equal(first.sha256, sha256);
  assert.equal(first.blob().type, 'application/pdf');
  assert.deepEqual(new Uint8Array(await first.blob().arrayBuffer()), bytes);
  assert.equal((await documents.download('tr_1', 'fi_1')).sha256, sha256);
  for (const _ of ['another digest', 'another type']) {
    await assert.rejects(documents.download('tr_1', 'fi_1'), (error) => isJseError(error, 'response_invalid'));
  }
});

test('streams, and files on the disk, arrive whole; a repeated attempt sends them again', async (t) => {
  await using server = await startFaultServer(json(document), bare(503), json(document));
  const { documents } = clientOf(server.baseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'jse-upload-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'lettre.pdf'), bytes);
  await documents.upload('tr_1', 1, await openAsBlob(join(folder, 'lettre.pdf')));
  await documents.upload('tr_1', 1, new Blob([bytes]).stream());
  assert.equal(server.seen.length, 3);
  for (const seen of server.seen) {
    const sent = (await formOf(seen)).get('file') as File;
    assert.deepEqual(new Uint8Array(await sent.arrayBuffer()), bytes);
  }
});

test('a document as a stream: whole, altered on the way, cut short, refused, given up, silent', async () => {
  const digest = createHash('sha256').update(bytes);
  const headers = { 'content-type': 'application/pdf', 'repr-digest': `sha-256=:${digest.copy().digest('base64')}:` };
  const file: Reply = (response) => void response.writeHead(200, headers).end(bytes);
  const altered: Reply = (response) => void response.writeHead(200, headers).end(bytes.map((byte) => byte ^ 1));
  const cut: Reply = (response) => {
    response.writeHead(200, { ...headers, 'content-length': '1000' }).write(bytes);
    setTimeout(() => response.socket?.destroy(), 20);
  };
  const silent: Reply = (response) => void response.writeHead(200, headers).write(bytes.subarray(0, 2));
  await using server = await startFaultServer(file, altered, cut, bare(404), file, silent);
  const { documents } = clientOf(server.baseUrl);
  const open = () => documents.stream('tr_1', 'f_1');
  const whole = await open();
  assert.deepEqual(new Uint8Array(await new Response(whole.stream).arrayBuffer()), bytes);
  assert.equal(await whole.sha256, digest.digest('hex'));
  for (const code of ['response_invalid', 'network'] as const) {
    const broken = await open();
    const fails = (error: unknown) => isJseError(error, code);
    await assert.rejects(new Response(broken.stream).arrayBuffer(), fails);
    await assert.rejects(broken.sha256, fails);
  }
  await assert.rejects(open(), (error) => isJseError(error, 'response_invalid'));
  const left = await open();
  await left.stream.cancel();
  await assert.rejects(left.sha256, (error) => isJseError(error, 'aborted'));
  const silenced = await documents.stream('tr_1', 'f_1', { timeoutMs: 200 });
  await assert.rejects(new Response(silenced.stream).arrayBuffer(), (error) => isJseError(error, 'timeout'));
});

test(
  'the signal ends an upload while its stream is still read, and lets go of the stream',
  { timeout: 10_000 },
  async () => {
    await using server = await startFaultServer(json(document));
    const { documents } = clientOf(server.baseUrl);
    const stop = new AbortController();
    let letGo: (reason: unknown) => void = () => undefined;
    const cancelled = new Promise<unknown>((resolve) => {
      letGo = resolve;
    });
    const endless = new ReadableStream<Uint8Array>({
      pull: () => {
        stop.abort();
        return new Promise(() => undefined);
      },
      cancel: (reason) => letGo(reason),
    });
    const upload = documents.upload('tr_1', 1, endless, { signal: stop.signal });
    await assert.rejects(upload, (error) => isJseError(error, 'aborted'));
    await cancelled;
    assert.equal(server.seen.length, 0);
  },
);

test('an answer of another type than a file leaves no connection open', { timeout: 10_000 }, async () => {
  let hungUp: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    hungUp = resolve;
  });
  const page: Reply = (response) => {
    response.on('close', hungUp);
    response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html>');
  };
  await using server = await startFaultServer(page);
  const { documents } = clientOf(server.baseUrl);
  await assert.rejects(documents.stream('tr_1', 'f_1'), (error) => isJseError(error, 'response_invalid'));
  await closed;
});
