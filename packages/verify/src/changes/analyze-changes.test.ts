import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { issueCertificate, type Identity } from '../../test/certificates.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  latin1,
  signPdf,
  signatureField,
  stream,
  textField,
} from '../../test/pdf-builder.ts';
import type { Objects, SigningOptions } from '../../test/pdf-builder.ts';
import { verifyPdf, type ChangePolicyName, type SignatureReport } from '../index.ts';

let signer: Identity;
before(async () => {
  signer = await issueCertificate({ commonName: 'Signer' });
});

const fields = ['Signature1', 'Signature2'];
const base = documentObjects({ fields });
const certify = (permission: number): SigningOptions => ({
  dictionary: `/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${permission}/V/1.2>>>>]`,
  objects: { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Perms<</DocMDP 50 0 R>>>>' },
});

async function after(
  objects: Objects,
  options: SigningOptions & { policy?: ChangePolicyName; start?: Objects } = {},
): Promise<SignatureReport> {
  const signed = await signPdf(buildPdf(options.start ?? base), signer, options);
  return first(appendRevision(signed, objects), options.policy);
}

async function first(bytes: Uint8Array, changePolicy: ChangePolicyName = 'strict'): Promise<SignatureReport> {
  const report = await verifyPdf(bytes, { trustAnchors: [], changePolicy });
  const [signature] = report.signatures as [SignatureReport];
  assert.equal(signature.integrity, 'intact');
  assert.equal(
    report.conclusion === 'intact',
    signature.laterChanges === 'none' || signature.laterChanges === 'permitted',
  );
  return signature;
}

const codes = (signature: SignatureReport, verdict: string): string[] =>
  signature.changes.filter((change) => change.verdict === verdict).map((change) => change.code);

describe('after an approval signature', () => {
  test('a field may be filled in', async () => {
    const signature = await after({ 7: textField('yes') });
    assert.equal(signature.laterChanges, 'permitted');
    assert.deepEqual(codes(signature, 'permitted'), ['FIELD_FILLED']);
    assert.equal(signature.changes[0]?.object, '7 0');
  });

  test('validation data, metadata and an object written again unchanged are permitted', async () => {
    const catalog = '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</Certs[60 0 R]>>/Metadata 61 0 R>>';
    const metadata = stream('/Type/Metadata/Subtype/XML', '<x/>');
    const signature = await after({ 1: catalog, 60: stream('', 'der'), 61: metadata, 4: base[4]! });
    assert.equal(signature.laterChanges, 'permitted');
    assert.deepEqual(codes(signature, 'permitted').sort(), ['DSS_UPDATED', 'METADATA_UPDATED']);
  });

  const forbidden: [string, Objects, string][] = [
    ['other page content', { 4: stream('', 'BT /F1 24 Tf 72 720 Td (Pay 999 EUR) Tj ET') }, 'PAGE_MODIFIED'],
    ['another font under the same name', { 5: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>' }, 'PAGE_MODIFIED'],
    [
      'a page more',
      { 2: '<</Type/Pages/Kids[3 0 R 70 0 R]/Count 2>>', 70: '<</Type/Page/Parent 2 0 R>>' },
      'PAGES_MODIFIED',
    ],
    ['a page whose type is gone', { 3: base[3]!.replace('/Type/Page', '') }, 'PAGE_MODIFIED'],
    [
      'a key without its value, which readers take differently',
      { 3: base[3]!.replace(/>>$/, '/X>>') },
      'PAGE_MODIFIED',
    ],
    ['a key that occurs twice', { 5: base[5]!.replace('/Type', '/BaseFont/Symbol/Type') }, 'PAGE_MODIFIED'],
    ['another page in its place', { 2: '<</Type/Pages/Kids[70 0 R]/Count 1>>', 70: base[3]! }, 'PAGES_MODIFIED'],
    [
      'a script in the catalog',
      { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/OpenAction<</S/JavaScript/JS(x)>>>>' },
      'CATALOG_MODIFIED',
    ],
    ['no form any more', { 1: '<</Type/Catalog/Pages 2 0 R>>' }, 'ACROFORM_REMOVED'],
    [
      'another signature dictionary',
      { 20: signatureField('Signature1', '/V 71 0 R'), 71: '<</Type/Sig/Name(Other)>>' },
      'SIGNATURE_REPLACED',
    ],
    [
      'another look of the signature',
      { 20: signatureField('Signature1', '/V 50 0 R/AP<</N 72 0 R>>'), 72: stream('/Subtype/Form', 'q Q') },
      'SIGNATURE_MODIFIED',
    ],
    [
      'a new field that is no signature',
      { 6: base[6]!.replace('Fields[', 'Fields[73 0 R '), 73: '<</FT/Tx/T(new)>>' },
      'FIELD_ADDED',
    ],
  ];
  for (const [name, objects, code] of forbidden) {
    test(`${name}: forbidden`, async () => {
      const signature = await after(objects);
      assert.equal(signature.laterChanges, 'forbidden');
      assert.ok(codes(signature, 'forbidden').includes(code), JSON.stringify(signature.changes));
    });
  }

  test('of many annotations, only what changed is told, whatever the order they are listed in', async () => {
    const note = (contents: string) => `<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(${contents})>>`;
    const page = (list: string) => base[3]!.replace('/Annots[', `/Annots[${list} `);
    const start = { ...base, 3: page(`74 0 R ${note('direct')} 75 0 R`), 74: note('one'), 75: note('two') };
    const reordered = await after({ 3: page(`75 0 R 74 0 R ${note('direct')}`) }, { start });
    assert.deepEqual(reordered.changes, []);
    const other = await after({ 3: page(`75 0 R ${note('other')}`), 75: note('2') }, { start });
    assert.deepEqual(codes(other, 'forbidden').sort(), [
      ...['ANNOTATION_ADDED', 'ANNOTATION_MODIFIED', 'ANNOTATION_REMOVED', 'ANNOTATION_REMOVED'],
    ]);
    assert.equal((await after({ 75: note('2') }, { start })).changes[0]?.object, '75 0');
  });

  test('an annotation is forbidden by the strict policy, permitted by adobe', async () => {
    const page = base[3]!.replace('/Annots[', '/Annots[74 0 R ');
    const note = '<</Type/Annot/Subtype/FreeText/Rect[72 700 300 740]/Contents(Pay 999 EUR)>>';
    assert.equal((await after({ 3: page, 74: note })).laterChanges, 'forbidden');
    assert.equal((await after({ 3: page, 74: note }, { policy: 'adobe' })).laterChanges, 'permitted');
  });

  test('a field whose prepared value stays may not change its look', async () => {
    const look = (num: number, text: string) => ({
      7: textField('Attacker').replace('/V', `/AP<</N ${num} 0 R>>/V`),
      [num]: stream('/Subtype/Form/BBox[0 0 200 20]', `BT (${text}) Tj ET`),
    });
    const signature = await after(look(76, 'Attacker'), { start: { ...base, ...look(75, 'Good Cause') } });
    assert.deepEqual(codes(signature, 'forbidden'), ['APPEARANCE_REPLACED']);
  });
});

describe('what the bytes hide', () => {
  test('the first look of a value that was signed shows that value, or is refused', async () => {
    const look = (shown: string): Objects => ({
      7: textField('1000').replace('/V', '/AP<</N 92 0 R>>/V'),
      92: stream('/Subtype/Form/BBox[0 0 200 20]', `/Tx BMC BT /F1 12 Tf (${shown}) Tj ET EMC`),
    });
    const start = { ...base, 7: textField('1000') };
    for (const shown of ['1000', '1 000,00', '$1,000.00', '1000 EUR']) {
      assert.deepEqual(codes(await after(look(shown), { start }), 'permitted'), ['FIELD_FILLED'], shown);
    }
    for (const shown of ['9000', '1000000', '1 000 000,00', '10']) {
      assert.deepEqual(codes(await after(look(shown), { start }), 'forbidden'), ['APPEARANCE_REPLACED'], shown);
    }
  });

  test('a page tree, a page or its content that can no longer be read is another one', async () => {
    for (const [num, broken] of [
      [2, '<</Type/Pages0[3 0 R]/Count 1>>'],
      [3, '<</Type/Page/Parent'],
      [4, '<</Length'],
    ] as const) {
      assert.equal((await after({ [num]: broken })).laterChanges, 'forbidden', `object ${num}`);
    }
  });

  test('a reference to another generation leads elsewhere, and so does a table that gives one', async () => {
    assert.equal((await after({ 2: base[2]!.replace('3 0 R', '3 5 R') })).laterChanges, 'forbidden');
    assert.equal((await after({ 3: base[3]!.replace('4 0 R', '4 1 R') })).laterChanges, 'forbidden');
    const signed = await signPdf(buildPdf(base), signer);
    const text = String.fromCharCode(...signed);
    const place = text.indexOf('4 0 obj');
    const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1];
    const table = `xref\n4 1\n${String(place).padStart(10, '0')} 00007 n \ntrailer\n<</Size 100/Root 1 0 R/Prev ${prev}>>\n`;
    const signature = await first(latin1(`${text}${table}startxref\n${signed.length}\n%%EOF\n`));
    assert.equal(signature.laterChanges, 'forbidden');
  });

  test('objects appended without a table are no revision', async () => {
    const signed = await signPdf(buildPdf(base), signer);
    const more = appendRevision(signed, { 4: stream('', 'BT (Pay 999 EUR) Tj ET') }, { withoutXref: true });
    const signature = await first(more);
    assert.equal(signature.laterChanges, 'forbidden');
    assert.deepEqual(codes(signature, 'forbidden'), ['TRAILING_BYTES']);
  });

  test('a signed table that points behind the signed bytes borrows nothing from there', async () => {
    const start = { ...base, 3: base[3]!.replace('/Contents 4 0 R', '/Contents 80 0 R') };
    const plain = buildPdf(start);
    const signedOnce = await signPdf(plain, signer);
    const far = signedOnce.length + 200;
    const text = String.fromCharCode(...plain).replace(
      'trailer',
      `80 1\n${String(far).padStart(10, '0')} 00000 n \ntrailer`,
    );
    const signed = await signPdf(latin1(text), signer);
    const shift = far - signed.length;
    const body = `${' '.repeat(Math.max(0, shift))}80 0 obj\n${stream('', 'BT (late) Tj ET')}\nendobj\n`;
    const withBody = new Uint8Array([...signed, ...latin1(body)]);
    const xref = withBody.length;
    const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(String.fromCharCode(...signed.slice(-60)))![1];
    const tail = `xref\n90 1\n0000000000 00000 f \ntrailer\n<</Size 100/Root 1 0 R/Prev ${prev}>>\nstartxref\n${xref}\n%%EOF\n`;
    const signature = await first(new Uint8Array([...withBody, ...latin1(tail)]));
    assert.equal(signature.laterChanges, 'forbidden');
    assert.ok(codes(signature, 'forbidden').includes('PAGE_MODIFIED'));
  });
});

describe('what the signed revision permits', () => {
  test('P1 forbids filling in, P2 permits it', async () => {
    assert.equal((await after({ 7: textField('yes') }, certify(1))).laterChanges, 'forbidden');
    assert.equal((await after({ 7: textField('yes') }, certify(2))).laterChanges, 'permitted');
  });

  test('a permission raised later does not count', async () => {
    const signed = await signPdf(buildPdf(base), signer, certify(1));
    const catalog = '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Perms<</DocMDP 81 0 R>>>>';
    const raised = '<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P 3>>>>]>>';
    const signature = await first(appendRevision(signed, { 1: catalog, 81: raised, 7: textField('yes') }));
    assert.equal(signature.laterChanges, 'forbidden');
    assert.ok(codes(signature, 'forbidden').includes('PERMISSIONS_MODIFIED'));
  });

  test('a locked field stays as it is, another may be filled in', async () => {
    const lock = (name: string) => ({ fieldEntries: `/Lock<</Type/SigFieldLock/Action/Include/Fields[(${name})]>>` });
    const locked = await after({ 7: textField('yes') }, lock('note'));
    assert.deepEqual(codes(locked, 'forbidden'), ['LOCKED_FIELD_MODIFIED']);
    assert.equal((await after({ 7: textField('yes') }, lock('other'))).laterChanges, 'permitted');
  });

  test('a locked signature field that is not signed yet may not move, hide or lose its caption either', async () => {
    const lock = { fieldEntries: '/Lock<</Type/SigFieldLock/Action/Include/Fields[(Signature2)]>>' };
    for (const entries of ['/F 4', '/MK<</CA(x)>>', '/Ff 1']) {
      const other = signatureField('Signature2').replace('/F 132', '') + '';
      const signature = await after({ 21: other.replace('>>', `${entries}>>`) }, lock);
      assert.ok(codes(signature, 'forbidden').includes('LOCKED_FIELD_MODIFIED'), entries);
    }
  });

  test('an empty signature field more is no signing: certified documents take none, others do', async () => {
    const more = { 6: base[6]!.replace('Fields[', 'Fields[30 0 R '), 30: '<</FT/Sig/T(Late)>>' };
    const certified = await after(more, certify(2));
    assert.deepEqual(codes(certified, 'forbidden'), ['SIGNATURE_FIELD_ADDED']);
    assert.equal((await after(more)).laterChanges, 'permitted');
    assert.equal((await after(more, { ...certify(2), policy: 'adobe' })).laterChanges, 'permitted');
  });

  test('a field without any name keeps its parts, a named one may lose a place under P3', async () => {
    const start = (name: string) => ({
      ...base,
      6: base[6]!.replace('Fields[', 'Fields[40 0 R '),
      40: `<</FT/Tx${name}/Kids[41 0 R 42 0 R]>>`,
      41: '<</Type/Annot/Subtype/Widget/Parent 40 0 R/Rect[0 0 9 9]>>',
      42: '<</Type/Annot/Subtype/Widget/Parent 40 0 R/Rect[9 9 20 20]>>',
    });
    const less = (name: string) => ({ 40: `<</FT/Tx${name}/Kids[41 0 R]>>` });
    const named = await after(less('/T(group)'), { ...certify(3), start: start('/T(group)') });
    assert.equal(named.laterChanges, 'permitted', JSON.stringify(named.changes));
    const nameless = await after(less(''), { ...certify(3), start: start('') });
    assert.equal(nameless.laterChanges, 'forbidden');
  });

  test('two certifications: the first may not be put aside', async () => {
    const signed = await signPdf(buildPdf(base), signer, certify(2));
    const second = await signPdf(signed, signer, {
      ...certify(2),
      objectNumber: 51,
      fieldNumber: 21,
      fieldName: 'Signature2',
      objects: { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Perms<</DocMDP 51 0 R>>>>' },
    });
    const signature = await first(second);
    assert.ok(codes(signature, 'forbidden').includes('PERMISSIONS_MODIFIED'));
  });

  test('a widget that hangs on no field, and pages written into the catalog, are refused', async () => {
    const page = base[3]!.replace('/Annots[', '/Annots[45 0 R ');
    const widget = await after({ 3: page, 45: '<</Type/Annot/Subtype/Widget/Rect[0 0 300 300]>>' });
    assert.ok(codes(widget, 'forbidden').includes('WIDGET_ADDED'));
    const catalog = '<</Type/Catalog/Pages<</Type/Pages/Kids[3 0 R]/Count 1>>/AcroForm 6 0 R>>';
    assert.ok(codes(await after({ 1: catalog }), 'forbidden').includes('PAGES_MODIFIED'));
  });
});

describe('tagged documents under P3', () => {
  const start: Objects = {
    ...base,
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/StructTreeRoot 60 0 R>>',
    3: base[3]!.replace('/Annots[', '/Annots[63 0 R '),
    60: '<</Type/StructTreeRoot/K 61 0 R>>',
    61: '<</S/Document/P 60 0 R/K[62 0 R]>>',
    62: '<</S/Annot/P 61 0 R/K<</Type/OBJR/Obj 63 0 R/Pg 3 0 R>>>>',
    63: '<</Type/Annot/Subtype/Text/Rect[0 0 20 20]/Contents(first)>>',
  };
  const certified = (): SigningOptions & { start: Objects } => ({
    ...certify(3),
    start,
    objects: { 1: start[1]!.replace('>>', '/Perms<</DocMDP 50 0 R>>>>') },
  });
  const other = start[63]!.replace('first', 'second');

  test('an annotation may change, alone or with the element content that refers to it', async () => {
    assert.equal((await after({ 63: other }, certified())).laterChanges, 'permitted');
    const content = start[62]!.replace('/K<</Type/OBJR/Obj 63 0 R/Pg 3 0 R>>', '/K<</Type/OBJR/Obj 63 0 R>>');
    assert.equal((await after({ 62: content, 63: other }, certified())).laterChanges, 'permitted');
    assert.equal((await after({ 62: content }, certified())).laterChanges, 'forbidden');
  });

  test('its element may not, nor go while the annotation stays', async () => {
    const titled = start[62]!.replace('/S/Annot', '/S/P');
    assert.equal((await after({ 62: titled, 63: other }, certified())).laterChanges, 'forbidden');
    assert.equal((await after({ 61: '<</S/Document/P 60 0 R/K[]>>' }, certified())).laterChanges, 'forbidden');
  });

  test('an element of a new annotation is told; one of a page’s content, or of a text alone, is refused', async () => {
    const page = start[3]!.replace('/Annots[', '/Annots[64 0 R ');
    const added = { 3: page, 61: '<</S/Document/P 60 0 R/K[62 0 R 65 0 R]>>', 64: other };
    const told = await after({ ...added, 65: '<</S/Annot/P 61 0 R/K[<</Type/OBJR/Obj 64 0 R>>]>>' }, certified());
    assert.equal(told.laterChanges, 'permitted');
    assert.ok(codes(told, 'permitted').includes('STRUCTURE_EXTENDED'));
    for (const content of [
      '/K 0',
      '/K[<</Type/MCR/Pg 3 0 R/MCID 0>>]',
      '/ActualText(ten thousand)',
      '/K[<</S/Span/ActualText(ten)>>]',
      '/K[<</S/Span/Obj 64 0 R/ActualText(ten)>>]',
    ]) {
      const refused = await after({ ...added, 65: `<</S/P/P 61 0 R${content}>>` }, certified());
      assert.ok(codes(refused, 'forbidden').includes('STRUCTURE_MODIFIED'), content);
    }
  });

  test('a hundred thousand kids are gone through once', async () => {
    const kids = Array.from({ length: 100_000 }, (_, at) => at).join(' ');
    const root = (text: string) => ({ 70: `<</Type/StructTreeRoot/K[${kids} ${text}]>>` });
    const start = { ...base, 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/StructTreeRoot 70 0 R>>', ...root('') };
    const signed = await signPdf(buildPdf(start), signer);
    const begun = process.cpuUsage();
    const signature = await first(appendRevision(signed, root('71 0 R')));
    const { user, system } = process.cpuUsage(begun);
    assert.equal(signature.laterChanges, 'permitted');
    assert.ok(user + system < 3_000_000, `${(user + system) / 1000} ms of the processor`);
  });
});
