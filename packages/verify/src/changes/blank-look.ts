import { LimitError } from '../pdf/budget.ts';
import { FilterFault } from '../pdf/filter-fault.ts';
import { Lexer } from '../pdf/lexer.ts';
import { isDict, isStream, isString, type PdfDict, type PdfStream } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';

/** Operators that paint (ISO 32000-2, table 50), but for text: that paints by its strings. */
const painting: ReadonlySet<string> = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'Do', 'sh', 'BI', 'EI']);

/** Whether a field or an annotation has no look, or looks of all kinds and states that paint nothing. */
export function looksBlank(view: PdfView, dict: PdfDict): boolean {
  const looks = view.get(dict, 'AP');
  if (!isDict(looks)) return looks === null;
  return [...looks.entries.values()].every((item) => {
    const look = view.resolve(item);
    if (isStream(look)) return paintsNothing(view, look);
    const states = isDict(look) ? [...look.entries.values()].map((state) => view.resolve(state)) : [];
    return states.every((state) => !isStream(state) || paintsNothing(view, state));
  });
}

/** What can't be decoded may show anything. */
function paintsNothing(view: PdfView, look: PdfStream): boolean {
  try {
    const lexer = new Lexer(view.decode(look));
    for (let token = lexer.next(); token !== null; token = lexer.next()) {
      view.file.budget.tick();
      if (isString(token) && token.bytes.some((byte) => byte > 0x20)) return false;
      if (typeof token === 'object' && token.kind === 'keyword' && painting.has(token.value)) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof FilterFault) return false;
    if (error instanceof LimitError && error.limit === 'maxStreamBytes') return false;
    throw error;
  }
}
