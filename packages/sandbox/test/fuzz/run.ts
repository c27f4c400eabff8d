import { type Operation, operations } from '@jse/sdk/contract';
import fc from 'fast-check';
import { origin } from '../platform.ts';
import { fault } from './answers.ts';
import { type FuzzCall, fuzzCalls, toRequest } from './calls.ts';
import type { World } from './world.ts';

/** What a run of the fuzzer found. */
export interface FuzzReport {
  readonly made: number;
  /** How many calls the runtime itself would not make. */
  readonly impossible: number;
  readonly statuses: Readonly<Record<number, number>>;
  readonly faults: readonly string[];
}

const slow = 5000;

/** Makes this many calls, generated from the contract; the seed makes the same ones again. */
export async function runCalls(
  world: World,
  settings: { readonly runs: number; readonly seed: number; readonly onCall?: (made: number) => void },
): Promise<FuzzReport> {
  const calls = fc.sample(fuzzCalls(world), { numRuns: settings.runs, seed: settings.seed });
  const statuses: Record<number, number> = {};
  const faults: string[] = [];
  let impossible = 0;
  for (const [at, made] of calls.entries()) {
    settings.onCall?.(at);
    const request = await toRequest(world, made);
    if (!request) {
      impossible += 1;
      continue;
    }
    const started = performance.now();
    const inPage = made.who > 2 && !request.headers.has('origin');
    const response = await world.platform.sandbox.fetch(request, inPage ? { origin } : {});
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    const found = await fault(response, operationOf(made), made.method);
    const cause = world.causes.get(response.headers.get('x-request-id') ?? '') ?? '';
    if (found !== undefined) faults.push(`#${at} ${describe(made)}: ${found} ${cause}`);
    const took = performance.now() - started;
    if (took > slow) faults.push(`#${at} ${describe(made)}: took ${Math.round(took)} ms`);
  }
  return { made: calls.length - impossible, impossible, statuses, faults };
}

/** The operation that a call is for, unless its method or its address make it another call. */
function operationOf(made: FuzzCall): Operation | null {
  const operation = (Object.values(operations) as Operation[]).find(({ id }) => id === made.operation) ?? null;
  const plain = Object.values(made.params).every((value) => /^[\w-]+$/.test(value));
  return operation?.method === made.method && plain ? operation : null;
}

function describe({ operation, method, params, query, body, headers, who }: FuzzCall): string {
  return `${method} ${operation} ${JSON.stringify({ params, query, body, headers, who }).slice(0, 600)}`;
}
