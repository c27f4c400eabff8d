import type { Collection, Me } from '@jse/sdk/browser';
import type { BuilderChange } from './builder-changes.ts';
import { type Budget, budgetOf } from './builder-model.ts';

const passing = { bubbles: true, composed: true } as const;

/** `jse-collection-change`: the draft is another one now, as the platform has it. */
export class CollectionChangeEvent extends Event {
  readonly collection: Collection;

  /** The collection after the change. */
  constructor(collection: Collection) {
    super('jse-collection-change', passing);
    this.collection = collection;
  }
}

/** `jse-before-collection-change`: the person is about to take a step; `preventDefault()` leaves the draft as it is. */
export class BeforeCollectionChangeEvent extends Event {
  readonly collection: Collection;
  readonly change: BuilderChange;

  /** The collection before the step, and the step. */
  constructor(collection: Collection, change: BuilderChange) {
    super('jse-before-collection-change', { ...passing, cancelable: true });
    this.collection = collection;
    this.change = change;
  }
}

/** `jse-before-launch`: the collection is about to be launched; `preventDefault()` keeps it a draft. */
export class BeforeLaunchEvent extends Event {
  readonly collection: Collection;
  readonly budget: Budget;

  /** The collection and what its launch costs. */
  constructor(collection: Collection, budget: Budget) {
    super('jse-before-launch', { ...passing, cancelable: true });
    this.collection = collection;
    this.budget = budget;
  }
}

/** `jse-collection-launched`: the collection runs; the first signers are invited. */
export class CollectionLaunchedEvent extends Event {
  readonly collection: Collection;

  /** The running collection. */
  constructor(collection: Collection) {
    super('jse-collection-launched', passing);
    this.collection = collection;
  }
}

/** `jse-collection-prepared`: the collection was handed over to somebody who may launch it. */
export class CollectionPreparedEvent extends Event {
  readonly collection: Collection;

  /** The prepared collection. */
  constructor(collection: Collection) {
    super('jse-collection-prepared', passing);
    this.collection = collection;
  }
}

/** What the host is asked by before a step. */
export function eventBefore(change: BuilderChange, collection: Collection, me: Me | undefined): Event {
  if (change.kind !== 'launch' || !me) return new BeforeCollectionChangeEvent(collection, change);
  return new BeforeLaunchEvent(collection, budgetOf(collection, me));
}

declare global {
  interface HTMLElementEventMap {
    'jse-collection-change': CollectionChangeEvent;
    'jse-before-collection-change': BeforeCollectionChangeEvent;
    'jse-before-launch': BeforeLaunchEvent;
    'jse-collection-launched': CollectionLaunchedEvent;
    'jse-collection-prepared': CollectionPreparedEvent;
  }
}
