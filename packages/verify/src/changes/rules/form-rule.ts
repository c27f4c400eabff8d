import { isArray, isDict, type PdfObject } from '../../pdf/objects.ts';
import { acroFormOf, type FieldNode } from '../../pdf/signature-fields.ts';
import { isLocked } from '../field-locks.ts';
import { compareField, signatureLevel } from './field-rule.ts';
import { frozenExcept, type RuleContext } from './rule.ts';

const free: ReadonlySet<string> = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);

/** The interactive form: fields may be filled in and signed, new ones may only be signature fields. */
export function formRule(context: RuleContext): void {
  const { comparison } = context;
  const before = acroFormOf(comparison.before);
  const after = acroFormOf(comparison.after);
  if (before && !after) return context.note('ACROFORM_REMOVED', 'other', 'Root/AcroForm');
  if (!after) return;
  if (before) {
    frozenExcept(context, before, after, free, 'ACROFORM_MODIFIED', 'Root/AcroForm');
    defaults(context, before, after);
  }
  for (const node of context.fieldsBefore.values()) existing(context, node);
  for (const node of context.fieldsAfter.values()) {
    if (node.ref && !context.fieldsBefore.has(node.ref.num)) added(context, node);
  }
}

/** Default resources may grow; what was there stays, since the appearance of every field may rest on it. */
function defaults(context: RuleContext, before: PdfObject, after: PdfObject): void {
  const { comparison } = context;
  const [appearance, appearanceNow] = comparison.pair(before, after, 'DA');
  if (appearance !== undefined && !comparison.same(appearance, appearanceNow)) {
    context.note('ACROFORM_MODIFIED', 'other', 'Root/AcroForm/DA');
  }
  const old = comparison.before.get(before, 'DR');
  const now = comparison.after.get(after, 'DR');
  for (const [category, item] of isDict(old) ? old.entries : []) {
    // A default appearance can set a font or a colour, but paint no XObject: producers overwrite their own here.
    if (category === 'XObject') continue;
    const entries = comparison.before.resolve(item);
    const entriesNow = comparison.after.get(now, category);
    const path = `Root/AcroForm/DR/${category}`;
    if (!isDict(entries)) {
      if (!isArray(entries) && !comparison.same(item, entriesNow)) context.note('RESOURCES_MODIFIED', 'other', path);
      continue;
    }
    for (const [name, value] of entries.entries) {
      const valueNow = isDict(entriesNow) ? entriesNow.entries.get(name) : undefined;
      if (!comparison.same(value, valueNow)) context.note('RESOURCES_MODIFIED', 'other', `${path}/${name}`);
    }
  }
}

function existing(context: RuleContext, node: FieldNode): void {
  const num = node.ref?.num;
  const now = num === undefined ? undefined : context.fieldsAfter.get(num);
  if (now) {
    if (now.name !== node.name) context.note('FIELD_RENAMED', 'other', pathOf(node), num);
    return compareField(context, node, now, pathOf(node));
  }
  // A kid without a name is one of the widgets of its field.
  const isWidget = !node.dict.entries.has('T');
  if (isWidget && isLocked(node.name, context.locks))
    return context.note('LOCKED_FIELD_MODIFIED', 'other', pathOf(node), num);
  if (num !== undefined)
    context.note(isWidget ? 'WIDGET_REMOVED' : 'FIELD_REMOVED', isWidget ? 'annotation' : 'other', pathOf(node), num);
}

function added(context: RuleContext, node: FieldNode): void {
  const num = node.ref?.num;
  const path = pathOf(node);
  // A new parent of signature fields has no type of its own.
  const isParent = node.type === null && !node.isTerminal;
  if (isParent) return;
  if (isLocked(node.name, context.locks) && sharesName(context, node)) {
    return context.note('LOCKED_FIELD_MODIFIED', 'other', path, num);
  }
  if (node.type !== 'Sig') return context.note('FIELD_ADDED', 'other', path, num);
  context.note('SIGNATURE_FIELD_ADDED', signatureLevel(context, node), path, num);
}

function sharesName(context: RuleContext, node: FieldNode): boolean {
  return [...context.fieldsBefore.values()].some((one) => one.name === node.name);
}

const pathOf = (node: FieldNode): string => `Root/AcroForm/Fields(${node.name})`;
