import type { Collection } from '@jse/sdk/browser';

/** What makes a call made again the same call: the key that it went with, and the draft that it was made from. */
export interface Attempt {
  readonly idempotencyKey: string;
  readonly collection: Collection;
}

type Call<T> = (attempt: Attempt) => Promise<T>;

/**
 * Steps whose answer never came: the platform may have taken them or not. Made again they go with the key of the first
 * time, so that the platform takes them once and gives the first answer.
 */
export class Attempts {
  readonly #owing = new Map<string, Attempt & { readonly call: Call<unknown> }>();

  /** Goes on with the attempt at the same step whose answer is owing, or makes a new one. */
  make<T>(step: string, collection: Collection, call: Call<T>): Promise<T> {
    const attempt = this.#owing.get(step) ?? { idempotencyKey: crypto.randomUUID(), collection };
    this.#owing.set(step, { ...attempt, call });
    return call(attempt);
  }

  /** The platform has refused this step. */
  refused(step: string): void {
    this.#owing.delete(step);
  }

  /** The platform has taken this step, and so no other from the same draft. */
  taken(step: string): void {
    const version = this.#owing.get(step)?.collection.version;
    for (const [other, { collection }] of this.#owing) if (collection.version === version) this.#owing.delete(other);
  }

  /**
   * Whether the draft is as it stands because a step was taken whose answer never came. The version alone can't tell: it
   * may be somebody else's change. So the step is asked for again: the platform gives the answer that it owes, or
   * refuses, as the draft is no longer the one that the step was made from.
   */
  async explain({ version }: Collection): Promise<boolean> {
    for (const attempt of this.#owing.values()) {
      if (attempt.collection.version !== version - 1) continue;
      const answered = await attempt.call(attempt).then(
        () => true,
        () => false,
      );
      if (answered) return true;
    }
    return false;
  }
}
