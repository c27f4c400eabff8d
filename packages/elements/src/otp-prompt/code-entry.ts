import { otpRules } from '@jse/sdk/rules';

const separators = /[\s\u00a0\u2007\u202f.\-–—_/]/gu;
const originBound = /(?:^|\s)@\S+\s+#(\d{6})(?!\d)/u;
const standalone = /(?<![\p{L}\d#@+-])(\d{3}[\s\u00a0\u202f-]?\d{3})(?![\d-]|[\s\u00a0\u202f]\d)/u;

/**
 * The digits of a code out of whatever was typed or pasted: `123 456`, `123-456`, full-width digits, or the whole SMS
 * (its origin-bound line first, else the first six digits that stand alone). At most six; shorter while typing.
 */
export function codeFrom(text: string): string {
  const plain = text.normalize('NFKC');
  if (/\p{L}/u.test(plain)) {
    const found = originBound.exec(plain)?.[1] ?? standalone.exec(plain)?.[1];
    if (found !== undefined) return digitsOf(found);
  }
  return digitsOf(plain.replaceAll(separators, '')).slice(0, otpRules.digits);
}

/** Whether a text is a whole code. */
export function isWholeCode(code: string): boolean {
  return code.length === otpRules.digits && digitsOf(code) === code;
}

function digitsOf(text: string): string {
  return text.replaceAll(/[^0-9]/g, '');
}
