import { isArray, isDict, isName, type PdfDict } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';

/** The permission of a certification signature (ISO 32000-2, 12.8.2.2): 1, 2 or 3; null for an approval signature. */
export function docMdpOf(view: PdfView, dict: PdfDict | null): 1 | 2 | 3 | null {
  const references = view.get(dict, 'Reference');
  for (const item of isArray(references) ? references.items : []) {
    const reference = view.resolve(item);
    if (!isDict(reference) || !isName(view.get(reference, 'TransformMethod'), 'DocMDP')) continue;
    const permission = view.get(view.get(reference, 'TransformParams'), 'P');
    return permission === 1 || permission === 3 ? permission : 2;
  }
  return null;
}

/** The permission that a document's certification signature gives, by /Perms (12.8.6); null for an uncertified one. */
export function certificationOf(view: PdfView): 1 | 2 | 3 | null {
  const signature = view.get(view.get(view.catalog, 'Perms'), 'DocMDP');
  return isDict(signature) ? docMdpOf(view, signature) : null;
}
