import type { Budget } from './budget.ts';

const chunkSize = 1 << 18;

/**
 * Offsets of ASCII words in the bytes, ascending, for each word. One pass in pieces: the platform's decoder and string
 * search are many times faster than a loop over bytes. (Its "latin1" maps 0x80–0x9f elsewhere, never onto ASCII.)
 */
export function findWords<Word extends string>(
  bytes: Uint8Array,
  words: readonly Word[],
  budget: Budget,
  from = 0,
  to = bytes.length,
): Record<Word, number[]> {
  const decoder = new TextDecoder('latin1');
  const found = Object.fromEntries(words.map((word) => [word, [] as number[]])) as Record<Word, number[]>;
  const overlap = Math.max(...words.map((word) => word.length)) - 1;
  for (let start = from; start < to; start += chunkSize) {
    budget.check();
    const text = decoder.decode(bytes.subarray(start, Math.min(start + chunkSize + overlap, to)));
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0 && at < chunkSize; at = text.indexOf(word, at + word.length)) {
        found[word].push(start + at);
      }
    }
  }
  return found;
}
