/** One contender of a comparison. */
export interface Contender {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  /** What a run leaves to be done later; it is done before the next run, and not counted. */
  readonly rest?: () => Promise<unknown>;
}

/** Medians in milliseconds of interleaved runs, so that a busy moment of the machine falls on all contenders alike. */
export async function interleave(contenders: readonly Contender[], rounds = 15): Promise<Map<string, number>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (const { run, rest } of contenders) {
    await run();
    await rest?.();
  }
  for (let round = 0; round < rounds; round++) {
    for (const { name, run, rest } of contenders) {
      const started = performance.now();
      await run();
      times.get(name)?.push(performance.now() - started);
      await rest?.();
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
