import * as z from 'zod/mini';
import { DocumentCodec } from '../codecs/document.ts';
import { UploadPlacementCodec } from '../codecs/placements.ts';
import * as wire from '../contract/wire/index.ts';
import type { ChangeOptions, Download, RequestOptions, Send } from '../http/request.ts';
import { type UploadFile, uploadForm, type UploadProgress } from '../http/upload.ts';
import type { Document, UploadPlacement } from '../schemas/index.ts';
import { encode } from './encode.ts';
import { signersDocuments } from './signers-documents.ts';

/** Options of an upload. */
export interface UploadOptions extends ChangeOptions {
  /** Name of the document; default: the file's own, else `document.pdf`. */
  readonly name?: string | undefined;
  /** Called as the bytes leave. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** Visible signatures by the signers' order; the signers may be added later. */
  readonly signFields?: readonly UploadPlacement[] | undefined;
}

/** Which revision to download: `original` as uploaded, `current` (default) with the fields and signatures so far. */
export interface DownloadOptions extends RequestOptions {
  readonly revision?: 'original' | 'current' | undefined;
}

/** The PDFs of a collection. */
export interface Documents {
  /**
   * Uploads a PDF of at most 10 MB as the document at `order` (from 1), or replaces the one there. Errors:
   * `pdf_invalid`, `pdf_too_large`, `pdf_encrypted`, `pdf_damaged`, `pdf_has_xfa`, `pdf_has_javascript`,
   * `pdf_certified`, `placement_out_of_page`, `state_conflict`, `delegation_missing`, `pdf_ambiguous`,
   * `pdf_too_complex`, `signature_field_missing`, `signature_field_taken`.
   * @example
   * const document = await jse.documents.upload(collectionId, 1, { name: 'lettre.pdf', bytes });
   */
  upload(collectionId: string, order: number, file: UploadFile, options?: UploadOptions): Promise<Document>;
  /**
   * Removes a document before the launch. Errors: `state_conflict`, `not_found`, `delegation_missing`.
   * @example
   * await jse.documents.remove(collectionId, documentId);
   */
  remove(collectionId: string, documentId: string, options?: ChangeOptions): Promise<void>;
  /**
   * Downloads the PDF; its SHA-256 was computed here and agrees with the platform's. Errors: `not_found`,
   * `state_conflict`.
   * @example
   * const { bytes, sha256 } = await jse.documents.download(collectionId, documentId);
   */
  download(collectionId: string, documentId: string, options?: DownloadOptions): Promise<Download>;
}

/** Documents over a way to the platform. */
export const documents = (send: Send): Documents => ({
  ...signersDocuments(send),
  async upload(collectionId, order, file, { name, onProgress, signFields, ...options } = {}) {
    const fields = signFields && JSON.stringify(encode(z.array(UploadPlacementCodec), [...signFields]));
    const form = await uploadForm(file, { name, signFields: fields, onProgress, signal: options.signal });
    return send('PUT', '/transaction/{transactionId}/uploadFile/{order}', {
      params: { transactionId: collectionId, order: String(order) },
      form,
      answer: DocumentCodec,
      options,
    });
  },
  async remove(collectionId, documentId, options) {
    const params = { transactionId: collectionId, fileId: documentId };
    await send('DELETE', '/transaction/{transactionId}/file/{fileId}', { params, answer: wire.Done, options });
  },
});
