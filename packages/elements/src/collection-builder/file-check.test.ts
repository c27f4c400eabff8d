import { limits } from '@jse/sdk/rules';
import { expect } from '@open-wc/testing';
import { faultOf } from './file-check.ts';

const pdf = '%PDF-1.7\n';
const bytes = (...values: number[]) => new Blob([new Uint8Array(values)]);

describe('a file before it is uploaded', () => {
  for (const [what, file, fault] of [
    ['a PDF', new Blob([pdf]), undefined],
    ['a PDF with something before its header', new Blob(['\n'.repeat(900), pdf]), undefined],
    ['an empty file', new Blob([]), 'empty'],
    ['a text called .pdf', new File(['hello'], 'lettre.pdf', { type: 'application/pdf' }), 'not-pdf'],
    ['a header that comes too late', new Blob([' '.repeat(1100), pdf]), 'not-pdf'],
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'image'],
    ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47), 'image'],
    ['10 MB', new Blob([pdf, new Uint8Array(limits.documentBytes - pdf.length)]), undefined],
    ['a byte more', new Blob([pdf, new Uint8Array(limits.documentBytes - pdf.length + 1)]), 'too-large'],
  ] as const) {
    it(`${what}: ${fault ?? 'taken'}`, async () => {
      expect(await faultOf(file)).to.equal(fault);
    });
  }
});
