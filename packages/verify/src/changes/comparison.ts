import { equalBytes } from '../asn1/values.ts';
import { dictOf, isArray, isName, isRef, isSameRef, isStream, isString } from '../pdf/objects.ts';
import type { PdfDict, PdfObject, PdfRef, PdfStream } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { Change } from './change.ts';
import type { Since } from './reference-graph.ts';

type Side = PdfObject | undefined;

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
    const pending = new Set<string>();
    if (!this.equal(before ?? null, after ?? null, pending, '', 0)) return false;
    for (const key of pending) this.confirmed.add(key);
    return true;
  }

  /** Whether two references lead to the same, where no rule can tell what it is; anchors are looked into. */
  sameBehind(before: Side, after: Side): boolean {
    this.difference = '';
    return this.equalTargets(before ?? null, after ?? null, new Set(), '', 0);
  }

  private equal(before: PdfObject, after: PdfObject, pending: Set<string>, path: string, depth: number): boolean {
    this.before.file.budget.tick();
    if (isRef(before) || isRef(after)) return this.equalReferences(before, after, pending, path, depth);
    const equal = this.equalDirect(before, after, pending, path, depth);
    if (!equal && !this.difference) this.difference = path;
    return equal;
  }

  private equalReferences(
    before: PdfObject,
    after: PdfObject,
    pending: Set<string>,
    path: string,
    depth: number,
  ): boolean {
    if (isRef(before) && isSameRef(before, after) && (this.anchors(before.num) || this.since.clean(before.num)))
      return true;
    if (this.isAnchor(before) || this.isAnchor(after)) {
      this.difference ||= path;
      return false;
    }
    if (isRef(before) && isRef(after)) {
      const key = `${before.num} ${before.gen} ${after.num} ${after.gen}`;
      if (this.confirmed.has(key) || pending.has(key)) return true;
      pending.add(key);
    }
    return this.equalTargets(before, after, pending, path, depth);
  }

  /** One step along references. Some readers don't look at the generation: what they would see is compared too. */
  private equalTargets(
    before: PdfObject,
    after: PdfObject,
    pending: Set<string>,
    path: string,
    depth: number,
  ): boolean {
    if (depth > 2000 || isAstray(this.before, before) !== isAstray(this.after, after)) return false;
    return this.equal(targetOf(this.before, before), targetOf(this.after, after), pending, path, depth + 1);
  }

  private isAnchor(value: PdfObject): value is PdfRef {
    return isRef(value) && this.anchors(value.num);
  }

  private equalDirect(before: PdfObject, after: PdfObject, pending: Set<string>, path: string, depth: number): boolean {
    if (isString(before)) return isString(after) && equalBytes(before.bytes, after.bytes);
    if (isName(before)) return isName(after, before.value);
    if (isArray(before)) {
      if (!isArray(after) || after.items.length !== before.items.length) return false;
      return before.items.every((item, at) => {
        return this.equal(item, after.items[at] as PdfObject, pending, `${path}[${at}]`, depth + 1);
      });
    }
    if (isStream(before)) {
      return isStream(after) && this.equalStreams(before, after, pending, path, depth);
    }
    const left = dictOf(before);
    if (!left) return before === after;
    const right = isStream(after) ? null : dictOf(after);
    return right !== null && this.equalDicts(left, right, pending, path, depth, none);
  }

  private equalDicts(
    before: PdfDict,
    after: PdfDict,
    pending: Set<string>,
    path: string,
    depth: number,
    ignored: ReadonlySet<string>,
  ): boolean {
    if (gainsDoubt(before, after)) return false;
    for (const key of new Set([...before.entries.keys(), ...after.entries.keys()])) {
      if (ignored.has(key)) continue;
      const left = before.entries.get(key) ?? null;
      const right = after.entries.get(key) ?? null;
      if (!this.equal(left, right, pending, `${path}/${key}`, depth + 1)) return false;
    }
    return true;
  }

  private equalStreams(
    before: PdfStream,
    after: PdfStream,
    pending: Set<string>,
    path: string,
    depth: number,
  ): boolean {
    const data = equalBytes(this.before.rawData(before), this.after.rawData(after));
    return data && this.equalDicts(before.dict, after.dict, pending, path, depth, streamLength);
  }
}

/** Whether a reference names another generation than that of the object of its number. */
function isAstray(view: PdfView, value: PdfObject): boolean {
  return isRef(value) && view.object(value.num) !== null && view.object(value.num, value.gen) === null;
}

const targetOf = (view: PdfView, value: PdfObject): PdfObject =>
  isRef(value) ? (view.object(value.num)?.value ?? null) : value;

/** Whether today's dictionary has keys on which readers disagree, and the signed one had not. */
export function gainsDoubt(before: PdfDict, after: PdfDict): boolean {
  return after.doubtful.some((key) => !before.doubtful.includes(key));
}

const none: ReadonlySet<string> = new Set();
/** The data itself is compared: an indirect length may have got another number. */
const streamLength: ReadonlySet<string> = new Set(['Length']);
