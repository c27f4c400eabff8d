import type { BrowserClient, Ceremony, Collection, Document, Reviewed } from '@jse/sdk/browser';
import type { ReadingLog } from './reading-log.ts';
import { sha256 } from './sha256.ts';
import type { SignatureProof } from './signature-proof.ts';

type Downloads = { readonly documents: Pick<BrowserClient['documents'], 'download'> };

/** One document as it is shown and as it came back. */
export interface SignerFile {
  readonly document: Document;
  readonly reviewed: Uint8Array<ArrayBuffer>;
  readonly signed?: Uint8Array<ArrayBuffer>;
  readonly proof?: SignatureProof;
}

/** The documents of a signer on this device: the very bytes that are shown, then those that came back, with their proof. */
export class SignerFiles extends Map<string, SignerFile> {
  /** Fetches a document as it stands, unless it is here. Throws JseError. */
  async fetch(client: Downloads, { id }: Collection, document: Document, signal: AbortSignal): Promise<void> {
    if (this.has(document.id)) return;
    const { bytes } = await client.documents.download(id, document.id, { signal });
    if (!signal.aborted) this.set(document.id, { document, reviewed: bytes });
  }

  /** Fetches what is not here yet, one after another. Throws JseError. */
  async fetchAll(client: Downloads, collection: Collection, signal: AbortSignal): Promise<void> {
    for (const document of collection.documents) await this.fetch(client, collection, document, signal);
  }

  /** What was read of a collection, as the consent says it: the hash of the bytes of each document, and how it was read. */
  async reviewed({ id, documents }: Collection, log: ReadingLog): Promise<Reviewed> {
    const read = documents.map(async (document) => {
      const file = this.get(document.id);
      if (!file) throw new Error(`Document ${document.id} is not on this device`);
      return { id: document.id, sha256: await sha256(file.reviewed), reading: log.recordOf(document.id) };
    });
    return { collectionId: id, documents: await Promise.all(read) };
  }

  /** Fetches the signed files and compares each with what was read. What can't be checked now stays without a proof. */
  async prove(
    client: Downloads,
    collectionId: string,
    results: Ceremony['results'],
    trustAnchors: readonly Uint8Array[],
  ): Promise<void> {
    for (const [id, file] of this) {
      const signedSha256 = results.find(({ documentId }) => documentId === id)?.sha256 ?? null;
      try {
        const { bytes } = await client.documents.download(collectionId, id);
        this.set(id, { ...file, signed: bytes });
        const { checkFile, proveSignature } = await import('./proving.ts');
        const report = await checkFile(bytes, trustAnchors);
        const compared = { reviewed: file.reviewed, signed: bytes, signedSha256 };
        const proof = await proveSignature(compared, report, trustAnchors.length > 0);
        this.set(id, { ...file, signed: bytes, proof });
      } catch {
        // The signature stands; only this device could not check it. The step says so and offers to try again.
      }
    }
  }
}
