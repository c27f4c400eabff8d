import { isArray, isDict, isName, isRef, type PdfObject } from '../../pdf/objects.ts';
import type { FieldNode } from '../../pdf/signature-fields.ts';
import { looksBlank } from '../blank-look.ts';
import { fieldLookDiffers } from '../field-look.ts';
import { isNewlySigned, valueOf } from '../field-value.ts';
import type { ChangeLevel } from '../change.ts';
import { isLocked } from '../field-locks.ts';
import { frozenExcept, type RuleContext } from './rule.ts';

/** What filling in a field may change. */
const filled: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'I', 'M', 'RV', 'DA', 'Kids', 'StructParent', 'Type']);
/** What signing an empty signature field may change. */
const signed: ReadonlySet<string> = new Set([...filled, 'F', 'MK', 'Ff']);
/** A signature that is there stays: nothing but its bookkeeping. */
const kept: ReadonlySet<string> = new Set(['Kids', 'Type', 'StructParent']);
/** What of that is told: the rest is bookkeeping. */
const told: readonly string[] = [...filled].filter((key) => !kept.has(key) && key !== 'M');
/** What may differ in a locked field: its children have rules of their own. */
const locked: ReadonlySet<string> = new Set([...kept, 'M']);

/** One field that both sides have: a value may be filled in unless it is locked, a signature is never touched again. */
export function compareField(context: RuleContext, before: FieldNode, after: FieldNode, path: string): void {
  const { comparison } = context;
  const num = before.ref?.num;
  if (before.type !== after.type) return context.note('FIELD_MODIFIED', 'other', `${path}/FT`, num);
  if (comparison.settled(before.ref ?? undefined, after.ref ?? undefined)) return;
  const isSignature = before.type === 'Sig';
  const wasSigned = isSignature && (before.dict.entries.get('V') ?? null) !== null;
  const signs = isSignature && !wasSigned && isNewlySigned(context, after);
  if (!wasSigned && isLocked(before.name, context.locks)) {
    frozenExcept(context, before.dict, after.dict, locked, 'LOCKED_FIELD_MODIFIED', path, num);
    return compareKids(context, before, after, path);
  }
  const free = wasSigned ? kept : signs ? signed : filled;
  const code = wasSigned ? 'SIGNATURE_MODIFIED' : 'FIELD_MODIFIED';
  frozenExcept(context, before.dict, after.dict, free, code, path, num);
  compareKids(context, before, after, path);
  if (wasSigned) return;
  const differing = comparison.differing(before.dict, after.dict);
  const changed = told.filter(
    (key) => differing.includes(key) && !comparison.same(before.dict.entries.get(key), after.dict.entries.get(key)),
  );
  if (changed.length === 0) return;
  const where = `${path}/${changed[0]}`;
  if (signs) return context.note('FIELD_SIGNED', signatureLevel(context, after), where, num);
  // A signature that another field shows is no signature in this one.
  if (isSignature && changed.includes('V')) return context.note('FIELD_MODIFIED', 'other', `${path}/V`, num);
  if (repaints(context, before, after, changed)) return context.note('APPEARANCE_REPLACED', 'other', `${path}/AP`, num);
  context.note('FIELD_FILLED', 'form-filling', where, num);
}

/**
 * A field that shows something else while its value stays: the value was prepared, the look comes later. A first look
 * of a value, which viewers make that find none, may show nothing but that value; without a value there is nothing to show.
 */
function repaints(
  { comparison }: RuleContext,
  before: FieldNode,
  after: FieldNode,
  changed: readonly string[],
): boolean {
  const valueChanged = changed.some((key) => key === 'V' || key === 'I' || key === 'RV');
  if (valueChanged || !changed.some((key) => key === 'AP' || key === 'AS')) return false;
  const value = valueOf(comparison.before, before);
  if (!comparison.same(value, valueOf(comparison.after, after))) return false;
  if (value === null) return !looksBlank(comparison.before, before.dict) || !looksBlank(comparison.after, after.dict);
  return before.dict.entries.has('AP') || changed.includes('AS') || fieldLookDiffers(comparison.after, after);
}

/** Kids by object number: a field's children and widgets may neither go nor come, except widgets under P3. */
function compareKids(context: RuleContext, before: FieldNode, after: FieldNode, path: string): void {
  const { comparison } = context;
  const num = before.ref?.num;
  const old = kidsOf(comparison.before.get(before.dict, 'Kids'));
  const now = kidsOf(comparison.after.get(after.dict, 'Kids'));
  if (old.length === now.length && old.every((kid, at) => kid === now[at])) return;
  const locked = isLocked(before.name, context.locks);
  // A set's union with what it holds already is no larger.
  const grown = new Set([...old, ...now]).size === new Set(now).size;
  if (locked) context.note('LOCKED_FIELD_MODIFIED', 'other', `${path}/Kids`, num);
  else context.note('FIELD_KIDS_MODIFIED', grown ? 'form-filling' : 'annotation', `${path}/Kids`, num);
}

const kidsOf = (value: PdfObject): number[] => (isArray(value) ? value.items.filter(isRef).map((kid) => kid.num) : []);

/**
 * How far a newly signed field goes: a document timestamp belongs to long-term validation, a signature to form filling.
 * A new field without a value is no signing: what is certified takes none (12.8.2.2, table 257).
 */
export function signatureLevel(context: RuleContext, node: FieldNode): ChangeLevel {
  const { after } = context.comparison;
  const value = after.get(node.dict, 'V');
  const isNew = node.ref === null || !context.fieldsBefore.has(node.ref.num);
  if (isNew && !isDict(value) && context.certified && !context.policy.fieldAfterCertification) return 'other';
  const isTimestamp = isDict(value) && isName(after.get(value, 'SubFilter'), 'ETSI.RFC3161');
  return isTimestamp ? 'long-term-validation' : 'form-filling';
}
