import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { describe, test } from 'node:test';
import { checkStructure } from './check-structure.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A file of a catalog, an empty page tree and further objects, with a cross-reference stream when `compressed` is given. */
function makeFile(
  objects: readonly (string | Buffer)[],
  compressed: readonly (readonly [number, number])[] = [],
  catalog = '',
): Uint8Array {
  const all = [`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`, '<< /Type /Pages /Kids [] /Count 0 >>', ...objects];
  const parts: Buffer[] = [latin1('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [at, body] of all.entries()) {
    offsets.push(length);
    push(latin1(`${at + 1} 0 obj\n`));
    push(typeof body === 'string' ? latin1(body) : body);
    push(latin1('\nendobj\n'));
  }
  const own = all.length + compressed.length + 1;
  const rows = [
    [0, 0, 65_535],
    ...offsets.map((offset) => [1, offset, 0]),
    ...compressed.map(([container, index]) => [2, container, index]),
    [1, length, 0],
  ];
  const table = Buffer.from(
    rows.flatMap(([type = 0, a = 0, b = 0]) => [type, a >> 24, a >> 16, a >> 8, a, b >> 8, b].map((one) => one & 255)),
  );
  const start = length;
  push(
    latin1(`${own} 0 obj\n<< /Type /XRef /Size ${own + 1} /W [1 4 2] /Root 1 0 R /Length ${table.length} >>\nstream\n`),
  );
  push(table);
  push(latin1(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function stream(dictionary: string, data: Buffer): Buffer {
  return Buffer.concat([latin1(`<< ${dictionary} /Length ${data.length} >>\nstream\n`), data, latin1('\nendstream')]);
}

const quickly = async <T>(work: () => Promise<T>, milliseconds: number): Promise<T> => {
  const started = performance.now();
  const result = await work();
  const took = performance.now() - started;
  assert.ok(took < milliseconds, `${took} ms`);
  return result;
};

describe('a look through a file before another engine opens it', () => {
  test('an ordinary file: its objects counted, nothing to say', async () => {
    const holder = stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(latin1('4 0 << /A 1 >>')));
    const report = await checkStructure(makeFile([holder], [[3, 0]]));
    assert.deepEqual(report, { findings: [], limit: null, objects: 5, unreadable: 0, signatures: 0 });
  });

  test('an object stream that inflates to a gigabyte stops at the cap', async () => {
    const megabyte = Buffer.alloc(1 << 20, 0x20);
    const bomb = deflateSync(Buffer.concat(Array<Buffer>(200).fill(megabyte)), { level: 9 });
    const file = makeFile([stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', bomb)], [[3, 0]]);
    const before = process.memoryUsage().rss;
    const { limit } = await quickly(() => checkStructure(file), 5000);
    assert.equal(limit, 'maxStreamBytes');
    assert.ok(process.memoryUsage().rss - before < 150e6);
  });

  test('many small bombs share one allowance; a bomb within a bomb counts too', async () => {
    const part = deflateSync(Buffer.alloc(20 << 20, 0x20));
    const holders = [1, 2, 3, 4, 5].map(() => stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', part));
    const many = makeFile(
      holders,
      holders.map((_, at) => [at + 3, 0] as const),
    );
    assert.match(String((await checkStructure(many)).limit), /^max(StreamBytes|InflatedBytes)$/);
    const twice = stream(
      '/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]',
      deflateSync(deflateSync(Buffer.alloc(200 << 20, 0x20))),
    );
    assert.equal((await checkStructure(makeFile([twice], [[3, 0]]))).limit, 'maxStreamBytes');
  });

  test('validation data that inflates without end stops at the cap', async () => {
    const bomb = stream('/Filter /FlateDecode', deflateSync(Buffer.alloc(100 << 20, 0x30)));
    assert.equal((await checkStructure(makeFile([bomb]))).limit, null);
    assert.equal((await checkStructure(makeFile([bomb], [], '/DSS << /Certs [3 0 R] >>'))).limit, 'maxStreamBytes');
  });

  test('a container that is none, or in a filter that is not known, is told', async () => {
    const plain = stream('/N 1 /First 4', latin1('4 0 << /A 1 >>'));
    assert.equal((await checkStructure(makeFile([plain], [[3, 0]]))).unreadable, 1);
    const packed = stream('/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode', latin1('abc'));
    assert.equal((await checkStructure(makeFile([packed], [[3, 0]]))).unreadable, 1);
  });

  test('a hundred thousand objects, and brackets without end, in bounded time', async () => {
    const file = makeFile(Array<string>(100_000).fill('<< /A 1 /B [1 2 3] >>'));
    assert.equal((await quickly(() => checkStructure(file, { limits: { maxMilliseconds: 8000 } }), 8500)).limit, null);
    const deep = makeFile(['['.repeat(1_000_000)]);
    await quickly(() => checkStructure(deep), 3000);
  });

  test('more objects, or more time, than allowed', async () => {
    const file = makeFile(Array<string>(2000).fill('<< >>'));
    assert.equal((await checkStructure(file, { limits: { maxObjects: 1000 } })).limit, 'maxObjects');
    assert.equal((await checkStructure(file, { limits: { maxValues: 1000 } })).limit, 'maxValues');
    assert.equal((await checkStructure(file, { limits: { maxMilliseconds: -1 } })).limit, 'maxMilliseconds');
  });
});
