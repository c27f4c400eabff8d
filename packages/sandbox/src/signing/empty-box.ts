import { PdfDict, type PdfStream } from '@libpdf/core';
import { formXObject, operand } from './form-xobject.ts';
import type { PageBox } from './types.ts';

/** What a field shows until it is signed: a thin dashed outline, so that readers see where signatures will come. */
export function emptyBoxAppearance(rotate: PageBox['rotate'], width: number, height: number): PdfStream {
  const outline = `0.25 0.25 ${operand(width - 0.5)} ${operand(height - 0.5)} re`;
  const operators = `q 0.5 w [3 2] 0 d 0.62 0.66 0.72 RG ${outline} S Q`;
  return formXObject({ operators, resources: new PdfDict() }, rotate, width, height);
}
