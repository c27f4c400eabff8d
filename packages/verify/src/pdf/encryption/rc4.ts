/** RC4, which old PDFs are encrypted with; both directions are the same. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  for (let at = 0, swap = 0; at < 256; at++) {
    swap = (swap + state[at]! + key[at % key.length]!) & 255;
    [state[at], state[swap]] = [state[swap]!, state[at]!];
  }
  const out = new Uint8Array(data.length);
  for (let index = 0, at = 0, swap = 0; index < data.length; index++) {
    at = (at + 1) & 255;
    swap = (swap + state[at]!) & 255;
    [state[at], state[swap]] = [state[swap]!, state[at]!];
    out[index] = data[index]! ^ state[(state[at]! + state[swap]!) & 255]!;
  }
  return out;
}
