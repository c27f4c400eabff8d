import { isArray, isDict, isRef, isSameRef, type PdfObject } from '../../pdf/objects.ts';
import { annotationsRule } from './annotations-rule.ts';
import { frozenExcept, type RuleContext } from './rule.ts';

const nodeFree: ReadonlySet<string> = new Set(['Kids']);
const pageFree: ReadonlySet<string> = new Set(['Annots', 'Tabs', 'StructParents', 'LastModified']);

/** The page tree: the same pages in the same order, each with the same content, boxes and resources. */
export function pagesRule(context: RuleContext): void {
  const { comparison } = context;
  const [before, after] = comparison.pair(comparison.before.catalog, comparison.after.catalog, 'Pages');
  comparePages(context, before ?? null, after ?? null, 'Root/Pages', new Set(), 0);
}

function comparePages(
  context: RuleContext,
  before: PdfObject,
  after: PdfObject,
  path: string,
  seen: Set<number>,
  depth: number,
): void {
  const { comparison } = context;
  const num = isRef(before) ? before.num : undefined;
  if ((isRef(before) || isRef(after)) && !isSameRef(before, after)) {
    return context.note('PAGES_MODIFIED', 'other', path, num);
  }
  if (num !== undefined && seen.has(num)) return;
  if (num !== undefined) seen.add(num);
  if (depth > comparison.before.file.budget.limits.maxDepth) return context.doubt('PAGES_TOO_DEEP', path);
  const old = comparison.before.resolve(before);
  const now = comparison.after.resolve(after);
  if (!isDict(old) || !isDict(now)) {
    // What they lead to: one that can't be read any more is another.
    if (!comparison.sameBehind(before, after)) context.note('PAGES_MODIFIED', 'other', path, num);
    return;
  }
  const kept = comparison.before.get(old, 'Kids');
  const kids = comparison.after.get(now, 'Kids');
  if (!isArray(kept) && !isArray(kids)) return comparePage(context, old, now, path, num);
  if (!isArray(kept) || !isArray(kids) || kept.items.length !== kids.items.length) {
    return context.note('PAGES_MODIFIED', 'other', `${path}/Kids`, num);
  }
  frozenExcept(context, old, now, nodeFree, 'PAGES_MODIFIED', path, num);
  kept.items.forEach((kid, at) => {
    comparePages(context, kid, kids.items[at] ?? null, `${path}/Kids[${at}]`, seen, depth + 1);
  });
}

function comparePage(context: RuleContext, before: PdfObject, after: PdfObject, path: string, num?: number): void {
  const { comparison } = context;
  frozenExcept(context, before, after, pageFree, 'PAGE_MODIFIED', path, num);
  const [tabs, tabsNow] = comparison.pair(before, after, 'Tabs');
  if (!comparison.same(tabs, tabsNow)) context.note('TABS_MODIFIED', 'annotation', `${path}/Tabs`, num);
  annotationsRule(context, before, after, path);
}
