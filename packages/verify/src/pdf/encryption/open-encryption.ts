import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes } from '../../asn1/values.ts';
import { isArray, isDict, isName, isString, type PdfDict, type PdfStream } from '../objects.ts';
import type { Decryptor, PdfView } from '../pdf-view.ts';
import { fileKeyOf, type StandardEncryption } from './file-key.ts';
import { rc4 } from './rc4.ts';

/** How strings or streams are encrypted (ISO 32000-2, table 25). */
type Method = 'None' | 'V2' | 'AESV2' | 'AESV3';

/**
 * Opens the standard security handler with the empty password, then with the one given (user's or owner's). Null for
 * another handler, a password that does not fit, or a dictionary that makes no sense.
 */
export function openEncryption(view: PdfView, password: string | undefined): Decryptor | null {
  const dict = view.get(view.trailer, 'Encrypt');
  if (!isDict(dict) || !isName(view.get(dict, 'Filter'), 'Standard')) return null;
  const encryption = readEncryption(view, dict);
  const key = fileKeyOf(encryption, '') ?? (password === undefined ? null : fileKeyOf(encryption, password));
  if (!key) return null;
  const version = view.get(dict, 'V');
  const method = (entry: string) => (version === 4 || version === 5 ? cryptFilter(view, dict, entry) : 'V2');
  const [strings, streams] = [method('StrF'), method('StmF')];
  return strings && streams && new StandardDecryptor(key, strings, streams, encryption.encryptMetadata);
}

function readEncryption(view: PdfView, dict: PdfDict): StandardEncryption {
  const bytes = (key: string): Uint8Array => {
    const value = view.get(dict, key);
    return isString(value) ? value.bytes : new Uint8Array();
  };
  const number = (key: string, otherwise: number): number => {
    const value = view.get(dict, key);
    return typeof value === 'number' ? value : otherwise;
  };
  const id = view.get(view.trailer, 'ID');
  const first = isArray(id) ? view.resolve(id.items[0]) : null;
  const bits = number('V', 0) === 4 ? 128 : number('Length', 40);
  return {
    revision: number('R', 0),
    length: Math.min(16, Math.max(5, bits >> 3)),
    owner: bytes('O'),
    user: bytes('U'),
    ownerKey: bytes('OE'),
    userKey: bytes('UE'),
    permissions: number('P', 0) | 0,
    encryptMetadata: view.get(dict, 'EncryptMetadata') !== false,
    fileId: isString(first) ? first.bytes : new Uint8Array(),
  };
}

/** Null for a method that is not known (AES-GCM of TS 32003, an application's own): what it hides stays hidden. */
function cryptFilter(view: PdfView, dict: PdfDict, entry: string): Method | null {
  const name = view.get(dict, entry);
  if (!isName(name) || name.value === 'Identity') return 'None';
  const method = view.get(view.get(view.get(dict, 'CF'), name.value), 'CFM');
  const known = isName(method) && (method.value === 'V2' || method.value === 'AESV2' || method.value === 'AESV3');
  return known ? (method.value as Method) : null;
}

class StandardDecryptor implements Decryptor {
  private readonly key: Uint8Array;
  private readonly strings: Method;
  private readonly streams: Method;
  private readonly encryptMetadata: boolean;

  constructor(key: Uint8Array, strings: Method, streams: Method, encryptMetadata: boolean) {
    this.key = key;
    this.strings = strings;
    this.streams = streams;
    this.encryptMetadata = encryptMetadata;
  }

  string(bytes: Uint8Array, num: number, gen: number): Uint8Array {
    return this.decrypt(this.strings, bytes, num, gen);
  }

  stream(bytes: Uint8Array, { dict, num, gen }: PdfStream): Uint8Array {
    const type = dict.entries.get('Type');
    if (isName(type, 'XRef') || (isName(type, 'Metadata') && !this.encryptMetadata)) return bytes;
    const filter = dict.entries.get('Filter');
    const first = isArray(filter) ? filter.items[0] : filter;
    // A Crypt filter of its own: only Identity, its default, is in use.
    return isName(first, 'Crypt') ? bytes : this.decrypt(this.streams, bytes, num, gen);
  }

  /** Algorithms 1 and 1.A (7.6.3). Data that can't be decrypted is returned as it is. */
  private decrypt(method: Method, bytes: Uint8Array, num: number, gen: number): Uint8Array {
    if (method === 'None') return bytes;
    const key = method === 'AESV3' ? this.key : this.objectKey(method, num, gen);
    if (method === 'V2') return rc4(key, bytes);
    const body = bytes.subarray(16, bytes.length - (bytes.length % 16));
    if (body.length === 0) return new Uint8Array();
    const plain = cbc(key, bytes.subarray(0, 16), { disablePadding: true }).decrypt(body);
    const pad = plain.at(-1) as number;
    return pad >= 1 && pad <= 16 ? plain.subarray(0, plain.length - pad) : plain;
  }

  private objectKey(method: Method, num: number, gen: number): Uint8Array {
    const salt = method === 'AESV2' ? [0x73, 0x41, 0x6c, 0x54] : [];
    const id = Uint8Array.of(num, num >> 8, num >> 16, gen, gen >> 8, ...salt);
    return md5(concatBytes([this.key, id])).subarray(0, Math.min(16, this.key.length + 5));
  }
}
