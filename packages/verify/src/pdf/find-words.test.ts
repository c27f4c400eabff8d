import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Budget } from './budget.ts';
import { findLastWord, findWords } from './find-words.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test('words are found where a search in the text finds them, within the bounds', () => {
  const text = fc.array(fc.constantFrom('ab', 'a', 'b', 'aba', '\u0080', 'abab'), { maxLength: 60 });
  fc.assert(
    fc.property(text, fc.nat(20), fc.nat(120), (parts, from, length) => {
      const whole = parts.join('');
      const found = findWords(
        bytesOf(whole),
        ['aba', 'ab', 'b'],
        new Budget(undefined, undefined),
        from,
        from + length,
      );
      for (const word of ['aba', 'ab', 'b'] as const) {
        const within = whole.slice(0, from + length);
        const expected: number[] = [];
        for (let at = within.indexOf(word, from); at >= 0; at = within.indexOf(word, at + word.length))
          expected.push(at);
        assert.deepEqual(found[word], expected, word);
      }
    }),
    { numRuns: 2000 },
  );
});

test('an aborted search stops', () => {
  const aborted = new Budget(undefined, AbortSignal.abort());
  assert.throws(() => findWords(new Uint8Array(4_000_000), ['obj'], aborted));
});

test('the last of many is found from the end, one across two pieces too', () => {
  const budget = new Budget();
  const bytes = new Uint8Array(50_000).fill(0x20);
  assert.equal(findLastWord(bytes, 'startxref', budget), -1);
  for (const at of [3, bytes.length - 4100, bytes.length - 4096 - 5, bytes.length - 9]) {
    bytes.set(bytesOf('startxref'), at);
    assert.equal(findLastWord(bytes, 'startxref', budget), at);
  }
});
