import type { Notice } from '../finding-code.ts';
import { hasMoreThanWhite, type OpenDocument } from '../pdf/open-document.ts';
import type { ByteRangeCheck } from './byte-range.ts';

/** How much a ByteRange covers. */
export type Coverage = 'whole-file' | 'whole-revision' | 'partial' | 'unclear';

/** What a signature covers; `revision` is the index of the revision that it signed, null where none fits. */
export interface CoverageCheck {
  readonly coverage: Coverage;
  readonly revision: number | null;
  readonly notices: Notice[];
}

/** Question: does the ByteRange cover the whole file, or a whole revision of it, or less? */
export function checkCoverage(document: OpenDocument, { range, sound }: ByteRangeCheck): CoverageCheck {
  if (!range || !sound) return { coverage: 'unclear', revision: null, notices: [{ code: 'COVERAGE_UNCLEAR' }] };
  const end = range[2] + range[3];
  const { bytes } = document.file;
  const revision = document.revisions.find((one) => {
    // %%EOF may lack its end-of-line, or have more than one: nothing but white space may lie between.
    return one.eof !== null && one.eof <= end && !hasMoreThanWhite(bytes, one.eof, end);
  });
  if (end === bytes.length) return { coverage: 'whole-file', revision: revision?.index ?? null, notices: [] };
  if (revision) return { coverage: 'whole-revision', revision: revision.index, notices: [] };
  return { coverage: 'partial', revision: null, notices: [{ code: 'COVERAGE_PARTIAL', offset: end }] };
}
