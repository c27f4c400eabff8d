import type { ChangeCode } from './change-code.ts';

/** How far a change goes; each level includes the ones before it. */
export type ChangeLevel = 'long-term-validation' | 'form-filling' | 'annotation' | 'other';

/** Whether a change may be there. */
export type ChangeVerdict = 'permitted' | 'forbidden' | 'undetermined';

/** One change: `path` leads to it from the trailer, `object` is "number generation", `revision` the one that made it. */
export interface Change {
  readonly code: ChangeCode;
  readonly verdict: ChangeVerdict;
  readonly level: ChangeLevel;
  readonly path: string;
  readonly object?: string;
  readonly revision?: number;
}

/** All that came after a signed revision, judged. */
export interface LaterChangesCheck {
  readonly laterChanges: 'none' | 'permitted' | 'forbidden' | 'undetermined';
  readonly changes: readonly Change[];
}
