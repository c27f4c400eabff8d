import { equalBytes } from '../asn1/values.ts';
import { dictOf, isArray, isName, isRef, isSameRef, isStream, isString } from '../pdf/objects.ts';
import type { PdfDict, PdfObject, PdfRef, PdfStream } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { Change } from './change.ts';
import type { Since } from './reference-graph.ts';

type Side = PdfObject | undefined;

/** What `differing` found, as long as both dictionaries are held. */
const differences = new WeakMap<PdfDict, WeakMap<PdfDict, readonly string[]>>();

/**
 * The signed document beside the one shown now. Rules compare parts of the two and report; `same` follows references
 * on both sides, except into `anchors` (pages, fields, annotations…), which rules of their own compare.
 */
export class Comparison {
  readonly before: PdfView;
  readonly after: PdfView;
  readonly changes: Change[] = [];
  /** Where the last `same` that said no found the first difference. */
  difference = '';
  private readonly since: Since;
  private readonly anchors: (num: number) => boolean;
  private readonly confirmed = new Set<string>();
  /** Pairs of references that are being compared; they are confirmed once the whole turns out to be the same. */
  private readonly pending = new Set<string>();

  constructor(before: PdfView, after: PdfView, since: Since, anchors: (num: number) => boolean) {
    this.before = before;
    this.after = after;
    this.since = since;
    this.anchors = anchors;
  }

  /** Notes a change; a rule says at which level it stands, the policy what that level may do. */
  report(change: Change): void {
    if (this.changes.length < 500) this.changes.push(change);
  }

  /** A resolved entry of the signed document's dictionary and of today's. */
  pair(before: Side, after: Side, key: string): [Side, Side] {
    return [dictOf(before)?.entries.get(key), dictOf(after)?.entries.get(key)];
  }

  /**
   * The keys under which two dictionaries may differ: all of both but those that hold the same and lead nowhere, in
   * whatever revision. Signatures by the hundred ask for the same pairs.
   */
  differing(before: PdfDict, after: PdfDict): readonly string[] {
    const known = differences.get(before)?.get(after);
    if (known) return known;
    const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
    const found = [...keys].filter((key) => !isAlike(before.entries.get(key) ?? null, after.entries.get(key) ?? null));
    differences.set(before, (differences.get(before) ?? new WeakMap<PdfDict, readonly string[]>()).set(after, found));
    return found;
  }

  /** Whether both are the same reference, and nothing that it leads to has changed (an anchor too). */
  untouched(before: Side, after: Side): boolean {
    return isRef(before) && isSameRef(before, after) && this.since.clean(before.num);
  }

  /** Whether both are the same reference, and nothing that it leads to has changed but anchors. */
  settled(before: Side, after: Side): boolean {
    return isRef(before) && isSameRef(before, after) && this.since.settled(before.num);
  }

  /** Whether two values are the same through all references; anchors must be the same object. */
  same(before: Side, after: Side): boolean {
    this.difference = '';
    // Most parts are this simple, and each signature asks for the same ones again.
    if (before === after && (typeof before !== 'object' || before === null)) return true;
    if (isRef(before) && isSameRef(before, after) && (this.anchors(before.num) || this.since.clean(before.num)))
      return true;
    const equal = this.equal(before ?? null, after ?? null, 0);
    if (equal) for (const key of this.pending) this.confirmed.add(key);
    this.pending.clear();
    return equal;
  }

  /** Whether two references lead to the same, where no rule can tell what it is; anchors are looked into. */
  sameBehind(before: Side, after: Side): boolean {
    this.difference = '';
    const equal = this.equalTargets(before ?? null, after ?? null, 0);
    this.pending.clear();
    return equal;
  }

  private equal(before: PdfObject, after: PdfObject, depth: number): boolean {
    this.before.file.budget.tick();
    if (isRef(before) || isRef(after)) return this.equalReferences(before, after, depth);
    if (isString(before)) return isString(after) && equalBytes(before.bytes, after.bytes);
    if (isName(before)) return isName(after, before.value);
    if (isArray(before)) return isArray(after) && this.equalArrays(before.items, after.items, depth);
    if (isStream(before)) return isStream(after) && this.equalStreams(before, after, depth);
    const left = dictOf(before);
    if (!left) return before === after;
    const right = isStream(after) ? null : dictOf(after);
    return right !== null && this.equalDicts(left, right, depth, false);
  }

  private equalReferences(before: PdfObject, after: PdfObject, depth: number): boolean {
    if (isRef(before) && isSameRef(before, after) && (this.anchors(before.num) || this.since.clean(before.num)))
      return true;
    if (this.isAnchor(before) || this.isAnchor(after)) return false;
    if (isRef(before) && isRef(after)) {
      const key = `${before.num} ${before.gen} ${after.num} ${after.gen}`;
      if (this.confirmed.has(key) || this.pending.has(key)) return true;
      this.pending.add(key);
    }
    return this.equalTargets(before, after, depth);
  }

  /** One step along references. Some readers don't look at the generation: what they would see is compared too. */
  private equalTargets(before: PdfObject, after: PdfObject, depth: number): boolean {
    if (depth > 2000 || isAstray(this.before, before) !== isAstray(this.after, after)) return false;
    return this.equal(targetOf(this.before, before), targetOf(this.after, after), depth + 1);
  }

  private isAnchor(value: PdfObject): value is PdfRef {
    return isRef(value) && this.anchors(value.num);
  }

  private equalArrays(before: readonly PdfObject[], after: readonly PdfObject[], depth: number): boolean {
    if (before.length !== after.length) return false;
    for (const [at, item] of before.entries()) {
      if (!this.equal(item, after[at] as PdfObject, depth + 1)) return this.differsAt(`[${at}]`);
    }
    return true;
  }

  private equalDicts(before: PdfDict, after: PdfDict, depth: number, isStream: boolean): boolean {
    if (gainsDoubt(before, after)) return false;
    for (const [key, value] of before.entries) {
      // A stream's data itself is compared: an indirect length may have got another number.
      if (isStream && key === 'Length') continue;
      if (!this.equal(value, after.entries.get(key) ?? null, depth + 1)) return this.differsAt(`/${key}`);
    }
    for (const [key, value] of after.entries) {
      if (before.entries.has(key) || (isStream && key === 'Length')) continue;
      if (!this.equal(null, value, depth + 1)) return this.differsAt(`/${key}`);
    }
    return true;
  }

  private equalStreams(before: PdfStream, after: PdfStream, depth: number): boolean {
    const data = equalBytes(this.before.rawData(before), this.after.rawData(after));
    return data && this.equalDicts(before.dict, after.dict, depth, true);
  }

  /** One more step of the way to the difference, told from its end: what is the same needs no way. */
  private differsAt(step: string): false {
    this.difference = step + this.difference;
    return false;
  }
}

/** Whether two values are the same and lead nowhere. */
function isAlike(before: PdfObject, after: PdfObject): boolean {
  if (isName(before)) return isName(after, before.value);
  if (isString(before)) return isString(after) && equalBytes(before.bytes, after.bytes);
  if (!isArray(before)) return before === after && !(before instanceof Object);
  if (!isArray(after) || before.items.length !== after.items.length) return false;
  return before.items.every((item, at) => isAlike(item, after.items[at] as PdfObject));
}

/** Whether a reference names another generation than that of the object of its number. */
function isAstray(view: PdfView, value: PdfObject): boolean {
  return isRef(value) && view.object(value.num) !== null && view.object(value.num, value.gen) === null;
}

const targetOf = (view: PdfView, value: PdfObject): PdfObject =>
  isRef(value) ? (view.object(value.num)?.value ?? null) : value;

/** Whether today's dictionary has keys on which readers disagree, and the signed one had not. */
export function gainsDoubt(before: PdfDict, after: PdfDict): boolean {
  if (after.doubtful.length === 0) return false;
  return new Set([...before.doubtful, ...after.doubtful]).size > new Set(before.doubtful).size;
}
