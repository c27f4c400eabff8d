import { ReferenceGraph } from '../changes/reference-graph.ts';
import type { Notice } from '../finding-code.ts';
import { LimitError } from '../pdf/budget.ts';
import { isArray, isDict, isName, isStream, type PdfObject } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import { acroFormOf, listFields } from '../pdf/signature-fields.ts';
import { fieldLookDiffers } from '../changes/field-look.ts';

/** Documents of more objects are not gone through: what is told here decides nothing. */
const maxObjects = 20_000;

/**
 * Question: does what was signed hold what a later change could bring out, or what shows differently elsewhere ("shadow"
 * attacks prepare it before the signature)? Warnings only: nothing here is a change, and all of it has honest uses.
 */
export function checkPreparedContent(signed: PdfView): Notice[] {
  const numbers = new Set(signed.sections.flatMap((section) => [...section.entries.keys()]));
  if (numbers.size > maxObjects) return [];
  try {
    const graph = new ReferenceGraph(signed);
    return [
      ...hiddenPages(signed, graph, numbers),
      ...hiddenLayers(signed),
      ...looks(signed),
      ...active(signed, graph),
    ];
  } catch (error) {
    // What is asked later is worth more than these warnings, and meets the same limit.
    if (error instanceof LimitError) return [];
    throw error;
  }
}

/** Pages and catalogs that nothing leads to: another table could make the document of them. */
function hiddenPages(view: PdfView, graph: ReferenceGraph, numbers: ReadonlySet<number>): Notice[] {
  const hidden: number[] = [];
  for (const num of numbers) {
    view.file.budget.tick();
    if (graph.reaches(num)) continue;
    const value = view.object(num)?.value ?? null;
    const type = isDict(value) ? value.entries.get('Type') : null;
    if (isName(type, 'Page') || isName(type, 'Pages') || isName(type, 'Catalog')) hidden.push(num);
  }
  return hidden.length ? [{ code: 'HIDDEN_PAGES', detail: hidden.slice(0, 10).join(', ') }] : [];
}

/** Optional content that is off by default (8.11.4): it can be switched on without a change to any page. */
function hiddenLayers(view: PdfView): Notice[] {
  const properties = view.get(view.catalog, 'OCProperties');
  const defaults = view.get(properties, 'D');
  const off = view.get(defaults, 'OFF');
  const count = isArray(off) ? off.items.length : 0;
  if (count > 0) return [{ code: 'HIDDEN_LAYERS', detail: String(count) }];
  return isName(view.get(defaults, 'BaseState'), 'OFF') ? [{ code: 'HIDDEN_LAYERS' }] : [];
}

function looks(view: PdfView): Notice[] {
  const names = listFields(view)
    .filter((field) => field.type === 'Tx' && fieldLookDiffers(view, field))
    .map((field) => field.name);
  return names.length ? [{ code: 'FIELD_LOOK_DIFFERS', detail: [...new Set(names)].slice(0, 10).join(', ') }] : [];
}

/** Scripts, programs that are started, XFA, content from elsewhere: what shows may depend on more than these bytes. */
function active(view: PdfView, graph: ReferenceGraph): Notice[] {
  const kinds = new Set<string>();
  if (acroFormOf(view)?.entries.has('XFA')) kinds.add('XFA');
  for (const num of graph.reached) lookFor(view, view.object(num)?.value ?? null, kinds, 0);
  return kinds.size ? [{ code: 'ACTIVE_CONTENT', detail: [...kinds].sort().join(', ') }] : [];
}

function lookFor(view: PdfView, value: PdfObject, kinds: Set<string>, depth: number): void {
  if (depth > 20) return;
  if (isArray(value)) for (const item of value.items) lookFor(view, item, kinds, depth + 1);
  const dict = isStream(value) ? value.dict : isDict(value) ? value : null;
  if (!dict) return;
  view.file.budget.tick();
  const action = dict.entries.get('S');
  if (isName(action, 'JavaScript') || isName(action, 'Launch')) kinds.add(action.value);
  // A stream's own data in another file (7.3.8.2); a file that is attached is none.
  if (isStream(value) && dict.entries.has('F') && dict.entries.has('FFilter')) kinds.add('external stream');
  for (const item of dict.entries.values()) lookFor(view, item, kinds, depth + 1);
}
