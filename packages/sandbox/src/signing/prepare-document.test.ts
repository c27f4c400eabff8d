import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from 'pdf-lib';
import { makeTestAuthority } from '../certificates/authority.harness.ts';
import { missing, withWorkbench } from '../certificates/external-tools.harness.ts';
import { makeDocument } from './documents.harness.ts';
import { inspectUpload } from './inspect-upload.ts';
import { prepareDocument } from './prepare-document.ts';
import { signField } from './sign-field.ts';
import type { Placement } from './types.ts';

const field = (name: string, placement: Placement | null) => ({ name, tooltip: `Signature de ${name}`, placement });
const at = (page: number, x: number, y: number): Placement => ({ page, x, y, width: 200, height: 50 });

describe('prepared fields', () => {
  test('are read by another engine with tooltip, flags, page and rectangle', async () => {
    const bytes = await makeDocument({ pages: [{}, {}], form: true });
    const prepared = await prepareDocument(bytes, [field('a', at(-1, 30, 40)), field('b', null)]);
    const document = await PDFDocument.load(prepared);
    const form = document.catalog.lookup(PDFName.of('AcroForm'), PDFDict);
    assert.equal(form.lookup(PDFName.of('SigFlags'), PDFNumber).asNumber(), 3);
    const fields = form.lookup(PDFName.of('Fields'), PDFArray);
    assert.equal(fields.size(), 4);
    const [visible, invisible] = [fields.lookup(2, PDFDict), fields.lookup(3, PDFDict)];
    assert.equal(visible.get(PDFName.of('TU'))?.toString(), '(Signature de a)');
    assert.equal(visible.get(PDFName.of('F'))?.toString(), '132');
    assert.equal(visible.get(PDFName.of('P')), document.getPage(1).ref);
    assert.equal(visible.get(PDFName.of('Rect'))?.toString(), '[ 30 40 230 90 ]');
    assert.equal(visible.has(PDFName.of('V')), false);
    assert.equal(invisible.get(PDFName.of('Rect'))?.toString(), '[ 0 0 0 0 ]');
    assert.equal(document.getPage(1).node.Annots()?.size(), 1);
    assert.deepEqual(Buffer.from(prepared.subarray(0, bytes.length)), Buffer.from(bytes));
  });

  test('a tagged document names each widget in its structure', async () => {
    const prepared = await prepareDocument(await makeDocument({ tagged: true }), [
      field('a', at(1, 0, 0)),
      field('b', null),
    ]);
    const document = await PDFDocument.load(prepared);
    const root = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
    const kids = root.lookup(PDFName.of('K'), PDFDict).lookup(PDFName.of('K'), PDFArray);
    assert.equal(kids.size(), 3);
    const widgets = document.catalog.lookup(PDFName.of('AcroForm'), PDFDict).lookup(PDFName.of('Fields'), PDFArray);
    const numbers = root.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray);
    for (const i of [0, 1]) {
      const element = kids.lookup(i + 1, PDFDict);
      assert.equal(element.get(PDFName.of('S'))?.toString(), '/Form');
      assert.equal(element.lookup(PDFName.of('K'), PDFDict).get(PDFName.of('Obj')), widgets.get(i));
      const key = widgets.lookup(i, PDFDict).lookup(PDFName.of('StructParent'), PDFNumber).asNumber();
      assert.equal(key, i + 1);
      assert.equal(numbers.lookup(2 * key, PDFNumber).asNumber(), key);
      assert.equal(numbers.get(2 * key + 1), kids.get(i + 1));
    }
    assert.equal(root.lookup(PDFName.of('ParentTreeNextKey'), PDFNumber).asNumber(), 3);
    assert.equal(document.getPage(0).node.get(PDFName.of('Tabs'))?.toString(), '/S');
  });

  test('names must be new and without period, pages must exist', async () => {
    const bytes = await makeDocument({ form: true });
    const refused = async (name: string, placement: Placement | null, code: string): Promise<void> =>
      assert.rejects(prepareDocument(bytes, [field(name, placement)]), { code });
    await refused('adresse', null, 'field_exists');
    await refused('a.b', null, 'field_name_invalid');
    await refused('', null, 'field_name_invalid');
    await refused('a', at(2, 0, 0), 'page_missing');
    await refused('a', at(-2, 0, 0), 'page_missing');
    await refused('a', at(0, 0, 0), 'page_missing');
    await assert.rejects(prepareDocument(bytes, [field('a', null), field('a', null)]), { code: 'field_exists' });
  });
});

/** The box of pixels of about this colour in a PPM picture: left, top, right, bottom, in pixels. */
function boxOf(picture: Uint8Array, [r, g, b]: readonly [number, number, number]): number[] {
  const header = /^P6\s(\d+) (\d+)\s255\s/u.exec(Buffer.from(picture.subarray(0, 40)).toString('latin1'));
  assert.ok(header);
  const width = Number(header[1]);
  const pixels = picture.subarray(header[0].length);
  const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  for (let i = 0; i < pixels.length / 3; i++) {
    const near = [r, g, b].every((value, channel) => Math.abs((pixels[3 * i + channel] as number) - value) < 24);
    if (!near) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x + 1);
    box[3] = Math.max(box[3], y + 1);
  }
  return box;
}

/** The frame of the seal's cartouche, in 8-bit colour. */
const SEAL_COLOUR = [120, 46, 92] as const;

describe('the cartouche is where it was placed on the displayed page', { skip: missing('pdftoppm') }, () => {
  for (const rotate of [0, 90, 180, 270]) {
    for (const [name, page] of Object.entries({
      plain: {},
      cropped: { crop: [40, 60, 420, 500] as [number, number, number, number] },
      'user unit 2': { width: 400, height: 300, userUnit: 2 },
    })) {
      test(`rotate ${rotate}, ${name}`, async () => {
        const authority = await makeTestAuthority();
        const bytes = await makeDocument({ pages: [{ ...page, rotate }] });
        const inspected = await inspectUpload(bytes);
        assert.ok(inspected.ok);
        const prepared = await prepareDocument(bytes, [field('cabinet', at(1, 57, 31))]);
        const signed = await signField({
          bytes: prepared,
          fieldName: 'cabinet',
          appearance: { kind: 'seal', name: 'Cabinet', at: new Date() },
          name: 'Cabinet',
          at: new Date(),
          signer: await authority.signer('firm', 'Cabinet'),
          level: 'B-B',
        });
        const [{ height = 0, userUnit = 1 } = {}] = inspected.pages;
        // poppler knows no UserUnit: at this resolution its picture has one pixel a point.
        const box = await withWorkbench((bench) => {
          bench.write('signed.pdf', signed);
          bench.run('pdftoppm', '-r', String(72 * userUnit), '-cropbox', 'signed.pdf', 'page');
          return boxOf(bench.read('page-1.ppm'), SEAL_COLOUR);
        });
        const expected = [57, height - 31 - 50, 57 + 200, height - 31];
        for (const [i, value] of expected.entries()) {
          assert.ok(Math.abs((box[i] as number) - value) <= 2, `${box.join(' ')} for ${expected.join(' ')}`);
        }
      });
    }
  }
});
