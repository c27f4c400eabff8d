import { isDict, isStream, isString, type PdfDict, type PdfObject, type PdfStream } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import { allTokens } from './look-tokens.ts';

/** Operators that paint (ISO 32000-2, table 50), but for text: that paints by its strings. */
const painting = /^([FSs]|[fBb]\*?|Do|sh|BI)$/;

/** Whether a field or an annotation has no look, or looks of all kinds and states that paint nothing. */
export function looksBlank(view: PdfView, dict: PdfDict): boolean {
  return isBlank(view, dict.entries.get('AP') ?? null, 0);
}

/** A look, its states by name, or the looks of all kinds by name: no deeper. */
function isBlank(view: PdfView, item: PdfObject, depth: number): boolean {
  const look = view.resolve(item);
  if (isStream(look)) return paintsNothing(view, look);
  if (!isDict(look)) return true;
  return depth < 2 && [...look.entries.values()].every((one) => isBlank(view, one, depth + 1));
}

const paintsNothing = (view: PdfView, look: PdfStream): boolean =>
  allTokens(view, look, (token) => {
    if (isString(token)) return token.bytes.every((byte) => byte <= 0x20);
    // A name of that spelling is taken for an operator too, which errs to the safe side.
    return typeof token !== 'object' || !painting.test(token?.value ?? '');
  });
