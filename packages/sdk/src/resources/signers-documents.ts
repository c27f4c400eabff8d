import type { Send } from '../http/request.ts';
import type { Documents } from './documents.ts';

/** What a signer does with the documents, over a way to the platform. */
export const signersDocuments = (send: Send): Pick<Documents, 'download'> => ({
  async download(collectionId, documentId, { revision, ...options } = {}) {
    const params = { transactionId: collectionId, fileId: documentId };
    return send.file('/transaction/{transactionId}/file/{fileId}', { params, query: { revision }, options });
  },
});
