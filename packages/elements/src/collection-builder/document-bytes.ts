import { isJseError, type JseError } from '@jse/sdk/browser';
import type { BuilderClient } from './builder-changes.ts';

/** A document's bytes once they are there, or why they could not be fetched; neither while they are on their way. */
export interface FetchedBytes {
  readonly bytes?: Uint8Array;
  readonly error?: JseError;
}

/** The bytes of a draft's documents, each fetched once. */
export class DocumentBytes {
  readonly #changed: () => void;
  readonly #fetched = new Map<string, FetchedBytes>();

  /** `changed` is called when a document has come, or has not. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What there is of a document; it is fetched if nothing is. */
  of(client: BuilderClient, collectionId: string, documentId: string): FetchedBytes {
    const known = this.#fetched.get(documentId);
    if (known) return known;
    const fetching = {};
    this.#fetched.set(documentId, fetching);
    client.documents.download(collectionId, documentId, { revision: 'original' }).then(
      ({ bytes }) => this.#take(documentId, { bytes }),
      (error: unknown) => {
        if (!isJseError(error)) throw error;
        this.#take(documentId, { error });
      },
    );
    return fetching;
  }

  /** Takes the bytes of a file that was just uploaded; they need not be fetched. */
  async keep(documentId: string, file: File): Promise<void> {
    this.#take(documentId, { bytes: new Uint8Array(await file.arrayBuffer()) });
  }

  /** Lets go of a document that could not be fetched, so that it is fetched again. */
  retry(documentId: string): void {
    this.#fetched.delete(documentId);
    this.#changed();
  }

  #take(documentId: string, fetched: FetchedBytes): void {
    this.#fetched.set(documentId, fetched);
    this.#changed();
  }
}
