import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { issueCertificate, type Identity } from '../test/certificates.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  latin1,
  signPdf,
  stream,
  textOfBytes,
} from '../test/pdf-builder.ts';
import { verifyPdf, type VerificationReport } from './index.ts';

/** The published attacks on signed PDFs (USF, SWA, ISA), each as a family made from one sound file. */
let signed: Uint8Array;
let text: string;
let gap: { from: number; to: number };
const base = documentObjects({ fields: ['Signature1'] });
const evil = stream('', 'BT /F1 24 Tf 72 720 Td (Pay 999 EUR) Tj ET');

before(async () => {
  const signer: Identity = await issueCertificate({ commonName: 'Signer' });
  signed = await signPdf(buildPdf(base), signer);
  text = textOfBytes(signed);
  const from = text.indexOf('/Contents <') + 10;
  gap = { from, to: text.indexOf('>', from) + 1 };
});

async function judge(bytes: Uint8Array): Promise<VerificationReport> {
  return verifyPdf(bytes, { trustAnchors: [] });
}

/** Other text of the same length in the place of one that is there, so that all offsets stay. */
function instead(what: string, by: string): Uint8Array {
  assert.ok(text.includes(what), what);
  assert.ok(by.length <= what.length, `${by} is longer than ${what}`);
  return latin1(text.replace(what, () => by.padEnd(what.length)));
}

const range = () => /\/ByteRange \[[^\]]*\]/.exec(text)![0];
const contents = () => text.slice(gap.from, gap.to);

describe('universal signature forgery: a dictionary without a value that could be checked', () => {
  const inContents: [string, () => Uint8Array][] = [
    ['no key', () => instead('/Contents <', '/Kontents <')],
    ['null', () => instead(contents(), 'null')],
    ['nothing', () => instead(contents(), '')],
    ['an empty string', () => instead(contents(), '<>')],
    ['one zero byte', () => instead(contents(), '<00>')],
    ['zeros', () => instead(contents(), `<${'0'.repeat(contents().length - 2)}>`)],
    ['a name', () => instead(contents(), '/None')],
    ['a number', () => instead(contents(), '0')],
    ['a reference to nothing', () => instead(contents(), '99 0 R')],
    ['a literal string', () => instead(contents(), '(none)')],
  ];
  for (const [name, make] of inContents) {
    test(`Contents: ${name}`, async () => {
      const report = await judge(make());
      assert.ok(['broken', 'modified'].includes(report.conclusion), report.conclusion);
      assert.equal(report.signatures.length, 1);
    });
  }
  const inRange: [string, string][] = [
    ['null', 'null'],
    ['nothing', ''],
    ['an empty array', '[]'],
    ['zeros', '[0 0 0 0]'],
    ['negative numbers', '[0 -1 -1 9]'],
    ['two numbers', '[0 100]'],
    ['six numbers', '[0 1 2 3 4 5]'],
    ['huge numbers', '[0 999999999 999999999 9]'],
    ['fractions', '[0 1.5 3 4]'],
    ['names', '[/A /B /C /D]'],
    ['a string', '(0 1 2 3)'],
    ['a reference', '99 0 R'],
    ['numbers that wrap in 32 bits', '[0 4294967297 4294967300 4]'],
  ];
  for (const [name, value] of inRange) {
    test(`ByteRange: ${name}`, async () => {
      const report = await judge(instead(range(), `/ByteRange ${value}`));
      assert.ok(['broken', 'modified'].includes(report.conclusion), report.conclusion);
      assert.equal(report.signatures.length, 1);
    });
  }
  test('ByteRange: no key; a field of nothing but a name', async () => {
    assert.equal((await judge(instead('/ByteRange', '/BiteRange'))).conclusion, 'broken');
    const forged = appendRevision(buildPdf(base), { 20: '<</FT/Sig/T(Signature1)/V<</Type/Sig/Name(Someone)>>>>' });
    assert.equal((await judge(forged)).conclusion, 'broken');
  });
});

describe('signature wrapping: the second part elsewhere, the hole larger', () => {
  /** The signed parts with other bytes between them; the ByteRange is the attacker's, in a copy of the dictionary. */
  function wrapped(hidden: string, copy: (numbers: number[]) => string): Uint8Array {
    const head = text.slice(0, gap.from);
    const tail = text.slice(gap.to);
    const body = contents() + hidden;
    const numbers = [0, head.length, head.length + body.length, tail.length];
    return latin1(head + body + tail + copy(numbers));
  }
  const objects = `\n4 0 obj\n${evil}\nendobj\n`;

  test('objects in the hole; the dictionary is as it was', async () => {
    const report = await judge(wrapped(objects, () => ''));
    assert.equal(report.conclusion, 'broken');
  });

  test('a new dictionary with the range that fits', async () => {
    const bytes = wrapped(objects, (numbers) => {
      const dict = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[${numbers.join(' ')}]/Contents ${contents()}>>`;
      return `\n50 0 obj\n${dict}\nendobj\n`;
    });
    const appended = appendRevision(bytes, { 90: 'null' });
    assert.notEqual((await judge(bytes)).conclusion, 'intact');
    assert.notEqual((await judge(appended)).conclusion, 'intact');
  });

  test('a second ByteRange or Contents key in the signed dictionary', async () => {
    const doubled = `${range()}`.replace('/ByteRange [', '/ByteRange[').replace(/ {2,}/g, ' ');
    const shorter = instead(range(), `${doubled}`);
    assert.notEqual((await judge(shorter)).conclusion, 'intact', 'the covered bytes changed');
  });
});

describe('incremental saving: bytes behind the signed revision that no permitted revision explains', () => {
  const body = `4 0 obj\n${evil}\nendobj\n`;
  const at = () => signed.length;
  const families: [string, () => string][] = [
    ['an object alone', () => body],
    ['an object and %%EOF', () => `${body}%%EOF\n`],
    ['an object and a trailer', () => `${body}trailer\n<</Root 1 0 R/Size 100>>\n%%EOF\n`],
    ['an object, a trailer and startxref 0', () => `${body}trailer\n<</Root 1 0 R/Size 100>>\nstartxref\n0\n%%EOF\n`],
    ['a startxref that leads nowhere', () => `${body}startxref\n${at() + 3}\n%%EOF\n`],
    ['a startxref without a number', () => `${body}startxref\n%%EOF\n`],
    [
      'a table without /Prev',
      () => {
        const xref = at() + body.length;
        return `${body}xref\n4 1\n${String(at()).padStart(10, '0')} 00000 n \ntrailer\n<</Root 1 0 R/Size 100>>\nstartxref\n${xref}\n%%EOF\n`;
      },
    ],
    [
      'a table whose /Prev skips the signed revision',
      () => {
        const xref = at() + body.length;
        const first = /startxref\s+(\d+)/.exec(text)![1];
        return `${body}xref\n4 1\n${String(at()).padStart(10, '0')} 00000 n \ntrailer\n<</Root 1 0 R/Size 100/Prev ${first}>>\nstartxref\n${xref}\n%%EOF\n`;
      },
    ],
    ['comments', () => '% nothing but a comment\n'],
    ['a whole other PDF', () => textOfBytes(buildPdf({ ...base, 4: evil }))],
  ];
  for (const [name, more] of families) {
    test(name, async () => {
      const report = await judge(latin1(text + more()));
      assert.notEqual(report.conclusion, 'intact');
      assert.notEqual(report.conclusion, 'unsigned');
    });
  }

  test('only a table: objects that stood in the signed bytes already come to use', async () => {
    const signer = await issueCertificate({ commonName: 'Signer' });
    const prepared = await signPdf(buildPdf({ ...base, 8: evil }), signer);
    const place = textOfBytes(prepared).indexOf('8 0 obj');
    const xref = prepared.length;
    const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(textOfBytes(prepared.slice(-60)))![1];
    const asFour = `xref\n4 1\n${String(place).padStart(10, '0')} 00000 n \ntrailer\n<</Root 1 0 R/Size 100/Prev ${prev}>>\nstartxref\n${xref}\n%%EOF\n`;
    const report = await judge(latin1(textOfBytes(prepared) + asFour));
    assert.equal(report.conclusion, 'modified');
    const freed = asFour.replace(/\d{10} 00000 n/, '0000000000 00000 f');
    assert.equal((await judge(latin1(textOfBytes(prepared) + freed))).conclusion, 'modified');
  });
});

test('white space, an end-of-line or NULs behind the end are no change', async () => {
  for (const more of ['\n', '\r\n', '   ', '\0\0\0\0']) {
    assert.equal((await judge(latin1(text + more))).conclusion, 'intact', JSON.stringify(more));
  }
});
