import type { Budget } from './budget.ts';

/** Bytes between two looks at the budget. */
const chunkSize = 1 << 20;

/**
 * Offsets of ASCII words in the bytes, ascending, for each word, without overlaps. The search is Horspool's: most bytes
 * are skipped over, and nothing is copied or turned into text.
 */
export function findWords<Word extends string>(
  bytes: Uint8Array,
  words: readonly Word[],
  budget: Budget,
  from = 0,
  to = bytes.length,
): Record<Word, number[]> {
  const found = words.map((word) => [word, findWord(bytes, word, budget, from, to)] as const);
  return Object.fromEntries(found) as Record<Word, number[]>;
}

function findWord(bytes: Uint8Array, word: string, budget: Budget, from: number, to: number): number[] {
  const codes = Uint8Array.from(word, (letter) => letter.charCodeAt(0));
  const last = codes.length - 1;
  const final = codes[last];
  const skips = new Uint8Array(256).fill(codes.length);
  for (let at = 0; at < last; at++) skips[codes[at] as number] = last - at;
  const found: number[] = [];
  const end = Math.min(to, bytes.length);
  for (let at = from + last; at < end;) {
    budget.check();
    for (const pause = Math.min(end, at + chunkSize); at < pause;) {
      const byte = bytes[at] as number;
      if (byte !== final) {
        at += skips[byte] as number;
        continue;
      }
      let back = 1;
      while (back <= last && bytes[at - back] === codes[last - back]) back++;
      if (back > last) found.push(at - last);
      at += back > last ? codes.length : (skips[byte] as number);
    }
  }
  return found;
}
