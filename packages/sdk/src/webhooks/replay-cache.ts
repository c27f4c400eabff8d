/**
 * Remembers deliveries, so that one that was overheard is not taken twice. {@link unwrapWebhook} asks only about
 * deliveries that it has verified.
 */
export interface ReplayCache {
  /**
   * Whether `id` was given before; it is remembered from now until `until`, and may be forgotten after. Of two calls at
   * the same time one gets false: look and remember in one step (`INSERT … ON CONFLICT DO NOTHING`, `SET … NX PXAT`).
   */
  seen(id: string, until: Date): boolean | Promise<boolean>;
}

/** How a {@link memoryReplayCache} is bounded: deliveries that it holds at most, default 10 000; `now` in milliseconds. */
export interface MemoryReplayCacheSettings {
  readonly max?: number | undefined;
  readonly now?: (() => number) | undefined;
}

/**
 * A cache for one process: several, and functions that come and go, share one of their own. Full, it forgets the oldest
 * first, so that `max` is what comes in ten minutes at the busiest.
 */
export function memoryReplayCache({ max = 10_000, now = Date.now }: MemoryReplayCacheSettings = {}): ReplayCache {
  const ends = new Map<string, number>();
  return {
    seen(id, until) {
      const time = now();
      // In the order in which they came, which is nearly that in which they end.
      for (const [known, end] of ends) {
        if (end > time) break;
        ends.delete(known);
      }
      if ((ends.get(id) ?? 0) > time) return true;
      ends.delete(id);
      for (const [oldest] of ends) {
        if (ends.size < max) break;
        ends.delete(oldest);
      }
      ends.set(id, until.getTime());
      return false;
    },
  };
}
