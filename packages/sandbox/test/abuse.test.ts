import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { operations } from '@jse/sdk/contract';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { type Caller, call, callerOf, send } from './api.ts';
import { baseUrl, clients, draft, editor, makePdf, type Platform, startPlatform } from './platform.ts';

const megabyte = 1_000_000;

describe('abuse', () => {
  let platform: Platform;
  let as: Caller;
  let id: string;
  before(async () => {
    platform = await startPlatform({ settings: { rateLimits: null } });
    as = await callerOf(platform);
    id = await draft(platform, ['first']);
  });
  after(() => platform.sandbox.close());

  async function upload(bytes: Uint8Array, name: string, order = 1) {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(bytes)], name, { type: 'application/pdf' }));
    const response = await send(platform, operations.uploadFile, {
      as,
      params: { transactionId: id, order: String(order) },
      form,
    });
    return {
      status: response.status,
      answer: (await response.json()) as { id?: string; name?: string; code?: string },
    };
  }
  /** Memory and time that a call takes beyond what was there. */
  async function measured<T>(run: () => Promise<T>): Promise<{ value: T; megabytes: number; milliseconds: number }> {
    const started = performance.now();
    const before = process.memoryUsage().rss;
    let peak = before;
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
    const value = await run();
    clearInterval(timer);
    peak = Math.max(peak, process.memoryUsage().rss);
    return { value, megabytes: (peak - before) / megabyte, milliseconds: performance.now() - started };
  }

  test('no name of a file breaks out of its header, and every name comes back', async () => {
    const pdf = await makePdf(1);
    const names = [
      'a\r\nSet-Cookie: x=1\r\n\r\n<script>.pdf',
      '"; filename="evil.exe',
      "a';alert(1);'.pdf",
      '../../etc/passwd.pdf',
      'C:\\Windows\\x.pdf',
      '\u202efdp.exe',
      `${'x'.repeat(145)}😀.pdf`,
      `${'é'.repeat(300)}.pdf`,
      '名前 файл 🧾.pdf',
      '.pdf',
    ];
    for (const name of names) {
      const { status, answer } = await upload(pdf, name);
      assert.equal(status, 200, `${JSON.stringify(name)}: ${JSON.stringify(answer)}`);
      assert.match(answer.name ?? '', /^[^\u0000-\u001f\u202e"<>/\\]+\.pdf$/u); // eslint-disable-line no-control-regex -- what must not be there
      const response = await send(platform, operations.downloadFile, {
        as,
        params: { transactionId: id, fileId: answer.id ?? '' },
      });
      assert.equal(response.status, 200);
      const disposition = response.headers.get('content-disposition') ?? '';
      assert.match(disposition, /^attachment; filename\*=UTF-8''[\w.!~*'()%-]+$/);
      assert.equal(decodeURIComponent(disposition.split("''")[1] ?? ''), answer.name);
      assert.equal(response.headers.get('set-cookie'), null);
      await response.arrayBuffer();
    }
  });

  test('line breaks in titles, senders and names add no header to a mail and no line to an SMS', async () => {
    const { id: created } = await call(platform, operations.createTransaction, {
      as,
      body: {
        object: 'Titre\r\nBcc: x@else.example',
        mailSubject: 'Objet\r\nBcc: x@else.example',
        mailSender: 'Moi\nBcc: x@else.example',
      },
    });
    const form = new FormData();
    form.set('file', new File([new Uint8Array(await makePdf(1))], 'x.pdf'));
    await call(platform, operations.uploadFile, { as, params: { transactionId: created, order: '1' }, form });
    const person = { ...clients.second, name: clients.second.lastName };
    await call(platform, operations.createSignatory, {
      as,
      params: { transactionId: created },
      body: { level: 1, firstName: person.firstName, name: person.name, email: person.email, phone: person.phone },
    });
    await call(platform, operations.sendTransaction, { as, params: { transactionId: created } });
    const letters = await platform.sandbox.outbox.messages({ to: clients.second.email });
    assert.equal(letters.length, 1);
    const [letter] = letters;
    assert.ok(!/[\r\n]/.test(letter?.subject ?? ''), JSON.stringify(letter?.subject));
    assert.equal((await platform.sandbox.outbox.messages({ to: 'x@else.example' })).length, 0);
  });

  test('a statement that a spreadsheet opens holds no formula', async () => {
    const formula = '=HYPERLINK("http://else.example","x")';
    await call(platform, operations.createTopUp, { as, body: { amountCents: 100, reference: formula } });
    const day = (offset: number) =>
      new Date(platform.sandbox.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
    const query = { from: day(-30), to: day(30) };
    const response = await send(platform, operations.downloadStatement, { as, query });
    const text = await response.text();
    assert.ok(text.includes('HYPERLINK'), text);
    for (const cell of text.split(/[;\r\n]+/)) assert.ok(!/^"?=/.test(cell), cell);
  });

  test(
    'streams that unpack to hundreds of times their size are refused or shown small, in bounded time and memory',
    { timeout: 120_000 },
    async () => {
      const bombs: [string, Uint8Array][] = [
        ['a page whose content unpacks to 200 MB', await bomb(200, 1)],
        ['a page whose content unpacks twice', await bomb(200, 2)],
        ['an object stream that unpacks to 200 MB', objectStreamBomb(200)],
        ['a cross-reference stream that unpacks to 200 MB', crossReferenceBomb(200)],
        ['a page tree that holds itself', await loop()],
        ['a hundred thousand nested arrays', await nested(100_000)],
      ];
      for (const [what, bytes] of bombs) {
        assert.ok(bytes.length < 10 * megabyte, what);
        const { value, megabytes, milliseconds } = await measured(() => upload(bytes, 'bomb.pdf', 2));
        assert.ok(
          value.status === 200 || value.status === 422,
          `${what}: ${value.status} ${JSON.stringify(value.answer)}`,
        );
        assert.ok(milliseconds < 15_000, `${what} took ${Math.round(milliseconds)} ms`);
        assert.ok(megabytes < 400, `${what} took ${Math.round(megabytes)} MB`);
      }
    },
  );

  test('a body that says it is packed is not unpacked; one that is too large is cut off while it is read', async () => {
    const packed = gzipSync(Buffer.alloc(50 * megabyte, '{'));
    const url = `${baseUrl}/editor/${editor.shortcut}/transaction`;
    const headers = { ...as, 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const response = await platform.sandbox.fetch(new Request(url, { method: 'POST', headers, body: packed }));
    assert.ok(response.status === 400 || response.status === 415, String(response.status));
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const init = {
      method: 'POST',
      headers: { ...as, 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    };
    const cut = await platform.sandbox.fetch(new Request(url, init as RequestInit));
    assert.ok(cut.status === 400 || cut.status === 413, String(cut.status));
    assert.ok(read < 3 * megabyte, `${read} bytes were read`);
  });
});

/** A page whose content stream is this many megabytes of blanks, packed this many times. */
async function bomb(size: number, times: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  let bytes: Uint8Array = deflateSync(Buffer.alloc(size * megabyte, ' '), { level: 9 });
  for (let at = 1; at < times; at++) bytes = deflateSync(bytes, { level: 9 });
  const filter = Array.from({ length: times }, () => PDFName.of('FlateDecode'));
  const dict = pdf.context.obj({ Length: bytes.length, Filter: filter });
  page.node.set(PDFName.of('Contents'), pdf.context.register(PDFRawStream.of(dict, bytes)));
  return pdf.save({ useObjectStreams: false });
}

/** A file whose only object stream unpacks to this many megabytes. */
function objectStreamBomb(size: number): Uint8Array {
  const packed = deflateSync(Buffer.concat([Buffer.from('3 0 '), Buffer.alloc(size * megabyte, ' ')]), { level: 9 });
  return assemble([
    [1, Buffer.from('<</Type/Catalog/Pages 2 0 R>>')],
    [2, Buffer.from('<</Type/Pages/Count 1/Kids[3 0 R]>>')],
    [4, stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', packed)],
  ]);
}

/** A file whose cross-reference stream unpacks to this many megabytes. */
function crossReferenceBomb(size: number): Uint8Array {
  const packed = deflateSync(Buffer.alloc(size * megabyte, 1), { level: 9 });
  const head = Buffer.from(
    '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n',
  );
  const entry = stream(`/Type/XRef/Size 3/W[1 4 2]/Root 1 0 R/Filter/FlateDecode`, packed);
  return Buffer.concat([
    head,
    Buffer.from('3 0 obj\n'),
    entry,
    Buffer.from(`\nendobj\nstartxref\n${head.length}\n%%EOF\n`),
  ]);
}

const stream = (entries: string, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`<<${entries}/Length ${bytes.length}>>stream\n`), bytes, Buffer.from('\nendstream')]);

function assemble(objects: readonly (readonly [number, Uint8Array])[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: (readonly [number, number])[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [number, body] of objects) {
    offsets.push([number, length]);
    const part = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    parts.push(part);
    length += part.length;
  }
  const lines = offsets
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('');
  return Buffer.concat([
    ...parts,
    Buffer.from(
      `xref\n0 1\n0000000000 65535 f \n${lines}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  ]);
}

async function loop(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]);
  const pages = pdf.catalog.get(PDFName.of('Pages'));
  pdf.catalog.Pages().set(PDFName.of('Kids'), pdf.context.obj([pages ?? null]));
  return pdf.save({ useObjectStreams: false });
}

async function nested(levels: number): Promise<Uint8Array> {
  const file = Buffer.from(await (await PDFDocument.load(await makePdf(1))).save({ useObjectStreams: false })).toString(
    'latin1',
  );
  const deep = `/Deep ${'['.repeat(levels)}${']'.repeat(levels)}`;
  return Buffer.from(file.replace('/Type /Catalog', `/Type /Catalog ${deep}`), 'latin1');
}
