import { zlibSync } from 'fflate';
import { appendRevision, buildPdf, documentObjects, latin1, stream, textOfBytes, type Objects } from './pdf-builder.ts';

/** Files that are made to cost: bombs, loops, nesting, huge numbers. */
export function hostileFiles(): { name: string; bytes: () => Uint8Array }[] {
  const base = documentObjects({ fields: ['Signature1'] });
  const field = (value: string): Objects => ({
    20: `<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/Rect[0 0 0 0]/V${value}>>`,
  });
  const range = (numbers: string): Objects => field(`<</Type/Sig/Contents<00>/ByteRange${numbers}>>`);
  const deflated = (size: number): string => textOfBytes(zlibSync(new Uint8Array(size), { level: 9 }));
  const bombed = (times: number): string => {
    let data = zlibSync(new Uint8Array(60_000_000), { level: 9 });
    for (let again = 1; again < times; again++) data = zlibSync(data, { level: 9 });
    return textOfBytes(data);
  };
  const container = (data: string, filters: string): Objects => ({
    ...base,
    90: stream(`/Type/ObjStm/N 1/First 4/Filter[${filters}]`, data),
  });
  const withContainer = (data: string, filters: string): Uint8Array => {
    const bytes = buildPdf(container(data, filters));
    // A cross-reference stream is the bomb itself: it is read before anything else.
    const xref = stream(`/Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter[${filters}]`, data);
    const at = bytes.length;
    return latin1(`${textOfBytes(bytes)}91 0 obj\n${xref}\nendobj\nstartxref\n${at}\n%%EOF\n`);
  };
  const chain = (count: number): Uint8Array => {
    let text = textOfBytes(buildPdf(base));
    let prev = /startxref\s+(\d+)/.exec(text)![1]!;
    for (let at = 0; at < count; at++) {
      const offset = text.length;
      text += `xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev ${prev}>>\nstartxref\n${offset}\n%%EOF\n`;
      prev = String(offset);
    }
    return latin1(text);
  };
  const files: [string, () => Uint8Array][] = [
    ['a bomb of 60 MB in a table', () => withContainer(deflated(60_000_000), '/FlateDecode')],
    ['a bomb within a bomb', () => withContainer(bombed(2), '/FlateDecode/FlateDecode')],
    ['a bomb three deep', () => withContainer(bombed(3), '/FlateDecode/FlateDecode/FlateDecode')],
    ['arrays 500,000 deep', () => buildPdf({ ...base, 4: '['.repeat(500_000) })],
    ['dictionaries 200,000 deep', () => buildPdf({ ...base, 1: '<</A'.repeat(200_000) })],
    ['a page tree that loops', () => buildPdf({ ...base, 2: '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>' })],
    ['a field tree that loops', () => buildPdf({ ...base, 20: '<</FT/Sig/T(a)/Kids[20 0 R]/V 20 0 R>>' })],
    ['references that loop', () => buildPdf({ ...base, 1: '1 0 R' })],
    ['a ByteRange of 10^9', () => buildPdf({ ...base, ...range('[0 1000000000 1000000001 1000000000]') })],
    ['a ByteRange of 10^18', () => buildPdf({ ...base, ...range('[0 1000000000000000000 1 1]') })],
    ['a ByteRange of a million numbers', () => buildPdf({ ...base, ...range(`[${'1 '.repeat(1_000_000)}]`) })],
    [
      'a table that promises 10^9 entries',
      () => {
        return latin1(textOfBytes(buildPdf(base)).replace('xref\n0 1\n', 'xref\n0 1000000000\n'));
      },
    ],
    [
      'an index of 10^9 entries',
      () => {
        const xref = stream(
          '/Type/XRef/Size 1000000000/W[1 1 1]/Index[0 1000000000]/Root 1 0 R',
          '\x00'.repeat(3_000_000),
        );
        const bytes = buildPdf(base);
        return latin1(`${textOfBytes(bytes)}91 0 obj\n${xref}\nendobj\nstartxref\n${bytes.length}\n%%EOF\n`);
      },
    ],
    [
      'a table that is its own predecessor',
      () => {
        const bytes = buildPdf(base);
        const at = textOfBytes(bytes).indexOf('xref\n');
        return appendRevision(bytes, {}, { trailer: `/Prev ${at}` });
      },
    ],
    ['5,000 revisions', () => chain(5000)],
    ['a million times the word obj', () => buildPdf({ ...base, 4: stream('', '1 0 obj '.repeat(1_000_000)) })],
    [
      'a million times the word obj, outside of objects',
      () => latin1(`${textOfBytes(buildPdf(base))}${'1 0 obj '.repeat(1_000_000)}`),
    ],
    [
      '100,000 signature fields',
      () => {
        const kids = Array.from({ length: 100_000 }, () => '<</FT/Sig/T(a)/V<</Type/Sig>>>>').join('');
        return buildPdf({ ...base, 6: `<</Fields[${kids}]>>` });
      },
    ],
    ['a name of 10 MB', () => buildPdf({ ...base, 4: `/${'a'.repeat(10_000_000)}` })],
    ['10 MB of ByteRange words', () => latin1(`${textOfBytes(buildPdf(base))}${'/ByteRange'.repeat(1_000_000)}`)],
    ['10 MB of startxref words', () => latin1(`${textOfBytes(buildPdf(base))}${'startxref 9\n'.repeat(800_000)}`)],
  ];
  return files.map(([name, bytes]) => ({ name, bytes }));
}
