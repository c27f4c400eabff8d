import type { LaterChangesCheck } from '../changes/change.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import type { CoverageCheck } from './coverage.ts';

/** Question: what do the bytes behind the signed revision do to the document? */
export function checkLaterChanges(document: OpenDocument, { coverage, revision }: CoverageCheck): LaterChangesCheck {
  if (coverage === 'whole-file') return { laterChanges: 'none', changes: [] };
  const last = document.revisions.length - 1;
  const trailing = document.notices.some((notice) => notice.code === 'TRAILING_BYTES');
  if (revision !== null && revision === last && !trailing) return { laterChanges: 'none', changes: [] };
  return { laterChanges: 'undetermined', changes: [] };
}
