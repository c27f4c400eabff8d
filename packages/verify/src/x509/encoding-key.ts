/** What has an encoding of its own: a certificate, a CRL, an OCSP response. */
export interface Encoded {
  readonly der: Uint8Array;
}

const latin = new TextDecoder('windows-1252');
const keys = new WeakMap<Encoded, string>();

/** A text that two things share only where their encodings are the same: windows-1252 gives each byte its own character. */
export function encodingKey(thing: Encoded): string {
  const key = keys.get(thing) ?? latin.decode(thing.der);
  keys.set(thing, key);
  return key;
}
