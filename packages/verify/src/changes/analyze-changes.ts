import type { PdfDict, PdfObject } from '../pdf/objects.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { XrefSection } from '../pdf/xref-section.ts';
import { listFields, type FieldNode } from '../pdf/signature-fields.ts';
import { structuralAnchors } from './anchors.ts';
import type { Change, ChangeLevel, LaterChangesCheck } from './change.ts';
import { Comparison } from './comparison.ts';
import { certificationOf } from './doc-mdp.ts';
import { fieldLocksOf, lockPermissionOf } from './field-locks.ts';
import { signaturesShown } from './field-value.ts';
import { isWithin, narrower, type ChangePolicy } from './policy.ts';
import { ReferenceGraph } from './reference-graph.ts';
import { catalogRule } from './rules/catalog-rule.ts';
import { formRule } from './rules/form-rule.ts';
import { pagesRule } from './rules/pages-rule.ts';
import type { RuleContext } from './rules/rule.ts';
import { structureRule } from './rules/structure-rule.ts';
import { trailerRule } from './rules/trailer-rule.ts';

/** The rules, in order; together they explain every part of a document or refuse its change. */
export const changeRules: readonly ((context: RuleContext) => void)[] = [
  trailerRule,
  catalogRule,
  pagesRule,
  structureRule,
  formRule,
];

/** The signature whose later changes are judged: the view of its revision, its dictionary, field and DocMDP permission. */
export interface SignedRevision {
  readonly view: PdfView;
  readonly dict: PdfDict | null;
  readonly fieldNumber: number | null;
  readonly docMdp: 1 | 2 | 3 | null;
  readonly replaced: boolean;
  readonly linked: boolean;
}

/** The document as it is shown now, read once for all of its signatures. */
export interface Today {
  readonly graph: ReferenceGraph;
  readonly fields: ReadonlyMap<number, FieldNode>;
  readonly directFields: readonly FieldNode[];
  readonly anchors: ReadonlySet<number>;
  /** The revision of each section, by its index. */
  readonly revisions: ReadonlyMap<XrefSection, number>;
}

/** Reads what every comparison with the newest revision needs. Throws LimitError. */
export function readToday({ view, revisions }: OpenDocument): Today {
  const nodes = listFields(view);
  const fields = byNumber(nodes);
  return {
    graph: new ReferenceGraph(view),
    fields,
    directFields: withoutNumber(nodes),
    anchors: structuralAnchors(view, fields),
    revisions: new Map(
      revisions.flatMap(({ index, sections }) => sections.map((section) => [section, index] as const)),
    ),
  };
}

/** Compares the revision that a signature signed with the document as it is shown now, by all rules. */
export function analyzeChanges(
  document: OpenDocument,
  signed: SignedRevision,
  today: Today,
  policy: ChangePolicy,
): LaterChangesCheck {
  const before = signed.view;
  const nodesBefore = listFields(before);
  const fieldsBefore = byNumber(nodesBefore);
  const fieldsAfter = today.fields;
  const anchors = structuralAnchors(before, fieldsBefore);
  const isAnchor = (num: number) => anchors.has(num) || today.anchors.has(num);
  const comparison = new Comparison(before, document.view, today.graph.since(before, isAnchor), isAnchor);
  const field = signed.fieldNumber === null ? null : (fieldsBefore.get(signed.fieldNumber)?.dict ?? null);
  // An approval signature in a certified document is bound by the certification.
  const permission = signed.docMdp ?? certificationOf(before);
  const allowed = allowedLevel(before, permission, field, policy);
  // The newest revision that places an object.
  const revisionOf = (num: number) => {
    const section = document.view.sectionOf(num);
    const revision = section && today.revisions.get(section);
    return revision === undefined ? {} : { revision };
  };
  const at = (path: string, num?: number) => ({
    path,
    ...(num === undefined ? {} : { object: `${num} 0`, ...revisionOf(num) }),
  });
  let shown: ReadonlySet<PdfObject> | undefined;
  const context: RuleContext = {
    comparison,
    fieldsBefore,
    fieldsAfter,
    signaturesBefore: () => (shown ??= signaturesShown(fieldsBefore.values(), before, document.view)),
    directFields: [withoutNumber(nodesBefore), today.directFields],
    changedAnnotations: new Set(),
    locks: fieldLocksOf(before, signed.dict, field),
    // P3 lets annotations come anyway; under P1 and P2 a visible field could cover what was certified.
    certified: permission === 1 || permission === 2,
    policy,
    note: (code, level, path, num) => {
      const verdict = level !== 'other' && isWithin(level, allowed) ? 'permitted' : 'forbidden';
      comparison.report({ code, verdict, level, ...at(path, num) });
    },
    doubt: (code, path, num) => {
      comparison.report({ code, verdict: 'undetermined', level: 'other', ...at(path, num) });
    },
  };
  for (const num of today.graph.unreadable) context.doubt('OBJECT_UNREADABLE', 'file', num);
  for (const rule of changeRules) rule(context);
  return { laterChanges: verdictOf(comparison.changes), changes: comparison.changes };
}

function allowedLevel(
  before: PdfView,
  permission: 1 | 2 | 3 | null,
  field: PdfDict | null,
  policy: ChangePolicy,
): ChangeLevel {
  const lock = lockPermissionOf(before, field);
  const own = policy.levels[permission ?? 0];
  return lock === null ? own : narrower(own, policy.levels[lock]);
}

/** The worst of the changes; later revisions that change nothing are permitted. */
export function verdictOf(changes: readonly Change[]): LaterChangesCheck['laterChanges'] {
  if (changes.some((change) => change.verdict === 'forbidden')) return 'forbidden';
  return changes.some((change) => change.verdict === 'undetermined') ? 'undetermined' : 'permitted';
}

const withoutNumber = (nodes: readonly FieldNode[]): FieldNode[] => nodes.filter((node) => node.ref === null);

function byNumber(nodes: readonly FieldNode[]): Map<number, FieldNode> {
  const fields = new Map<number, FieldNode>();
  for (const node of nodes) if (node.ref) fields.set(node.ref.num, node);
  return fields;
}
