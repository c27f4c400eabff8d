import { LimitError } from '../pdf/budget.ts';
import { FilterFault } from '../pdf/filter-fault.ts';
import { Lexer, type Token } from '../pdf/lexer.ts';
import type { PdfStream } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';

/** Whether all tokens of a content stream pass a test; false where it can't be decoded, since it may show anything. */
export function allTokens(view: PdfView, stream: PdfStream, passes: (token: Token) => boolean): boolean {
  try {
    const lexer = new Lexer(view.decode(stream));
    for (let token = lexer.next(); token !== null; token = lexer.next()) {
      view.file.budget.tick();
      if (!passes(token)) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof FilterFault) return false;
    if (error instanceof LimitError && error.limit === 'maxStreamBytes') return false;
    throw error;
  }
}
