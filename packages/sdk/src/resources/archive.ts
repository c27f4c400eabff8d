import * as wire from '../contract/wire/index.ts';
import type { FileStream, OpenStream } from '../http/file-stream.ts';
import type { Download, RequestOptions, Send } from '../http/request.ts';
import type { ArchivePush } from '../schemas/archive.ts';
import { encode } from './encode.ts';

/** Completed collections out of the platform, before their purge. */
export interface Archive {
  /**
   * Signed files, attestations, evidence and verification report as one ZIP. Errors: `state_conflict` (not completed).
   * @example
   * const { bytes } = await jse.archive.download(collectionId); // a ZIP
   */
  download(collectionId: string, options?: RequestOptions): Promise<Download>;
  /**
   * The same as it is made, for what is too large to be held. Errors: `state_conflict`, `response_invalid` at its end.
   * @example
   * const { stream } = await jse.archive.stream(collectionId);
   * await writeFile('lettre.zip', stream);
   */
  stream(collectionId: string, options?: RequestOptions): Promise<FileStream>;
  /**
   * Has the same ZIP put into a safe by HTTP PUT; `headers` open the safe and are kept encrypted. Errors:
   * `target_refused` (not a public https address), `state_conflict`, `delegation_missing` (`launch`).
   * @example
   * const { id } = await jse.archive.push(collectionId, { url: safeUrl, headers: { authorization: safeToken } });
   */
  push(
    collectionId: string,
    safe: { readonly url: string; readonly headers?: Readonly<Record<string, string>> | undefined },
    options?: RequestOptions,
  ): Promise<ArchivePush>;
  /**
   * What became of a push, with the safe's receipt. Errors: `not_found`.
   * @example
   * const { state } = await jse.archive.getPush(collectionId, pushId);
   */
  getPush(collectionId: string, pushId: string, options?: RequestOptions): Promise<ArchivePush>;
}

/** What a page does with the archive, over a way to the platform. */
export const archiveDownload = (send: Send): Pick<Archive, 'download'> => ({
  async download(collectionId, options) {
    return send.file('/transaction/{transactionId}/archive', { params: { transactionId: collectionId }, options });
  },
});

/** The archive over a way to the platform. */
export const archive = (send: Send, open: OpenStream): Archive => ({
  ...archiveDownload(send),
  async stream(collectionId, options) {
    return open('/transaction/{transactionId}/archive', { params: { transactionId: collectionId }, options });
  },
  async push(collectionId, { url, headers = {} }, options) {
    const body = encode(wire.ArchivePushCreate, { url, headers: { ...headers } });
    const params = { transactionId: collectionId };
    return send('POST', '/transaction/{transactionId}/archive', { params, body, answer: wire.ArchivePush, options });
  },
  async getPush(collectionId, pushId, options) {
    const params = { transactionId: collectionId, pushId };
    const path = '/transaction/{transactionId}/archive/push/{pushId}';
    return send('GET', path, { params, answer: wire.ArchivePush, options });
  },
});
