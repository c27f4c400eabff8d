import type { FileStream, OpenStream } from '../http/file-stream.ts';
import type { DownloadOptions } from './documents.ts';

/** The PDFs of a collection as streams. */
export interface DocumentStreams {
  /**
   * Downloads the PDF as it comes, hashed on the way: the stream breaks at its end where the bytes are not the platform's.
   * Errors: `not_found`, `state_conflict`, `response_invalid`.
   * @example
   * const { stream, sha256 } = await jse.documents.stream(collectionId, documentId);
   * await writeFile('lettre.pdf', stream);
   * show(await sha256);
   */
  stream(collectionId: string, documentId: string, options?: DownloadOptions): Promise<FileStream>;
}

/** Streams of documents over a way to open them. */
export const documentStreams = (open: OpenStream): DocumentStreams => ({
  async stream(collectionId, documentId, { revision, ...options } = {}) {
    const params = { transactionId: collectionId, fileId: documentId };
    return open('/transaction/{transactionId}/file/{fileId}', { params, query: { revision }, options });
  },
});
