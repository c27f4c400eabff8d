import { waitUntil } from '@open-wc/testing';

/** Waits until something is so; a busy machine has ten seconds for it. */
export const until = (condition: () => unknown, what?: string): Promise<void> =>
  waitUntil(condition as () => boolean, what, { timeout: 10_000 });
