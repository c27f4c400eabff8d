import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { appendOnly } from './append-only.ts';
import { makeDocument } from './documents.harness.ts';
import { prepareDocument } from './prepare-document.ts';
import { lastStartXref, latin1, readLastSection } from './revision-section.ts';

const encoder = new TextEncoder();
const everything = { allow: { changed: new Set(Array.from({ length: 100 }, (_, i) => i)) } };
const refused = { code: 'append_only_violation' };

/** `bytes` with the first occurrence of `from` after `start` replaced by `to`. */
function replaced(bytes: Uint8Array, start: number, from: string, to: string): Uint8Array {
  const at = Buffer.from(bytes).indexOf(from, start, 'latin1');
  assert.ok(at >= start, `${from} is there`);
  return Uint8Array.from([...bytes.subarray(0, at), ...encoder.encode(to), ...bytes.subarray(at + from.length)]);
}

for (const streams of [false, true]) {
  describe(`append-only door, ${streams ? 'cross-reference streams' : 'classic table'}`, () => {
    let original: Uint8Array;
    let prepared: Uint8Array;
    before(async () => {
      original = await makeDocument({ streams, form: true });
      prepared = await prepareDocument(original, [{ name: 'a', tooltip: 'A', placement: null }]);
    });

    test('says what changed and what was added', async () => {
      const { changed, added, section } = await appendOnly(original, prepared, everything);
      assert.ok(changed.length >= 2 && added.length >= 1);
      assert.equal(section.previous, lastStartXref(original));
      const numbers = section.entries.map(({ objectNumber }) => objectNumber);
      assert.deepEqual(numbers.toSorted(), [...changed, ...added].toSorted());
    });

    test('each existing object needs leave', async () => {
      const { changed } = await appendOnly(original, prepared, everything);
      for (const one of changed) {
        const allow = { changed: new Set(changed.filter((other) => other !== one)) };
        await assert.rejects(appendOnly(original, prepared, { allow }), refused, `object ${one}`);
      }
    });

    test('a rewritten file, a changed earlier byte, nothing appended', async () => {
      await assert.rejects(appendOnly(original, original, everything), refused);
      await assert.rejects(
        appendOnly(original, await makeDocument({ streams, pages: [{}, {}, {}] }), everything),
        refused,
      );
      for (const at of [0, 10, original.length >> 1, original.length - 1]) {
        const changed = Uint8Array.from(prepared);
        changed[at] = (changed[at] as number) ^ 1;
        await assert.rejects(appendOnly(original, changed, everything), refused, `byte ${at}`);
      }
    });

    test('two revisions at once', async () => {
      const twice = await prepareDocument(prepared, [{ name: 'b', tooltip: 'B', placement: null }]);
      await assert.rejects(appendOnly(original, twice, everything), refused);
      await appendOnly(prepared, twice, everything);
    });

    test('bytes between the parts, a foreign /Prev, another catalog, no end marker', async () => {
      const { length } = original;
      const first = readLastSection(prepared).entries[0];
      const header = `${first?.objectNumber} ${first?.generation} obj`;
      const tampered = [
        replaced(prepared, length, header, `%hidden ${header}`),
        replaced(prepared, length, '/Prev ', '/Prev 1'),
        replaced(prepared, length, '/Root ', '/Root 9'),
        replaced(prepared, length, 'startxref\n', 'startxref\n9'),
        replaced(prepared, length, '%%EOF', '%%EOX'),
        replaced(prepared, length, 'endobj', 'endobj 1'),
        replaced(prepared, length, 'endobj\n', 'endobj\n9999 0 obj\nnull\nendobj\n'),
        Uint8Array.from([...prepared, ...encoder.encode('trailing')]),
      ];
      for (const [i, after] of tampered.entries()) {
        await assert.rejects(appendOnly(original, after, everything), refused, `tampering ${i}`);
      }
    });

    test('the revision is what a reader of the tail finds', () => {
      assert.match(
        latin1(prepared, lastStartXref(prepared) as number, prepared.length),
        streams ? /\/XRef/u : /^xref/u,
      );
    });
  });
}
