import { expect } from '@open-wc/testing';
import { mobileNumber } from './phone-number.ts';

describe('a mobile number as people write it', () => {
  for (const [text, number] of [
    ['06 39 98 00 11', '+33639980011'],
    ['+33 (0)6 39 98 00 11', '+33639980011'],
    ['0033 6.39.98.00.11', '+33639980011'],
    ['+590 690 00 12 34', '+590690001234'],
    ['+44 7911 123456', '+447911123456'],
    ['01 23 45 67 89', undefined],
    ['06 39 98', undefined],
    ['bonjour', undefined],
    ['', undefined],
  ] as const) {
    it(`${text || 'nothing'}: ${number ?? 'none'}`, async () => {
      expect(await mobileNumber(text)).to.equal(number);
    });
  }
});
