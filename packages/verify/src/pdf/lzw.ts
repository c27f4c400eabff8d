import { LimitError } from './budget.ts';
import { FilterFault } from './filter-fault.ts';

const clear = 256;
const end = 257;
const longest = 4096;

/**
 * Undoes LZWDecode (ISO 32000-2, 7.4.4): codes of 9 to 12 bits, the high bit first. `early` is /EarlyChange: codes grow one
 * code before they must. A cut stream gives what it has. Throws FilterFault, or LimitError beyond `cap` bytes.
 */
export function decodeLzw(data: Uint8Array, early: number, cap: number): Uint8Array {
  const prefixes = new Uint16Array(longest);
  const lasts = new Uint8Array(longest);
  const lengths = new Uint16Array(longest).fill(1, 0, clear);
  for (let code = 0; code < clear; code++) lasts[code] = code;
  let out = new Uint8Array(Math.min(cap, 4 * data.length + longest));
  let length = 0;
  let next = end + 1;
  let previous = -1;
  let width = 9;
  let bits = 0;
  let held = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xff_ff_ff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === end) break;
    if (code === clear) {
      [next, width, previous] = [end + 1, 9, -1];
      continue;
    }
    if (code > next || (code >= next && previous < 0)) throw new FilterFault('the LZW data is damaged');
    if (previous >= 0 && next < longest) {
      prefixes[next] = previous;
      lengths[next] = (lengths[previous] as number) + 1;
      // The code that is being made may be used at once: it ends as the one before begins.
      lasts[next] = firstOf(code === next ? previous : code, prefixes);
      next++;
    }
    if (code >= next) throw new FilterFault('the LZW data is damaged');
    const size = lengths[code] as number;
    if (length + size > cap) throw new LimitError('maxStreamBytes');
    if (length + size > out.length) {
      const larger = new Uint8Array(Math.min(cap, 2 * (length + size)));
      larger.set(out);
      out = larger;
    }
    for (let at = length + size - 1, part = code; at >= length; at--, part = prefixes[part] as number) {
      out[at] = lasts[part] as number;
    }
    length += size;
    previous = code;
    if (next + early >= 1 << width && width < 12) width++;
  }
  return out.subarray(0, length);
}

/** The byte that a code's bytes begin with. */
function firstOf(code: number, prefixes: Uint16Array): number {
  let first = code;
  while (first > end) first = prefixes[first] as number;
  return first;
}
