import { waitUntil } from '@open-wc/testing';

/** Waits until something is so; a busy machine has ten seconds for it where nothing else is said (milliseconds). */
export const until = (condition: () => unknown, what?: string, timeout = 10_000): Promise<void> =>
  waitUntil(condition as () => boolean, what, { timeout });
