import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { describe, test } from 'node:test';
import { inspectUpload } from './inspect-upload.ts';
import { prepareDocument } from './prepare-document.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';

/** A file of the objects 1, 2, … with a classic table; the catalog is object 1, the page tree object 2. */
function makeFile(objects: readonly (string | Buffer)[], behind = ''): Buffer {
  const parts = [latin1('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = 9;
  for (const [at, body] of objects.entries()) {
    offsets.push(length);
    const part = Buffer.concat([
      latin1(`${at + 1} 0 obj\n`),
      Buffer.from(body as string, 'latin1'),
      latin1('\nendobj\n'),
    ]);
    parts.push(part);
    length += part.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  parts.push(latin1(`xref\n0 ${size}\n0000000000 65535 f \n${rows}${trailer}${behind}`));
  return Buffer.concat(parts);
}
const catalog = (more = '') => `<< /Type /Catalog /Pages 2 0 R ${more} >>`;
const onePage = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';

/** What becomes of an upload, which must take neither long nor much memory. */
async function outcome(bytes: Uint8Array, milliseconds = 5000): Promise<string> {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const inspection = await inspectUpload(bytes);
  const took = performance.now() - started;
  const grown = process.memoryUsage().rss - before;
  assert.ok(took < milliseconds, `took ${took} ms`);
  assert.ok(grown < 400e6, `took ${grown} bytes`);
  return inspection.ok ? 'taken' : inspection.code;
}

describe('files made to do harm', () => {
  test('an ordinary file of this maker is taken', async () => {
    assert.equal(await outcome(makeFile([catalog(), onePage, page])), 'taken');
  });

  test('a bomb among the validation data: refused before the engine reads it', async () => {
    const bomb = deflateSync(Buffer.alloc(300 << 20, 0x20), { level: 9 });
    const holder = Buffer.concat([
      latin1(`<< /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`),
      bomb,
      latin1('\nendstream'),
    ]);
    const stored = makeFile([catalog('/DSS << /Certs [4 0 R] >>'), onePage, page, holder]);
    assert.equal(await outcome(stored), 'pdf_too_complex');
  });

  test('a bomb in what only a browser draws costs the platform nothing', async () => {
    const bomb = deflateSync(Buffer.alloc(300 << 20, 0x20), { level: 9 });
    const content = Buffer.concat([
      latin1(`<< /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`),
      bomb,
      latin1('\nendstream'),
    ]);
    assert.equal(
      await outcome(makeFile([catalog(), onePage, page.replace('>>', '/Contents 4 0 R >>'), content])),
      'taken',
    );
  });

  test('a page tree of 20,000 floors, and one that bites its tail', async () => {
    const floors = 20_000;
    const tree = Array.from({ length: floors }, (_, at) => `<< /Type /Pages /Kids [${at + 3} 0 R] /Count 1 >>`);
    assert.equal(await outcome(makeFile([catalog(), ...tree, page])), 'pdf_damaged');
    assert.equal(
      await outcome(makeFile([catalog(), '<< /Type /Pages /Kids [2 0 R 1 0 R] /Count 9 >>'])),
      'pdf_damaged',
    );
  });

  test('fields and references in circles', async () => {
    const field = '<< /T (a) /Kids [5 0 R] >>';
    const looped = '<< /T (b) /Kids [4 0 R] /Parent 4 0 R >>';
    const form = '/AcroForm << /Fields [4 0 R] >>';
    assert.equal(await outcome(makeFile([catalog(form), onePage, page, field, looped])), 'taken');
    const circle = makeFile([catalog('/Outlines 4 0 R'), onePage, page, '5 0 R', '4 0 R']);
    assert.match(await outcome(circle), /^(taken|pdf_damaged)$/);
  });

  test('a hundred thousand objects are read, and prepared, in bounded time', async () => {
    const extra = Array<string>(100_000).fill('<< /Type /Thing /Numbers [1 2 3] /Next 3 0 R >>');
    const bytes = makeFile([
      catalog('/Everything 100004 0 R'),
      onePage,
      page,
      ...extra,
      `[${extra.map((_, at) => `${at + 4} 0 R`).join(' ')}]`,
    ]);
    assert.equal(await outcome(bytes, 15_000), 'taken');
    const started = performance.now();
    await prepareDocument(bytes, [{ name: 'a', tooltip: 'a', placement: null }]);
    assert.ok(performance.now() - started < 10_000);
  });

  test('values without end, brackets without end, a file in ten million numbers', async () => {
    assert.equal(await outcome(makeFile([catalog(), onePage, page, `[${'[]'.repeat(3_000_000)}]`])), 'pdf_too_complex');
    assert.equal(
      await outcome(makeFile([catalog(), onePage, page, `[${'1 '.repeat(4_500_000)}]`]), 10_000),
      'pdf_too_complex',
    );
    assert.match(
      await outcome(makeFile([catalog('/Deep 4 0 R'), onePage, page, '['.repeat(2_000_000)])),
      /^(taken|pdf_)/,
    );
  });

  test('two documents in one file: refused', async () => {
    const bytes = makeFile([catalog(), onePage, page]);
    assert.equal(
      await outcome(Buffer.concat([bytes, latin1('4 0 obj\n<< /Type /Catalog >>\nendobj\n')])),
      'pdf_ambiguous',
    );
    const text = bytes.toString('latin1');
    const table = text.indexOf('xref\n0 4\n');
    const twice = text.slice(0, table) + text.slice(table).replace('trailer', '3 1\n0000000009 00000 n \ntrailer');
    assert.equal(await outcome(latin1(twice)), 'pdf_ambiguous');
  });
});
