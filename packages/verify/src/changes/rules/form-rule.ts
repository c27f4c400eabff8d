import { isArray, isDict, isString, textOf, type PdfObject } from '../../pdf/objects.ts';
import { acroFormOf, type FieldNode } from '../../pdf/signature-fields.ts';
import { looksBlank } from '../blank-look.ts';
import { fieldLookDiffers } from '../field-look.ts';
import { isNewlySigned } from '../field-value.ts';
import { isLocked } from '../field-locks.ts';
import type { ChangeLevel } from '../change.ts';
import { compareField, signatureLevel } from './field-rule.ts';
import { frozenExcept, hasAction, type RuleContext } from './rule.ts';

const free: ReadonlySet<string> = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances', 'XFA']);

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
    xfa(context, before, after);
    looks(context, before, after);
    directFields(context);
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

/** Looks that viewers are told to make anew from the values must show those values already. */
function looks(context: RuleContext, before: PdfObject, after: PdfObject): void {
  const { comparison } = context;
  const [told, toldNow] = comparison.pair(before, after, 'NeedAppearances');
  if (comparison.same(told, toldNow) || comparison.after.resolve(toldNow) !== true) return;
  for (const node of context.fieldsBefore.values()) {
    if (node.type === 'Tx' && fieldLookDiffers(comparison.before, node, true))
      context.note('APPEARANCE_REPLACED', 'other', `${pathOf(node)}/AP`, node.ref?.num);
  }
}

/** XFA packets (annex K): the data may be filled in, the template and the rest stay. */
function xfa(context: RuleContext, before: PdfObject, after: PdfObject): void {
  const { comparison } = context;
  const [left, right] = comparison.pair(before, after, 'XFA');
  if (comparison.same(left, right)) return;
  const path = 'Root/AcroForm/XFA';
  const old = packetsOf(comparison.before.resolve(left));
  const now = packetsOf(comparison.after.resolve(right));
  if (!old || !now || old.length !== now.length) return context.note('XFA_MODIFIED', 'other', path);
  old.forEach(([name, packet], at) => {
    const [nameNow, packetNow] = now[at] as [string, PdfObject];
    if (name === nameNow && comparison.same(packet, packetNow)) return;
    const isData = name === nameNow && (name === 'datasets' || name === 'form');
    context.note('XFA_MODIFIED', isData ? 'form-filling' : 'other', `${path}(${name})`);
  });
}

function packetsOf(value: PdfObject): [string, PdfObject][] | null {
  if (!isArray(value)) return null;
  const packets: [string, PdfObject][] = [];
  for (let at = 0; at + 1 < value.items.length; at += 2) {
    const name = value.items[at];
    packets.push([isString(name) ? textOf(name) : '', value.items[at + 1] as PdfObject]);
  }
  return packets;
}

/** Fields written directly into their parent have no number to follow them by: they may only stay as they are. */
function directFields(context: RuleContext): void {
  const [old, now] = context.directFields;
  const same = old.every((node, at) => now[at] !== undefined && context.comparison.same(node.dict, now[at].dict));
  if (!same || now.length > old.length) context.note('FIELD_MODIFIED', 'other', 'Root/AcroForm/Fields');
}

function existing(context: RuleContext, node: FieldNode): void {
  const num = node.ref?.num;
  const now = num === undefined ? undefined : context.fieldsAfter.get(num);
  if (now) {
    if (now.name !== node.name) context.note('FIELD_RENAMED', 'other', pathOf(node), num);
    return compareField(context, node, now, pathOf(node));
  }
  // A kid without a name is one of the widgets of its field; where nothing has a name, all of it is the field.
  const isWidget = node.name !== '' && !node.dict.entries.has('T');
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
  context.note('SIGNATURE_FIELD_ADDED', levelOfNew(context, node), path, num);
}

/** A signature field without a signature of its own must show nothing, and none may bring a script. */
function levelOfNew(context: RuleContext, node: FieldNode): ChangeLevel {
  if (hasAction(node.dict)) return 'other';
  const shows = !isNewlySigned(context, node) && !looksBlank(context.comparison.after, node.dict);
  return shows ? 'annotation' : signatureLevel(context, node);
}

function sharesName(context: RuleContext, node: FieldNode): boolean {
  return [...context.fieldsBefore.values()].some((one) => one.name === node.name);
}

const pathOf = (node: FieldNode): string => `Root/AcroForm/Fields(${node.name})`;
