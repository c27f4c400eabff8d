import { signContent, type SignedDataOptions } from './signed-data.ts';
import type { Identity } from './certificates.ts';

const encoder = new TextEncoder();
/** Text as bytes, one byte a character. */
export const latin1 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (char) => char.charCodeAt(0));
/** Bytes as text, one character a byte. */
export const textOfBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** Objects of a revision: number to body (what stands between `obj` and `endobj`). */
export type Objects = Record<number, string>;

/** A stream object's body. */
export const stream = (dict: string, data: string): string =>
  `<<${dict}/Length ${data.length}>>stream\n${data}\nendstream`;

/** The objects of a one-page document with a line of text, a text field and, where asked, empty signature fields. */
export function documentObjects(options: { fields?: string[]; text?: string } = {}): Objects {
  const names = options.fields ?? [];
  const objects: Objects = {
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>',
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[7 0 R${names.map((_, at) => ` ${20 + at} 0 R`).join('')}]>>`,
    4: stream('', `BT /F1 24 Tf 72 720 Td (${options.text ?? 'Pay 100 EUR'}) Tj ET`),
    5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    6: `<</Fields[7 0 R${names.map((_, at) => ` ${20 + at} 0 R`).join('')}]/SigFlags 3/DA(/Helv 0 Tf)>>`,
    7: textField(''),
  };
  names.forEach((name, at) => (objects[20 + at] = signatureField(name)));
  return objects;
}

/** The document's text field with a value. */
export const textField = (value: string): string =>
  `<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/Rect[72 600 272 620]/P 3 0 R/DA(/F1 12 Tf)/V(${value})>>`;

/** A signature field; `entries` are added to it (a /V, a /Lock). */
export const signatureField = (name: string, entries = ''): string =>
  `<</Type/Annot/Subtype/Widget/FT/Sig/T(${name})/Rect[72 500 272 540]/F 132/P 3 0 R${entries}>>`;

/** How a revision is written. */
export interface RevisionOptions {
  readonly trailer?: string;
  readonly withoutXref?: boolean;
}

/** A new file with one revision and a classic cross-reference table. */
export function buildPdf(objects: Objects): Uint8Array<ArrayBuffer> {
  return append(latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'), objects, { free: true });
}

/** The file with one more revision, an incremental update of the objects given. */
export function appendRevision(
  file: Uint8Array,
  objects: Objects,
  options: RevisionOptions = {},
): Uint8Array<ArrayBuffer> {
  const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(textOfBytes(file.subarray(-64)))?.[1];
  return append(file, objects, { ...options, trailer: `/Prev ${prev}${options.trailer ?? ''}` });
}

function append(
  file: Uint8Array,
  objects: Objects,
  options: RevisionOptions & { free?: boolean },
): Uint8Array<ArrayBuffer> {
  let text = '';
  const offsets = new Map<number, number>();
  for (const [num, body] of Object.entries(objects)) {
    offsets.set(Number(num), file.length + text.length);
    text += `${num} 0 obj\n${body}\nendobj\n`;
  }
  if (!options.withoutXref) {
    const start = file.length + text.length;
    text += 'xref\n';
    if (options.free) text += '0 1\n0000000000 65535 f \n';
    for (const [num, offset] of offsets) text += `${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
    text += `trailer\n<</Size 100/Root 1 0 R${options.trailer ?? ''}>>\nstartxref\n${start}\n%%EOF\n`;
  }
  const added = latin1(text);
  const out = new Uint8Array(file.length + added.length);
  out.set(file);
  out.set(added, file.length);
  return out;
}

/** How a signature is made. */
export interface SigningOptions extends SignedDataOptions {
  /** Number of the signature dictionary's object; the field's own is 20 and so on, as `documentObjects` makes them. */
  readonly objectNumber?: number;
  readonly fieldNumber?: number;
  readonly fieldName?: string;
  readonly fieldEntries?: string;
  readonly subFilter?: string;
  readonly dictionary?: string;
  readonly objects?: Objects;
  /** Makes Contents from the covered bytes, instead of an ordinary CMS. */
  readonly makeContents?: (covered: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
}

const placeholder = 12_000;

/** Signs a file by an incremental update that fills in a field: the covered bytes are all but Contents. */
export async function signPdf(
  file: Uint8Array,
  signer: Identity,
  options: SigningOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { objectNumber = 50, fieldNumber = 20, fieldName = 'Signature1', subFilter = 'ETSI.CAdES.detached' } = options;
  const range = '[0 ********** ********** **********]';
  const dict = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/${subFilter}/M(D:20260102030405Z)${options.dictionary ?? ''}/ByteRange ${range}/Contents <${'0'.repeat(placeholder)}>>>`;
  const bytes = appendRevision(file, {
    [fieldNumber]: signatureField(fieldName, `/V ${objectNumber} 0 R${options.fieldEntries ?? ''}`),
    [objectNumber]: dict,
    ...options.objects,
  });
  const appended = textOfBytes(bytes.subarray(file.length));
  const contents = file.length + appended.indexOf('/Contents <') + 10;
  const end = contents + placeholder + 2;
  const numbers = [0, contents, end, bytes.length - end];
  const written = encoder.encode(
    `[${numbers.map((number, at) => (at ? String(number).padStart(10) : '0')).join(' ')}]`,
  );
  bytes.set(written, file.length + appended.indexOf(range));
  const covered = new Uint8Array(bytes.length - (end - contents));
  covered.set(bytes.subarray(0, contents));
  covered.set(bytes.subarray(end), contents);
  const value = options.makeContents
    ? await options.makeContents(covered)
    : await signContent(signer, covered, options);
  const hex = Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex.length > placeholder) throw new Error('the signature does not fit its placeholder');
  bytes.set(encoder.encode(hex), contents + 1);
  return bytes;
}
