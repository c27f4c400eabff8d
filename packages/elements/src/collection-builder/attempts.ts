import type { Collection } from '@jse/sdk/browser';

/** What makes a call made again the same call: the key that it went with, and the draft that it was made from. */
export interface Attempt {
  readonly idempotencyKey: string;
  readonly collection: Collection;
}

/**
 * Steps whose answer never came: the platform may have taken them or not. Made again they go with the key of the first
 * time, so that the platform takes them once and gives the first answer.
 */
export class Attempts {
  readonly #owing = new Map<string, Attempt>();

  /** The attempt to go on with: the one at the same step whose answer is owing, or a new one. */
  at(step: string, collection: Collection): Attempt {
    const attempt = this.#owing.get(step) ?? { idempotencyKey: crypto.randomUUID(), collection };
    this.#owing.set(step, attempt);
    return attempt;
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

  /** Whether the draft is as it stands because a step was taken whose answer never came. */
  explain({ version }: Collection): boolean {
    return [...this.#owing.values()].some(({ collection }) => collection.version === version - 1);
  }
}
