import { isArray, isDict, isStream, isString } from './objects.ts';
import type { IndirectObject, PdfDict, PdfObject } from './objects.ts';
import type { Decryptor } from './pdf-view.ts';

/** An indirect object with its strings in the clear; the Contents of a signature never was encrypted (7.6.2). */
export function decryptObject(object: IndirectObject, decryptor: Decryptor): IndirectObject {
  const { num, gen } = object;
  const visit = (value: PdfObject): PdfObject => {
    if (isString(value)) return { ...value, bytes: decryptor.string(value.bytes, num, gen) };
    if (isArray(value)) return { ...value, items: value.items.map(visit) };
    if (isDict(value)) return visitDict(value);
    return isStream(value) ? { ...value, dict: visitDict(value.dict) } : value;
  };
  const visitDict = (dict: PdfDict): PdfDict => {
    const signature = dict.entries.has('ByteRange');
    const entries = new Map<string, PdfObject>();
    for (const [key, value] of dict.entries) entries.set(key, signature && key === 'Contents' ? value : visit(value));
    return { ...dict, entries };
  };
  return { ...object, value: visit(object.value) };
}
