import type { BrowserClient, Document } from '@jse/sdk/browser';
import { sha256 } from '../signer/sha256.ts';

/** How documents are fetched. */
export type DocumentClient = Pick<BrowserClient, 'documents'>;

const atATime = 4;

/**
 * The documents that this device has read. The hash of each stays; the bytes of the last one that was looked at do too,
 * so that forty files of ten megabytes never lie in memory together.
 */
export class DocumentShelf {
  readonly #hashes = new Map<string, string>();
  #held: { readonly key: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined;

  /** The bytes of a document as it stands now. Throws JseError. */
  async bytesOf(
    client: DocumentClient,
    collectionId: string,
    document: Document,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const key = keyOf(collectionId, document.id);
    if (this.#held?.key === key) return this.#held.bytes;
    const { bytes } = await client.documents.download(collectionId, document.id, { signal });
    this.#hashes.set(key, await sha256(bytes));
    this.#held = { key, bytes };
    return bytes;
  }

  /** Reads documents whose hash is not known for the revision that stands now, a few at a time. Throws JseError. */
  async hashAll(
    client: DocumentClient,
    files: readonly { readonly collectionId: string; readonly document: Document }[],
    signal: AbortSignal,
    done: () => void,
  ): Promise<void> {
    const left = [...files];
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { collectionId, document } = next;
        const key = keyOf(collectionId, document.id);
        if (this.#hashes.get(key) !== document.currentSha256) {
          const { bytes } = await client.documents.download(collectionId, document.id, { signal });
          this.#hashes.set(key, await sha256(bytes));
        }
        done();
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
  }

  /** The hash of the bytes that were read. Throws RangeError where none were. */
  hashOf(collectionId: string, documentId: string): string {
    const hash = this.#hashes.get(keyOf(collectionId, documentId));
    if (hash === undefined) throw new RangeError(`Document ${documentId} was not read`);
    return hash;
  }
}

const keyOf = (collectionId: string, documentId: string) => `${collectionId}/${documentId}`;
