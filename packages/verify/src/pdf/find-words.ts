import type { Budget } from './budget.ts';

/** Bytes between two looks at the budget. */
const chunkSize = 1 << 20;

/**
 * Offsets of ASCII words in the bytes, ascending, for each word, without overlaps. One pass for all of them, after Wu and
 * Manber: it jumps by what the byte at the end of a window as long as the shortest word allows, so most bytes are
 * skipped over, and nothing is copied or turned into text.
 */
export function findWords<Word extends string>(
  bytes: Uint8Array,
  words: readonly Word[],
  budget: Budget,
  from = 0,
  to = bytes.length,
): Record<Word, number[]> {
  const searched = words.map((word) => ({
    codes: Uint8Array.from(word, (letter) => letter.charCodeAt(0)),
    found: [] as number[],
    next: 0,
  }));
  const window = Math.min(...words.map((word) => word.length));
  const skips = new Uint8Array(256).fill(window);
  for (const { codes } of searched) {
    for (let at = 0; at < window; at++) {
      const code = codes[at] as number;
      skips[code] = Math.min(skips[code] as number, window - 1 - at);
    }
  }
  const end = Math.min(to, bytes.length);
  for (let at = from + window - 1; at < end;) {
    budget.check();
    for (const pause = Math.min(end, at + chunkSize); at < pause;) {
      const skip = skips[bytes[at] as number] as number;
      if (skip > 0) {
        at += skip;
        continue;
      }
      const start = at - window + 1;
      for (const word of searched) {
        if (start < word.next || start + word.codes.length > end || !matches(bytes, start, word.codes)) continue;
        word.found.push(start);
        word.next = start + word.codes.length;
      }
      at++;
    }
  }
  return Object.fromEntries(words.map((word, index) => [word, searched[index]!.found])) as Record<Word, number[]>;
}

function matches(bytes: Uint8Array, start: number, codes: Uint8Array): boolean {
  let length = 0;
  while (length < codes.length && bytes[start + length] === codes[length]) length++;
  return length === codes.length;
}

/** The offset of the last occurrence of a word, -1 where there is none; looks from the end, in growing pieces. */
export function findLastWord(bytes: Uint8Array, word: string, budget: Budget): number {
  for (let to = bytes.length, size = 4096; to > 0; size *= 4) {
    const from = Math.max(0, to - size);
    const last = findWords(bytes, [word], budget, from, Math.min(bytes.length, to + word.length - 1))[word]?.at(-1);
    if (last !== undefined) return last;
    to = from;
  }
  return -1;
}
