/** Runs of something of which there is one at a time. */
export interface Turns<T> {
  /**
   * Resolves with a run that begins after this call, since the one under way may have looked before the caller changed
   * something; callers in between share it.
   */
  run(): Promise<T>;
  /** Resolves when nothing is under way; never rejects. */
  idle(): Promise<void>;
}

/** Makes turns of a function. */
export function oneAfterAnother<T>(run: () => Promise<T>): Turns<T> {
  let current: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const start = () => {
    next = null;
    const started = run().finally(() => {
      if (current === started) current = null;
    });
    return (current = started);
  };
  return {
    run() {
      if (next) return next;
      if (!current) return start();
      next = current.then(start, start);
      return next;
    },
    async idle() {
      while (next ?? current) await (next ?? current)?.catch(() => undefined);
    },
  };
}
