import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { buildPdf, documentObjects, stream, textOfBytes } from '../../test/pdf-builder.ts';
import { LimitError } from './budget.ts';
import { FilterFault } from './filter-fault.ts';
import { decodeLzw } from './lzw.ts';

/** LZW as the filter's encoders write it, with a new table when one is full. */
function encodeLzw(data: Uint8Array, early: number): Uint8Array {
  let bits = '';
  let width = 9;
  let table = new Map<string, number>();
  const put = (code: number) => (bits += code.toString(2).padStart(width, '0'));
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : table.get(text));
  put(256);
  let current = '';
  for (const byte of data) {
    const longer = current + String.fromCharCode(byte);
    if (codeOf(longer) !== undefined) {
      current = longer;
      continue;
    }
    put(codeOf(current) as number);
    table.set(longer, 258 + table.size);
    current = String.fromCharCode(byte);
    if (258 + table.size + early > 1 << width && width < 12) width++;
    if (table.size < 4094 - 258) continue;
    put(256);
    table = new Map();
    width = 9;
  }
  if (current) put(codeOf(current) as number);
  if (259 + table.size + early > 1 << width && width < 12) width++;
  put(257);
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

describe('LZWDecode', () => {
  test('the example of ISO 32000-2, 7.4.4.2', () => {
    const packed = Uint8Array.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01);
    assert.deepEqual([...decodeLzw(packed, 1, 100)], [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
  });

  test('gives back what was packed, of any length, with early and late changes of the width', () => {
    const few = fc.array(fc.integer({ min: 97, max: 100 }), { maxLength: 30_000, size: 'max' });
    const any = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 10_000, size: 'max' });
    fc.assert(
      fc.property(fc.oneof(few, any), fc.constantFrom(0, 1), (numbers, early) => {
        const data = Uint8Array.from(numbers);
        assert.deepEqual(decodeLzw(encodeLzw(data, early), early, data.length), data);
      }),
      { numRuns: 30 },
    );
  });

  test(
    'poppler reads what the vectors are made by',
    { skip: spawnSync('pdftotext', ['-v']).error !== undefined },
    () => {
      const lines = Array.from({ length: 400 }, (_, at) => `1 0 0 1 9 ${at} Tm (${at * 7919}) Tj`).join('\n');
      const packed = encodeLzw(new TextEncoder().encode(`BT /F1 8 Tf ${lines} ET`), 1);
      const folder = mkdtempSync(join(tmpdir(), 'jse-lzw-'));
      writeFileSync(
        join(folder, 'file.pdf'),
        buildPdf({ ...documentObjects(), 4: stream('/Filter/LZWDecode', textOfBytes(packed)) }),
      );
      const { stdout } = spawnSync('pdftotext', [join(folder, 'file.pdf'), '-'], { encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      for (let at = 0; at < 400; at++) assert.ok(stdout.includes(String(at * 7919)), String(at));
    },
  );

  test('damaged data is a fault, a bomb ends at the cap, any bytes end', () => {
    assert.throws(() => decodeLzw(new TextEncoder().encode('abc'), 1, 100), FilterFault);
    assert.throws(() => decodeLzw(encodeLzw(new Uint8Array(5000), 1), 1, 4999), LimitError);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        try {
          decodeLzw(bytes, 1, 1000);
        } catch (error) {
          assert.ok(error instanceof FilterFault || error instanceof LimitError);
        }
      }),
    );
  });
});
