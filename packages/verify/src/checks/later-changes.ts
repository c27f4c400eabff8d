import { analyzeChanges, readToday, type SignedRevision, type Today } from '../changes/analyze-changes.ts';
import type { Change, LaterChangesCheck } from '../changes/change.ts';
import { changePolicies, type ChangePolicyName } from '../changes/policy.ts';
import { LimitError } from '../pdf/budget.ts';
import { isRef, type PdfDict } from '../pdf/objects.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import type { CoverageCheck } from './coverage.ts';

/** Answers for each signature of a document what came after it; what all answers need is made once, when first needed. */
export class LaterChanges {
  private readonly document: OpenDocument;
  private readonly policy: ChangePolicyName;
  private today: Today | null = null;

  constructor(document: OpenDocument, policy: ChangePolicyName) {
    this.document = document;
    this.policy = policy;
  }

  /** Question: what do the bytes behind the signed revision do to the document? */
  check({ coverage, revision }: CoverageCheck, signed: SignedRevision): LaterChangesCheck {
    const { document } = this;
    const structural = [...structuralChanges(document, revision), ...bindingChanges(signed)];
    if (coverage === 'whole-file') {
      const doubts = structural.filter((change) => change.code !== 'TRAILING_BYTES');
      return doubts.length ? refuse(doubts) : { laterChanges: 'none', changes: [] };
    }
    if (structural.length) return refuse(structural);
    if (revision === null) return { laterChanges: 'undetermined', changes: [] };
    if (revision === document.revisions.length - 1) return { laterChanges: 'none', changes: [] };
    if (document.view.encrypted && !document.view.decryptor) return { laterChanges: 'undetermined', changes: [] };
    try {
      this.today ??= readToday(document);
      return analyzeChanges(document, signed, this.today, changePolicies[this.policy]);
    } catch (error) {
      if (error instanceof LimitError) return { laterChanges: 'undetermined', changes: [] };
      throw error;
    }
  }
}

/** A signature that today's document shows otherwise than it was made, or not at all. */
function bindingChanges({ replaced, linked }: SignedRevision): Change[] {
  const changes: Change[] = [];
  const base = { verdict: 'forbidden', level: 'other', path: 'Root/AcroForm/Fields' } as const;
  if (replaced) changes.push({ code: 'SIGNATURE_REPLACED', ...base });
  if (!linked) changes.push({ code: 'SIGNATURE_REMOVED', ...base });
  return changes;
}

const refuse = (changes: readonly Change[]): LaterChangesCheck => ({
  laterChanges: changes.some((change) => change.verdict === 'forbidden') ? 'forbidden' : 'undetermined',
  changes,
});

/** What the file's structure alone makes impossible to explain. */
function structuralChanges(document: OpenDocument, signed: number | null): Change[] {
  const changes: Change[] = [];
  const level = 'other';
  for (const { code } of document.notices) {
    if (code === 'TRAILING_BYTES') changes.push({ code, verdict: 'forbidden', level, path: 'file' });
    if (code === 'XREF_UNREADABLE' || code === 'XREF_CHAIN_BROKEN' || code === 'REVISIONS_OUT_OF_ORDER') {
      changes.push({ code, verdict: 'undetermined', level, path: 'file' });
    }
  }
  for (const { index, sections } of document.revisions) {
    if (signed === null || index <= signed || !sections.some((section) => section.conflicts?.length)) continue;
    changes.push({ code: 'XREF_CONFLICT', verdict: 'undetermined', level, path: 'file', revision: index });
  }
  return changes;
}

/** The number of a field's object; null for a direct one. */
export const numberOf = (field: { ref: { num: number } | null; dict: PdfDict } | null): number | null =>
  isRef(field?.ref) ? field.ref.num : null;
