import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream } from '@libpdf/core';
import { uprightMatrix } from './page-space.ts';
import type { PageBox } from './types.ts';

/** A form XObject of `width` × `height`, upright on a page turned by `rotate` (ISO 32000-2 8.10, 12.5.5). */
export function formXObject(
  drawing: { operators: string; resources: PdfDict },
  rotate: PageBox['rotate'],
  width: number,
  height: number,
): PdfStream {
  const numbers = (values: readonly number[]): PdfArray => new PdfArray(values.map((value) => PdfNumber.of(value)));
  return PdfStream.fromDict(
    {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: numbers([0, 0, width, height]),
      Matrix: numbers(uprightMatrix(rotate, width, height)),
      Resources: drawing.resources,
    },
    new TextEncoder().encode(drawing.operators),
  );
}

/** A number as content streams write it. */
export function operand(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
