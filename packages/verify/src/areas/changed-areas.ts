import { Budget } from '../pdf/budget.ts';
import type { Limits } from '../pdf/limits.ts';
import { openDocument } from '../pdf/open-document.ts';
import type { ChangeReport, SignatureReport } from '../report/verification-report.ts';
import { signedRevision } from '../report/signed-revision.ts';
import { PageIndex, type Place, type Rect } from './page-index.ts';

/** What one look may spend, a signal that ends it, and the password of an encrypted file. */
export interface ChangedAreasOptions {
  readonly password?: string;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
}

/**
 * A place that later changes touch. `page` counts from 0. `before` and `after` are the rectangle in the signed revision
 * and in the file as it is now, in the page's default user space (points where UserUnit is 1); null where the object
 * is not there. Both null: the change is to the page as a whole (its content, resources, boxes).
 */
export interface ChangedArea {
  readonly page: number;
  readonly before: Rect | null;
  readonly after: Rect | null;
  readonly changes: readonly ChangeReport[];
}

/**
 * Where the changes that came after a signature show, page by page, from the changed objects themselves. Changes that
 * show on no page (metadata, validation data, the catalog) are left out. Throws VerifyError NO_SIGNED_REVISION where
 * the signature covers no whole revision, NOT_A_PDF or ABORTED, and LimitError.
 */
export async function changedAreas(
  bytes: Uint8Array,
  signature: Pick<SignatureReport, 'byteRange' | 'coverage' | 'revision' | 'changes'>,
  options: ChangedAreasOptions = {},
): Promise<ChangedArea[]> {
  const end = signedRevision(bytes, signature).length;
  const document = await openDocument(bytes, new Budget(options.limits, options.signal), options.password);
  const chain = document.revisions[signature.revision ?? -1]?.chain;
  const now = new PageIndex(document.view);
  const then = chain ? new PageIndex(document.view.earlier(chain, end)) : now;
  const areas = new Map<string, Omit<ChangedArea, 'changes'> & { changes: ChangeReport[] }>();
  for (const change of signature.changes) {
    for (const area of areasOf(change, then, now)) {
      const key = JSON.stringify(area);
      const known = areas.get(key);
      if (known) known.changes.push(change);
      else areas.set(key, { ...area, changes: [change] });
    }
  }
  return [...areas.values()].sort((one, other) => one.page - other.page);
}

function areasOf(change: ChangeReport, then: PageIndex, now: PageIndex): Omit<ChangedArea, 'changes'>[] {
  const gone = change.code.endsWith('_REMOVED');
  const num = Number.parseInt(change.object ?? '', 10);
  const shown = Number.isNaN(num) ? [] : now.byObject(num);
  const old = Number.isNaN(num) ? [] : then.byObject(num);
  if (shown.length + old.length > 0) return paired(old, shown);
  const place = (gone ? then : now).byPath(change.path);
  if (!place) return [];
  const sides = gone ? { before: place.rect, after: null } : { before: null, after: place.rect };
  return [{ page: place.page, ...sides }];
}

/** The same object's places before and after: those on one page belong together, one by one. */
function paired(old: readonly Place[], shown: readonly Place[]): Omit<ChangedArea, 'changes'>[] {
  const left = [...old];
  const areas = shown.map(({ page, rect }) => {
    const at = left.findIndex((place) => place.page === page);
    const [before] = at < 0 ? [] : left.splice(at, 1);
    return { page, before: before?.rect ?? null, after: rect };
  });
  return [...areas, ...left.map(({ page, rect }) => ({ page, before: rect, after: null }))];
}
