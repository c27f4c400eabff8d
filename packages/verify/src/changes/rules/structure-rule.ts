import { dictOf, isArray, isDict, isRef, isSameRef, type PdfObject } from '../../pdf/objects.ts';
import type { PdfView } from '../../pdf/pdf-view.ts';
import { frozenExcept, type RuleContext } from './rule.ts';

const free: ReadonlySet<string> = new Set(['K', 'ParentTree', 'ParentTreeNextKey', 'IDTree', 'RoleMap', 'ClassMap']);
const elementFree: ReadonlySet<string> = new Set(['K', 'P']);

/**
 * The logical structure (ISO 32000-2, 14.7): elements of annotations may be added, as signing and annotating a tagged
 * document does; those that were there stay, with their types and texts.
 */
export function structureRule(context: RuleContext): void {
  const { comparison } = context;
  const before = comparison.before.get(comparison.before.catalog, 'StructTreeRoot');
  const [left, right] = comparison.pair(comparison.before.catalog, comparison.after.catalog, 'StructTreeRoot');
  if (comparison.untouched(left, right) || (left === undefined && right === undefined)) return;
  const path = 'Root/StructTreeRoot';
  const after = comparison.after.resolve(right);
  if (!isDict(after) || !isDict(before)) return context.note('STRUCTURE_MODIFIED', 'other', path);
  frozenExcept(context, before, after, free, 'STRUCTURE_MODIFIED', path);
  compareKids(context, before, after, path, new Set(), 0);
}

function compareKids(
  context: RuleContext,
  before: PdfObject,
  after: PdfObject,
  path: string,
  seen: Set<number>,
  depth: number,
): void {
  const { comparison } = context;
  if (depth > comparison.before.file.budget.limits.maxDepth * 4) return context.doubt('STRUCTURE_TOO_DEEP', path);
  const kept = kidsOf(comparison.before, before);
  const now = kidsOf(comparison.after, after);
  const found = new Set<number>();
  let from = 0;
  for (const kid of kept) {
    let at = from;
    while (at < now.length && !sameKid(context, kid, now[at] as PdfObject)) at++;
    if (at === now.length) {
      if (isAnnotationLeft(context, kid)) continue;
      return context.note('STRUCTURE_MODIFIED', 'other', `${path}/K`, isRef(kid) ? kid.num : undefined);
    }
    found.add(at);
    from = at + 1;
    if (!isRef(kid) || seen.has(kid.num)) continue;
    seen.add(kid.num);
    const old = comparison.before.resolve(kid);
    const present = comparison.after.resolve(now[at]);
    if (comparison.untouched(kid, now[at])) continue;
    frozenExcept(context, old, present, elementFree, 'STRUCTURE_MODIFIED', `${path}/K`, kid.num);
    compareKids(context, old, present, `${path}/K`, seen, depth + 1);
  }
  now.forEach((kid, at) => {
    if (found.has(at)) return;
    const num = isRef(kid) ? kid.num : undefined;
    if (isOfAnnotations(context, kid)) context.note('STRUCTURE_EXTENDED', 'form-filling', `${path}/K`, num);
    else context.note('STRUCTURE_MODIFIED', 'other', `${path}/K`, num);
  });
}

/** /K: one kid or an array of them. A single reference stays one, so that what it leads to is followed. */
function kidsOf(view: PdfView, element: PdfObject): PdfObject[] {
  const entry = dictOf(element)?.entries.get('K') ?? null;
  const value = view.resolve(entry);
  if (value === null) return [];
  return isArray(value) ? value.items : [entry];
}

function sameKid(context: RuleContext, before: PdfObject, after: PdfObject): boolean {
  context.comparison.before.file.budget.tick();
  if (isRef(before)) return isSameRef(before, after);
  return context.comparison.same(before, after);
}

/**
 * An object reference (14.7.4.3) to an annotation that is gone or another now, or an element of nothing but such
 * references, goes with it; the annotation's own rule judges that.
 */
function isAnnotationLeft(context: RuleContext, kid: PdfObject, depth = 0): boolean {
  const { before, after } = context.comparison;
  const target = before.resolve(kid);
  const object = isDict(target) ? target.entries.get('Obj') : undefined;
  if (isRef(object)) return context.changedAnnotations.has(object.num) || after.object(object.num) === null;
  const kids = kidsOf(before, target);
  return depth < 8 && kids.length > 0 && kids.every((one) => isAnnotationLeft(context, one, depth + 1));
}

/**
 * Whether a new kid is nothing but references to annotations and to content of their looks (/Stm, 14.7.4.2), or elements of
 * them. Any other would tell screen readers something of pages that stayed as they were: content once more, or a text.
 */
function isOfAnnotations(context: RuleContext, kid: PdfObject, depth = 0): boolean {
  const { after } = context.comparison;
  after.file.budget.tick();
  const target = after.resolve(kid);
  if (target === null) return true;
  if (!isDict(target) || depth > 8) return false;
  const { entries } = target;
  if (!entries.has('S') && !entries.has('K') && (entries.has('Obj') || entries.has('Stm'))) return true;
  const kids = kidsOf(after, target);
  return kids.length > 0 && kids.every((one) => isOfAnnotations(context, one, depth + 1));
}
