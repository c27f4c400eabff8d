/** Steps that can be taken back, the oldest forgotten first. */
const mostSteps = 100;

/** What was, and what was taken back: for undo and redo of values that never change themselves. */
export class History<T> {
  #past: T[] = [];
  #future: T[] = [];

  /** Whether there is a step to take back. */
  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** Whether a step was taken back. */
  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** What undo and redo would lead to. */
  peek(step: 'undo' | 'redo'): T | undefined {
    return (step === 'undo' ? this.#past : this.#future).at(-1);
  }

  /** A step was made away from `before`; what was taken back until now is gone. */
  push(before: T): void {
    this.#past = [...this.#past, before].slice(-mostSteps);
    this.#future = [];
  }

  /** The step was taken back or made again; `now` is what was in place until then. */
  walk(step: 'undo' | 'redo', now: T): void {
    if (step === 'undo') {
      this.#past = this.#past.slice(0, -1);
      this.#future = [...this.#future, now];
    } else {
      this.#future = this.#future.slice(0, -1);
      this.#past = [...this.#past, now];
    }
  }

  /** Forgets all. */
  clear(): void {
    this.#past = [];
    this.#future = [];
  }
}
