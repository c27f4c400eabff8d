import type { Outcome } from './parapheur-model.ts';

const passing = { bubbles: true, composed: true } as const;

/** `jse-batch-signed`: a batch was signed with one code, or a part of it. A webhook, not this event, is the vendor's proof. */
export class BatchSignedEvent extends Event {
  readonly ceremonyId: string;
  readonly signed: readonly string[];
  readonly failed: readonly { readonly collectionId: string; readonly code: string | null }[];

  /** The ceremony, and what became of each of its collections (ids). */
  constructor(ceremonyId: string, outcomes: readonly Outcome[]) {
    super('jse-batch-signed', passing);
    this.ceremonyId = ceremonyId;
    this.signed = outcomes.filter(({ status }) => status === 'signed').map(({ row }) => row.collection.id);
    this.failed = outcomes
      .filter(({ status }) => status !== 'signed')
      .map(({ row, code }) => ({ collectionId: row.collection.id, code }));
  }
}

/** `jse-entries-launched`: collections were launched from the tray. */
export class EntriesLaunchedEvent extends Event {
  readonly collectionIds: readonly string[];

  /** The ids of the collections that run now. */
  constructor(collectionIds: readonly string[]) {
    super('jse-entries-launched', passing);
    this.collectionIds = collectionIds;
  }
}

/** `jse-before-batch`: cancelable; the person has chosen what to sign, nothing has been asked of the platform yet. */
export class BeforeBatchEvent extends Event {
  readonly collectionIds: readonly string[];
  readonly costCents: number;

  /** The ids of the chosen collections, and what signing them costs in cents excl. VAT. */
  constructor(collectionIds: readonly string[], costCents: number) {
    super('jse-before-batch', { ...passing, cancelable: true });
    this.collectionIds = collectionIds;
    this.costCents = costCents;
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-batch-signed': BatchSignedEvent;
    'jse-entries-launched': EntriesLaunchedEvent;
    'jse-before-batch': BeforeBatchEvent;
  }
}
