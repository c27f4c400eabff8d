import type { Notice } from '../finding-code.ts';
import { isArray, isName, isStream } from '../pdf/objects.ts';
import { Budget, LimitError } from '../pdf/budget.ts';
import { FilterFault } from '../pdf/filter-fault.ts';
import type { Limits } from '../pdf/limits.ts';
import { openDocument } from '../pdf/open-document.ts';
import { findSignatures } from '../pdf/signature-candidates.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { Finding } from '../report/finding.ts';

/** What one look may spend, and a signal that ends it. */
export interface StructureOptions {
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
}

/**
 * What was found: `findings` on the file's revisions and tables; `limit`, the one at which the look was broken off; and
 * `unreadable`, how many of the streams that hold objects or validation data could not be decoded.
 */
export interface StructureReport {
  findings: Finding[];
  limit: keyof Limits | null;
  objects: number;
  unreadable: number;
  signatures: number;
}

/**
 * Looks through a file before another engine opens it, which may have no bounds of its own: follows every
 * cross-reference section, reads every object in use, inflates every stream that holds objects, tables or validation
 * data. Nothing goes beyond the limits in time or memory. Throws VerifyError NOT_A_PDF or ABORTED only.
 */
export async function checkStructure(bytes: Uint8Array, options: StructureOptions = {}): Promise<StructureReport> {
  const budget = new Budget(options.limits, options.signal);
  const report: StructureReport = { findings: [], limit: null, objects: 0, unreadable: 0, signatures: 0 };
  const notices: Notice[] = [];
  try {
    const document = await openDocument(bytes, budget);
    notices.push(...document.notices);
    readObjects(document.view, budget, report);
    readStore(document.view, report);
    report.signatures = findSignatures(document).filter(({ dict }) => dict !== null).length;
    budget.check();
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    report.limit = error.limit;
    notices.push({ code: 'LIMIT_REACHED', detail: error.limit });
  }
  const { toFinding } = await import('../report/to-finding.ts');
  report.findings = notices.map(toFinding);
  return report;
}

function readObjects(view: PdfView, budget: Budget, report: StructureReport): void {
  const seen = new Set<number>();
  const containers = new Set<number>();
  for (const { entries } of view.sections) {
    for (const num of entries.keys()) {
      budget.tick();
      if (seen.has(num)) continue;
      seen.add(num);
      const entry = view.entry(num);
      if (!entry || entry.type === 'free') continue;
      report.objects++;
      if (entry.type === 'offset') view.object(num);
      else containers.add(entry.container);
    }
  }
  // Another reader may take any stream for a container, whatever its dictionary calls it.
  for (const num of containers) {
    const stream = view.object(num)?.value ?? null;
    if (!isStream(stream) || !isName(view.get(stream.dict, 'Type'), 'ObjStm')) report.unreadable++;
    else decode(view, stream, report);
  }
}

/** The streams of /DSS, which whoever renews the document reads (ISO 32000-2, 12.8.4.3). */
function readStore(view: PdfView, report: StructureReport): void {
  const store = view.get(view.catalog, 'DSS');
  for (const key of ['Certs', 'CRLs', 'OCSPs']) {
    const list = view.get(store, key);
    for (const item of isArray(list) ? list.items : []) {
      const stream = view.resolve(item);
      if (isStream(stream)) decode(view, stream, report);
    }
  }
}

function decode(view: PdfView, stream: Parameters<PdfView['decode']>[0], report: StructureReport): void {
  try {
    view.decode(stream);
  } catch (error) {
    if (!(error instanceof FilterFault)) throw error;
    report.unreadable++;
  }
}
