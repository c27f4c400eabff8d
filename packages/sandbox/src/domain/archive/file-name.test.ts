import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileName, pdfName } from './file-name.ts';

test('a name keeps what can be kept, and never becomes a command, an option or another folder', () => {
  assert.equal(fileName('Lettre de mission été.pdf'), 'Lettre_de_mission_ete.pdf');
  assert.equal(fileName('$(rm -rf ~)`id`;.pdf'), 'rm_-rf_id_.pdf');
  assert.equal(fileName('../../etc/passwd'), 'etc_passwd');
  assert.equal(pdfName(7, '…'), '07-sans-nom.pdf');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      assert.match(fileName(name), /^[A-Za-z0-9][\w.-]{0,99}$/);
      assert.match(pdfName(1, name), /^01-[A-Za-z0-9][\w.-]*\.pdf$/);
    }),
  );
});

test('a PDF ends as one, whatever it was called', () => {
  assert.equal(pdfName(1, 'договор.pdf'), '01-sans-nom.pdf');
  assert.equal(pdfName(2, 'Lettre de mission'), '02-Lettre_de_mission.pdf');
  assert.equal(pdfName(3, 'SCAN.PDF'), '03-SCAN.pdf');
  assert.equal(pdfName(12, 'pdf'), '12-pdf.pdf');
});
