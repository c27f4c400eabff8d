import type { ChangeLevel } from './change.ts';

/** What may come after a signature, by the permission that it gives; 0 stands for a signature without DocMDP. */
export interface ChangePolicy {
  readonly levels: Readonly<Record<0 | 1 | 2 | 3, ChangeLevel>>;
  /** Whether a visible or an empty signature field may be added to a certified document. */
  readonly fieldAfterCertification: boolean;
}

/** Presets: the facts are the same, the verdict differs. */
export const changePolicies = {
  /** ISO 32000-2, table 257, and no annotation after an approval signature: an annotation can cover what was signed. */
  strict: {
    levels: { 0: 'form-filling', 1: 'long-term-validation', 2: 'form-filling', 3: 'annotation' },
    fieldAfterCertification: false,
  },
  /** As Acrobat: annotations after an approval signature are shown and tolerated. */
  adobe: {
    levels: { 0: 'annotation', 1: 'long-term-validation', 2: 'form-filling', 3: 'annotation' },
    fieldAfterCertification: true,
  },
  /** As the default policy of DSS, which only warns of what DocMDP forbids. */
  dss: {
    levels: { 0: 'annotation', 1: 'annotation', 2: 'annotation', 3: 'annotation' },
    fieldAfterCertification: true,
  },
} satisfies Record<string, ChangePolicy>;

/** The name of a preset. */
export type ChangePolicyName = keyof typeof changePolicies;

const order: readonly ChangeLevel[] = ['long-term-validation', 'form-filling', 'annotation', 'other'];

/** Whether a level is within another. */
export function isWithin(level: ChangeLevel, allowed: ChangeLevel): boolean {
  return order.indexOf(level) <= order.indexOf(allowed);
}

/** The narrower of two levels. */
export function narrower(a: ChangeLevel, b: ChangeLevel): ChangeLevel {
  return isWithin(a, b) ? a : b;
}
