import { isStream, isString, textOf, type PdfStream, type PdfString } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { FieldNode } from '../pdf/signature-fields.ts';
import { valueOf } from './field-value.ts';
import { allTokens } from './look-tokens.ts';

const password = 1 << 13;

/**
 * Whether a text field shows another text than its value. Compared without white space, and only where both can be read:
 * an appearance in a font of its own encoding says nothing. Of a field without a value any text is another where `empty`.
 */
export function fieldLookDiffers(view: PdfView, field: FieldNode, empty = false): boolean {
  const value = view.resolve(valueOf(view, field));
  const flags = view.get(field.dict, 'Ff');
  if (!(isString(value) || (empty && value === null)) || (typeof flags === 'number' && (flags & password) !== 0))
    return false;
  const look = view.get(view.get(field.dict, 'AP'), 'N');
  if (!isStream(look)) return false;
  const shown = shownText(view, look);
  const meant = isString(value) ? squeezed(textOf(value)) : '';
  if (shown === null || shown === '') return false;
  if (meant === '') return empty;
  if (numberOf(meant) !== null && numberOf(shown) !== null) return numberOf(meant) !== numberOf(shown);
  // A format may add to the value, a narrow field show less of it: letters and digits stay in their order.
  return !isWithin(plain(meant), plain(shown)) && !isWithin(plain(shown), plain(meant));
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The digits of an amount, whatever its currency, thousands and empty decimals; null for what is none. */
function numberOf(text: string): string | null {
  const amount = /^[^\p{L}\p{N}]*(\d[\d.,'\u2019]*)\D{0,4}$/u.exec(text)?.[1];
  return amount === undefined
    ? null
    : amount
        .replace(/[.,]0{1,2}$/, '')
        .replace(/\D/g, '')
        .replace(/^0+(?=\d)/, '');
}

function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of part) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The strings of a content stream, joined; null where it can't be decoded or they are no plain text. */
function shownText(view: PdfView, stream: PdfStream): string | null {
  let text = '';
  const readable = allTokens(view, stream, (token) => {
    if (!isString(token)) return true;
    text += textOf(token);
    return isPlain(token);
  });
  return readable ? squeezed(text) : null;
}

const isPlain = ({ bytes, hex }: PdfString): boolean => !hex && bytes.every((byte) => byte >= 0x20 && byte !== 0x7f);
