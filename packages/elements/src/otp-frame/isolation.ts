import type { Session } from '@jse/sdk/browser';

/** Where a host wants consent and code to be given: in the platform's frame, in its page, or as the platform advises. */
export type CodeEntry = 'isolated' | 'inline' | '';

/**
 * Whether consent and code are given in the platform's frame. What the platform requires nobody lifts; what it advises
 * the host does, by `inline`; where it leaves the choice the host may still ask for the frame.
 */
export function isIsolated({ isolation }: Pick<Session, 'isolation'>, wanted: CodeEntry): boolean {
  return isolation === 'required' || wanted === 'isolated' || (isolation === 'advised' && wanted !== 'inline');
}
