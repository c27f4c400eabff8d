import { dictOf, type PdfDict, type PdfObject } from '../../pdf/objects.ts';
import type { FieldNode } from '../../pdf/signature-fields.ts';
import type { ChangeCode } from '../change-code.ts';
import type { ChangeLevel } from '../change.ts';
import { gainsDoubt, type Comparison } from '../comparison.ts';
import type { FieldLock } from '../field-locks.ts';
import type { ChangePolicy } from '../policy.ts';

/** What all rules share: the comparison, the fields of both sides by object number, locks and policy. */
export interface RuleContext {
  readonly comparison: Comparison;
  readonly fieldsBefore: ReadonlyMap<number, FieldNode>;
  readonly fieldsAfter: ReadonlyMap<number, FieldNode>;
  /** The signature dictionaries that `fieldsBefore` show. */
  signaturesBefore(): ReadonlySet<PdfObject>;
  /** Fields that are written directly into their parent, of both sides. */
  readonly directFields: readonly [before: readonly FieldNode[], after: readonly FieldNode[]];
  readonly locks: readonly FieldLock[];
  /** Numbers of the annotations that the pages no longer show or show otherwise, noted by the pages' rule for the structure's. */
  readonly changedAnnotations: Set<number>;
  readonly certified: boolean;
  readonly policy: ChangePolicy;
  /** Notes a change at a level; `other` is never permitted. */
  note(code: ChangeCode, level: ChangeLevel, path: string, num?: number): void;
  /** Notes what can neither be called permitted nor forbidden. */
  doubt(code: ChangeCode, path: string, num?: number): void;
}

/** Numbers both entries of a dictionary, except those that other rules own; reports each that differs as `other`. */
export function frozenExcept(
  context: RuleContext,
  before: Parameters<Comparison['pair']>[0],
  after: Parameters<Comparison['pair']>[1],
  free: ReadonlySet<string>,
  code: ChangeCode,
  path: string,
  num?: number,
): void {
  const { comparison } = context;
  const [old, now] = [dictOf(before), dictOf(after)];
  if (old && now && gainsDoubt(old, now)) context.note(code, 'other', `${path}/${now.doubtful.join()}`, num);
  const keys = old && now ? comparison.differing(old, now) : [...((old ?? now)?.entries.keys() ?? [])];
  for (const key of keys) {
    if (free.has(key)) continue;
    const [left, right] = [old?.entries.get(key), now?.entries.get(key)];
    // Which page an annotation is on was left out before: saying it now changes nothing.
    if (key === 'P' && left === undefined) continue;
    if (!comparison.same(left, right)) context.note(code, 'other', `${path}/${key}${comparison.difference}`, num);
  }
}

/** Whether a field or an annotation brings an action (12.6.3). */
export const hasAction = ({ entries }: PdfDict): boolean => entries.has('A') || entries.has('AA');
