import { isDict, isName, isStream, type PdfObject } from '../../pdf/objects.ts';
import { frozenExcept, type RuleContext } from './rule.ts';

/** Entries of the catalog that rules of their own compare. */
const owned: ReadonlySet<string> = new Set([
  'Type',
  'Pages',
  'AcroForm',
  'DSS',
  'Metadata',
  'Extensions',
  'Version',
  'Perms',
  'StructTreeRoot',
  'MarkInfo',
]);

/** The catalog: what no other rule owns must stay as it is; metadata, versions and validation data may grow. */
export function catalogRule(context: RuleContext): void {
  const { comparison } = context;
  const { catalog: before } = comparison.before;
  const { catalog: after } = comparison.after;
  frozenExcept(context, before, after, owned, 'CATALOG_MODIFIED', 'Root');
  metadata(context);
  version(context);
  extensions(context);
  permissions(context);
  validationData(context);
}

function metadata(context: RuleContext): void {
  const { comparison } = context;
  const [before, after] = comparison.pair(comparison.before.catalog, comparison.after.catalog, 'Metadata');
  if (comparison.same(before, after)) return;
  const stream = comparison.after.resolve(after);
  const sound = isStream(stream) && isName(comparison.after.get(stream, 'Type'), 'Metadata');
  context.note('METADATA_UPDATED', sound ? 'long-term-validation' : 'other', 'Root/Metadata');
}

function version(context: RuleContext): void {
  const { comparison } = context;
  const before = comparison.before.get(comparison.before.catalog, 'Version');
  const after = comparison.after.get(comparison.after.catalog, 'Version');
  const [old, now] = [rankOf(before), rankOf(after)];
  if (now === old) return;
  if (now < old) context.note('VERSION_DECREASED', 'other', 'Root/Version');
  else context.note('VERSION_INCREASED', 'long-term-validation', 'Root/Version');
}

/** ISO 32000-2, 7.12: a developer's extension may come, and its level may rise. */
function extensions(context: RuleContext): void {
  const { comparison } = context;
  const before = comparison.before.get(comparison.before.catalog, 'Extensions');
  const after = comparison.after.get(comparison.after.catalog, 'Extensions');
  if (comparison.same(before, after)) return;
  let kept = true;
  for (const [prefix, item] of isDict(before) ? before.entries : []) {
    const old = comparison.before.resolve(item);
    const now = comparison.after.get(after, prefix);
    if (!isDict(old) || prefix === 'Type' || comparison.same(old, now)) continue;
    const rises = (key: string) => rankOf(comparison.before.get(old, key)) <= rankOf(comparison.after.get(now, key));
    kept &&= isDict(now) && rises('BaseVersion') && rises('ExtensionLevel');
  }
  context.note('EXTENSIONS_UPDATED', kept ? 'long-term-validation' : 'other', 'Root/Extensions');
}

/** A version is written as a name, an extension's level as a number. */
const rankOf = (value: PdfObject): number =>
  isName(value) ? Number(value.value) : typeof value === 'number' ? value : 0;

/** 12.8.6: permissions that were given stay; a certification that comes after a signature is not foreseen. */
function permissions(context: RuleContext): void {
  const { comparison } = context;
  const before = comparison.before.get(comparison.before.catalog, 'Perms');
  const after = comparison.after.get(comparison.after.catalog, 'Perms');
  for (const [key, item] of isDict(before) ? before.entries : []) {
    const now = isDict(after) ? after.entries.get(key) : undefined;
    if (!comparison.same(item, now)) context.note('PERMISSIONS_MODIFIED', 'other', `Root/Perms/${key}`);
  }
  for (const key of isDict(after) ? after.entries.keys() : []) {
    if (!isDict(before) || !before.entries.has(key)) context.doubt('PERMISSIONS_ADDED', `Root/Perms/${key}`);
  }
}

/** EN 319 142-1, 5.4.2: the document security store may be added and replaced, not removed. */
function validationData(context: RuleContext): void {
  const { comparison } = context;
  const [before, after] = comparison.pair(comparison.before.catalog, comparison.after.catalog, 'DSS');
  if (comparison.same(before, after)) return;
  if (!isDict(comparison.after.resolve(after))) context.note('DSS_REMOVED', 'other', 'Root/DSS');
  else context.note('DSS_UPDATED', 'long-term-validation', 'Root/DSS');
}
