import { JseError } from '../errors.ts';
import { pause } from '../http/pause.ts';
import type { RequestOptions } from '../http/request.ts';
import { collectionMoves, type CollectionState } from '../rules/states.ts';
import type { Collection } from '../schemas/index.ts';

/** Options of a wait. */
export interface WaitOptions extends Omit<RequestOptions, 'idempotencyKey'> {
  /** Milliseconds after which the wait ends with `timeout`; without it only `signal` and the collection's end stop it. */
  readonly deadlineMs?: number | undefined;
}

/** The first wait between two looks and the longest, in milliseconds. */
const waits = { first: 1_000, longest: 15_000 };

/** Whether a collection may ever come from one state to another. */
export function canReach(from: CollectionState, to: CollectionState): boolean {
  const reached = new Set<CollectionState>([from]);
  for (const state of reached)
    for (const move of Object.values(collectionMoves))
      if ((move.from as readonly CollectionState[]).includes(state)) reached.add(move.to);
  return reached.has(to);
}

/** Looks again and again until a collection is in one of these states. */
export async function waitFor(
  read: (options: RequestOptions) => Promise<Collection>,
  wanted: readonly CollectionState[],
  { deadlineMs, ...options }: WaitOptions,
): Promise<Collection> {
  const end = deadlineMs === undefined ? Infinity : performance.now() + deadlineMs;
  for (let wait = waits.first; ; wait = Math.min(wait * 1.5, waits.longest)) {
    const collection = await read(options);
    if (wanted.includes(collection.state)) return collection;
    const said = `Waiting for ${wanted.join(' or ')}: the collection is ${collection.state}`;
    if (!wanted.some((state) => canReach(collection.state, state))) throw new JseError('state_unreachable', said);
    const left = end - performance.now();
    if (left <= 0) throw new JseError('timeout', said);
    // The last look is at the deadline itself.
    await pause(Math.min(wait, left), options.signal);
  }
}
