import { VerifyError } from '../verify-error.ts';
import { defaultLimits, type Limits } from './limits.ts';

/** A limit was reached; callers turn it into a finding. */
export class LimitError extends Error {
  readonly limit: keyof Limits;

  constructor(limit: keyof Limits) {
    super(`the limit ${limit} was reached`);
    this.name = 'LimitError';
    this.limit = limit;
  }
}

/**
 * What one verification may spend. The one place of the package that reads a clock (a monotonic one, for the time
 * limit); `spend…` and `tick` throw LimitError, or VerifyError ABORTED once the caller's signal is aborted.
 */
export class Budget {
  readonly limits: Limits;
  private readonly signal: AbortSignal | undefined;
  private spent = 0;
  private running: number | null = performance.now();
  private inflated = 0;
  private objects = 0;
  private values = 0;
  private nested = 0;
  private ticks = 0;

  constructor(limits: Partial<Limits> = {}, signal?: AbortSignal) {
    this.limits = { ...defaultLimits, ...limits };
    this.signal = signal;
  }

  /** Milliseconds spent so far, pauses not counted. */
  elapsed(): number {
    return this.spent + (this.running === null ? 0 : performance.now() - this.running);
  }

  /** Stops the time limit's clock: hashing and signatures take what the file's size takes. */
  pause(): void {
    this.spent = this.elapsed();
    this.running = null;
  }

  /** Lets the clock run again. */
  resume(): void {
    this.running ??= performance.now();
  }

  /** Cheap enough for inner loops: looks at clock and signal every 256th time. */
  tick(): void {
    if ((++this.ticks & 255) === 0) this.check();
  }

  /** Looks at clock and signal now. */
  check(): void {
    if (this.signal?.aborted) {
      throw new VerifyError('ABORTED', 'the verification was aborted', { cause: this.signal.reason });
    }
    if (this.elapsed() > this.limits.maxMilliseconds) throw new LimitError('maxMilliseconds');
  }

  /** Counts cross-reference entries. */
  spendObjects(count: number): void {
    this.objects += count;
    if (this.objects > this.limits.maxObjects) throw new LimitError('maxObjects');
  }

  /** Counts one value read; looks at clock and signal now and then. */
  spendValue(): void {
    if (++this.values > this.limits.maxValues) throw new LimitError('maxValues');
    this.tick();
  }

  /** Counts one dictionary, within the object that began at depth 0. */
  spendDictionary(depth: number): void {
    this.nested = depth === 0 ? 0 : this.nested + 1;
    if (this.nested > this.limits.maxNestedDictionaries) throw new LimitError('maxNestedDictionaries');
  }

  /** Counts inflated bytes; the cap of the next stream is what is left. */
  spendInflated(bytes: number): void {
    this.inflated += bytes;
    if (this.inflated > this.limits.maxInflatedBytes) throw new LimitError('maxInflatedBytes');
  }

  /** How many bytes the next stream may inflate to. */
  inflateCap(): number {
    return Math.min(this.limits.maxStreamBytes, this.limits.maxInflatedBytes - this.inflated);
  }
}
