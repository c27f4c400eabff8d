import { isArray, isDict, isName, isRef, type PdfDict, type PdfObject, type PdfRef } from '../../pdf/objects.ts';
import type { PdfView } from '../../pdf/pdf-view.ts';
import { frozenExcept, hasAction, type RuleContext } from './rule.ts';

const free: ReadonlySet<string> = new Set(['Popup', 'M', 'StructParent']);

/** A page's annotations: those there stay as they are; widgets are compared as fields, others count as annotations. */
export function annotationsRule(context: RuleContext, before: PdfObject, after: PdfObject, path: string): void {
  const { comparison } = context;
  const old = listOf(comparison.before, before);
  const now = listOf(comparison.after, after);
  if (old === now) {
    old.forEach((item, at) => {
      if (isRef(item) && !context.fieldsBefore.has(item.num)) compare(context, item, item, `${path}/Annots[${at}]`);
    });
    return;
  }
  const findOld = finder(context, old, (item, one) => comparison.same(one, item));
  const findNow = finder(context, now, (item, one) => comparison.same(item, one));
  old.forEach((item, at) => {
    const kept = findNow(item);
    const where = `${path}/Annots[${at}]`;
    if (kept === undefined) removed(context, item, where);
    else if (isRef(item) && !context.fieldsBefore.has(item.num)) compare(context, item, kept, where);
  });
  now.forEach((item, at) => {
    if (findOld(item) === undefined) added(context, item, `${path}/Annots[${at}]`);
  });
}

const listOf = (view: PdfView, page: PdfObject): PdfObject[] => {
  const list = view.get(page, 'Annots');
  return isArray(list) ? list.items : [];
};

/** Finds the same annotation in a list: by reference at once, for there may be very many; a direct one by its content. */
function finder(
  { comparison }: RuleContext,
  list: readonly PdfObject[],
  same: (item: PdfObject, one: PdfObject) => boolean,
): (item: PdfObject) => PdfObject | undefined {
  const keyOf = ({ num, gen }: PdfRef) => num * 65_536 + gen;
  const byReference = new Map(list.filter(isRef).map((one) => [keyOf(one), one]));
  const direct = list.filter((one) => !isRef(one));
  return (item) => {
    if (isRef(item)) return byReference.get(keyOf(item));
    return direct.find((one) => {
      comparison.before.file.budget.tick();
      return same(item, one);
    });
  };
}

function compare(context: RuleContext, before: PdfObject, after: PdfObject, path: string): void {
  const { comparison } = context;
  if (comparison.settled(before, after)) return;
  const num = isRef(before) ? before.num : undefined;
  const old = comparison.before.resolve(before);
  const now = comparison.after.resolve(after);
  if (!isDict(old) || !isDict(now)) {
    if (!comparison.sameBehind(before, after)) context.note('ANNOTATION_MODIFIED', 'annotation', path, num);
    return;
  }
  // A widget that hangs on no field of the form is not what P3 calls an annotation.
  const level = isName(comparison.before.get(old, 'Subtype'), 'Widget') ? 'other' : 'annotation';
  const note: RuleContext['note'] = (code, _, at) => {
    if (num !== undefined) context.changedAnnotations.add(num);
    context.note(code, level, at, num);
  };
  const annotations = { ...context, note };
  frozenExcept(annotations, old, now, free, 'ANNOTATION_MODIFIED', path, num);
}

function removed(context: RuleContext, item: PdfObject, path: string): void {
  const num = isRef(item) ? item.num : undefined;
  const dict = context.comparison.before.resolve(item);
  // What was nothing before (a dangling reference) is not missed.
  if (!isDict(dict)) return;
  if (num !== undefined) context.changedAnnotations.add(num);
  const field = num === undefined ? undefined : context.fieldsBefore.get(num);
  const signed = field?.type === 'Sig' && field.dict.entries.has('V');
  context.note('ANNOTATION_REMOVED', signed ? 'other' : 'annotation', path, num);
}

function added(context: RuleContext, item: PdfObject, path: string): void {
  const { comparison } = context;
  const num = isRef(item) ? item.num : undefined;
  const dict = comparison.after.resolve(item);
  if (!isDict(dict)) return;
  if (isName(comparison.after.get(dict, 'Subtype'), 'Widget')) return addedWidget(context, dict, path, num);
  // A script could bring out what is hidden, and what is drawn by other entries does not keep to /Rect.
  const level = isHidden(comparison.after, dict) && !hasAction(dict) ? 'form-filling' : 'annotation';
  context.note('ANNOTATION_ADDED', level, path, num);
}

/** A new widget may only show a signature field; whether that field may be new is the form's rule. */
function addedWidget(context: RuleContext, dict: PdfDict, path: string, num?: number): void {
  const { comparison, certified, policy } = context;
  const field = num === undefined ? undefined : context.fieldsAfter.get(num);
  if (field?.type !== 'Sig') return context.note('WIDGET_ADDED', 'other', path, num);
  const known = num !== undefined && context.fieldsBefore.has(num);
  const visible = !isInvisible(comparison.after, dict);
  if (certified && visible && !known && !policy.fieldAfterCertification) {
    return context.note('VISIBLE_FIELD_AFTER_CERTIFICATION', 'other', path, num);
  }
  // The level is that of the signature in it, noted with the field.
  if (known) context.note('WIDGET_ADDED', 'form-filling', path, num);
}

/** Nothing to see of a widget: an empty rectangle, into which its look is scaled, or hidden. */
function isInvisible(view: PdfView, dict: PdfDict): boolean {
  const rect = view.get(dict, 'Rect');
  const [left, bottom, right, top] = isArray(rect) ? rect.items.map((item) => view.resolve(item)) : [];
  return left === right || bottom === top || isHidden(view, dict);
}

const [hidden, noView, printOrToggled] = [2, 32, 4 | 256];

/** By its flags (ISO 32000-2, table 167): Hidden, or NoView where it isn't printed either and nothing toggles it. */
function isHidden(view: PdfView, dict: PdfDict): boolean {
  const flags = view.get(dict, 'F');
  if (typeof flags !== 'number') return false;
  return (flags & hidden) !== 0 || (flags & (noView | printOrToggled)) === noView;
}
