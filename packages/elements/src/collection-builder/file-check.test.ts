import { limits } from '@jse/sdk/rules';
import { expect } from '@open-wc/testing';
import { encryptedPdf } from '../../test/encrypted-pdf.ts';
import { makeA4 } from '../../test/pdf-fixtures.ts';
import { lookAt } from './file-check.ts';

const header = '%PDF-1.7\n';
const bytes = (...values: number[]) => new Blob([new Uint8Array(values)]);
const blob = (...parts: (string | Uint8Array)[]) => new Blob(parts as BlobPart[]);
const sound = await makeA4(2);

describe('a file before it is uploaded', () => {
  for (const [what, file, fault] of [
    ['a PDF', blob(sound), undefined],
    ['a PDF with something before its header', blob('\n'.repeat(900), sound), undefined],
    ['an encrypted PDF', blob(encryptedPdf), 'encrypted'],
    ['a truncated PDF', blob(sound.slice(0, sound.length / 2)), 'damaged'],
    ['a header and nothing more', blob(header), 'damaged'],
    ['an empty file', blob(), 'empty'],
    ['a text called .pdf', new File(['hello'], 'lettre.pdf', { type: 'application/pdf' }), 'not-pdf'],
    ['a header that comes too late', blob(' '.repeat(1100), sound), 'not-pdf'],
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'image'],
    ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47), 'image'],
    ['10 MB of nothing', blob(header, new Uint8Array(limits.documentBytes - header.length)), 'damaged'],
    ['a byte more', blob(header, new Uint8Array(limits.documentBytes - header.length + 1)), 'too-large'],
  ] as const) {
    it(`${what}: ${fault ?? 'taken'}`, async () => {
      expect((await lookAt(file)).fault).to.equal(fault);
    });
  }
});
