import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { issueCertificate, type Identity } from '../../test/certificates.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  signPdf,
  signatureField,
  stream,
  textField,
  type Objects,
} from '../../test/pdf-builder.ts';
import { verifyPdf, type VerificationReport } from '../index.ts';

/** What may be filled in, signed or added is a way in for looks that nobody signed, or that were kept hidden. */
let signer: Identity;
before(async () => {
  signer = await issueCertificate({ commonName: 'Signer' });
});

const base = documentObjects({ fields: ['Signature1', 'Signature2'] });
const form = '/Type/XObject/Subtype/Form/BBox[0 0 200 40]';
const evil = stream(form, '1 g 0 0 200 40 re f 0 g BT /F1 12 Tf (Pay 999 EUR) Tj ET');
const blank = stream(form, '/Tx BMC EMC');
const withLook = (field: string, number: number): string => field.replace(/>>$/, `/AP<</N ${number} 0 R>>>>`);
const button = (entries: string): string =>
  `<</Type/Annot/Subtype/Widget/FT/Btn/Ff 65536/T(push)/Rect[72 400 272 440]/P 3 0 R${entries}>>`;
const page = (entries: string): string =>
  base[3]!.replace('/Parent 2 0 R', '/Parent 2 0 R/X 0').replace('/X 0', entries);
const annotations = (more: string): string => base[3]!.replace(/\/Annots\[(.*?)\]/, `/Annots[$1 ${more}]`);
const formWith = (more: string, entries = ''): string =>
  base[6]!.replace(/\/Fields\[(.*?)\]/, `/Fields[$1 ${more}]`).replace(/>>$/, `${entries}>>`);

async function after(start: Objects, later: Objects): Promise<VerificationReport> {
  const signed = await signPdf(buildPdf({ ...base, ...start }), signer);
  return verifyPdf(appendRevision(signed, later), { trustAnchors: [] });
}

const added = { 3: annotations('60 0 R'), 6: formWith('60 0 R') };
const withButton = { 3: annotations('8 0 R'), 6: formWith('8 0 R') };
const hidden = withLook(signatureField('Signature2').replace('/F 132', '/F 2'), 61);
const emptyField = textField('').replace('/V()', '');

const box = (entries: string, state: string): Objects => ({
  ...withButton,
  8: `<</Type/Annot/Subtype/Widget/FT/Btn/T(box)/Rect[0 0 595 842]/P 3 0 R${entries}/AS/${state}/AP<</N<</Off 61 0 R/Yes 62 0 R>>>>>>`,
  61: blank,
  62: evil,
});

const refused: [name: string, start: Objects, later: Objects][] = [
  ['a box shows another state than its value', box('/V/Off', 'Off'), { 8: box('/V/Off', 'Yes')[8]! }],
  ['a box without a value shows another state', box('', 'Off'), { 8: box('', 'Yes')[8]! }],
  ['a push button gets another face', { ...withButton, 8: button('/AP<</N 61 0 R>>'), 61: blank }, { 61: evil }],
  ['a push button gets a face', { ...withButton, 8: button('') }, { 8: button('/AP<</N 61 0 R>>'), 61: evil }],
  ['a field without a value gets another look', { 7: withLook(emptyField, 61), 61: blank }, { 61: evil }],
  ['a look that covers goes, without a value', { 7: withLook(emptyField, 61), 61: evil }, { 61: blank }],
  ['a field without a value gets a look', { 7: emptyField }, { 7: withLook(emptyField, 61), 61: evil }],
  ['an unsigned signature field gets a look', {}, { 21: withLook(signatureField('Signature2'), 61), 61: evil }],
  ['a hidden signature field is shown', { 21: hidden, 61: evil }, { 21: hidden.replace('/F 2', '/F 4') }],
  [
    'a new signature field shows something, unsigned',
    {},
    { ...added, 60: withLook(signatureField('New'), 61), 61: evil },
  ],
  [
    'a new signature field shows something, with the signature that is there',
    {},
    { ...added, 60: withLook(signatureField('New', '/V 50 0 R'), 61), 61: evil },
  ],
  [
    'the empty field is "signed" with the signature that is there',
    {},
    { 21: withLook(signatureField('Signature2', '/V 50 0 R'), 61), 61: evil },
  ],
  [
    'a signature that is there gets another widget',
    {},
    {
      3: annotations('60 0 R'),
      20: signatureField('Signature1', '/V 50 0 R/Kids[60 0 R]'),
      60: '<</Type/Annot/Subtype/Widget/Parent 20 0 R/Rect[0 0 595 842]/F 4/AP<</N 61 0 R>>>>',
      61: evil,
    },
  ],
  [
    'looks are made anew from other values',
    { 7: withLook(textField('999 EUR'), 61), 61: stream(form, 'BT (100 EUR) Tj ET') },
    { 6: formWith('', '/NeedAppearances true') },
  ],
  [
    'a page hangs on another node',
    {},
    { 3: page('').replace('/Parent 2 0 R', '/Parent 60 0 R'), 60: '<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 180>>' },
  ],
  [
    'a page inherits from a new grandparent',
    {},
    { 2: base[2]!.replace(/>>$/, '/Parent 60 0 R>>'), 60: '<</Type/Pages/Kids[2 0 R]/Count 1/Rotate 180>>' },
  ],
  [
    'an annotation that only prints',
    {},
    { 3: annotations('60 0 R'), 60: '<</Type/Annot/Subtype/Square/Rect[0 0 500 500]/F 36/AP<</N 61 0 R>>>>', 61: evil },
  ],
  [
    'a hidden annotation with a script',
    {},
    {
      3: annotations('60 0 R'),
      60: '<</Type/Annot/Subtype/Square/Rect[0 0 500 500]/F 2/AA<</PV<</S/JavaScript/JS(x)>>>>>>',
    },
  ],
  [
    'a line whose rectangle is empty',
    {},
    { 3: annotations('60 0 R'), 60: '<</Type/Annot/Subtype/Ink/Rect[0 0 0 0]/InkList[[0 0 500 500]]>>' },
  ],
  [
    'a new signature field with a script',
    {},
    { ...added, 60: signatureField('New', '/AA<</PV<</S/JavaScript/JS(x)>>>>') },
  ],
  [
    'a field is filled in and gets a script',
    {},
    { 7: textField('a').replace(/>>$/, '/AA<</F<</S/JavaScript/JS(x)>>>>>>') },
  ],
];

describe('looks that nobody signed', () => {
  for (const [name, start, later] of refused) {
    test(`${name}: refused`, async () => {
      const { conclusion } = await after(start, later);
      assert.equal(conclusion, 'modified');
    });
  }
});

const permitted: [name: string, start: Objects, later: Objects][] = [
  ['a box is ticked', box('/V/Off', 'Off'), { 8: box('/V/Yes', 'Yes')[8]! }],
  [
    'a box is ticked whose value is its parent’s',
    { ...box('/Parent 9 0 R', 'Off'), 6: formWith('9 0 R'), 9: '<</FT/Btn/T(group)/V/Off/Kids[8 0 R]>>' },
    { 8: box('/Parent 9 0 R', 'Yes')[8]!, 9: '<</FT/Btn/T(group)/V/Yes/Kids[8 0 R]>>' },
  ],
  ['a new field to sign, nothing in it yet', {}, { ...added, 60: signatureField('New') }],
  ['a new field to sign, with a blank look', {}, { ...added, 60: withLook(signatureField('New'), 61), 61: blank }],
  ['a field without a value gets a blank look', { 7: emptyField }, { 7: withLook(emptyField, 61), 61: blank }],
  [
    'looks are made anew from the same values',
    { 7: withLook(textField('100 EUR'), 61), 61: stream(form, 'BT (100 EUR) Tj ET') },
    { 6: formWith('', '/NeedAppearances true') },
  ],
  [
    'an annotation that is hidden',
    {},
    { 3: annotations('60 0 R'), 60: '<</Type/Annot/Subtype/Square/Rect[0 0 9 9]/F 2>>' },
  ],
];

describe('what is shown stays as it was signed', () => {
  for (const [name, start, later] of permitted) {
    test(`${name}: permitted`, async () => {
      const { conclusion } = await after(start, later);
      assert.equal(conclusion, 'intact');
    });
  }
});
