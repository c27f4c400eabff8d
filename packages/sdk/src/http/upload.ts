import { multipart } from './multipart.ts';
import type { Fetch } from './request.ts';

/** Bytes of the request's body sent so far and in all. */
export interface UploadProgress {
  readonly loaded: number;
  readonly total: number;
}

/**
 * What can be uploaded: a file of the page, a blob (in Node `openAsBlob(path)` of `node:fs` reads from the disk as it is
 * sent), bytes (with a name), or a stream, which is read once before it is sent, so that an attempt can be repeated.
 */
export type UploadFile =
  Blob | Uint8Array | ReadableStream<Uint8Array> | { readonly name: string; readonly bytes: Uint8Array };

/** The form of an upload; the name is the given one, the file's own, or `document.pdf`. */
export async function uploadForm(
  file: UploadFile,
  name: string | undefined,
  signFields: string | undefined,
): Promise<Blob> {
  const own = 'name' in file && typeof file.name === 'string' ? file.name : 'document.pdf';
  return multipart({ file: { file: await asBlob(file), name: name ?? own }, SignFields: signFields });
}

async function asBlob(file: UploadFile): Promise<Blob> {
  if (file instanceof Blob) return file;
  if (file instanceof ReadableStream) return new Response(file).blob();
  const bytes = file instanceof Uint8Array ? file : file.bytes;
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/pdf' });
}

/**
 * A fetch over XMLHttpRequest, for uploads with progress in a page: over HTTP/1.1 Chromium refuses the streams that
 * progress over fetch needs, and Firefox and Safari have none. It sends `body`, not the request's own.
 */
export function xhrFetch(body: Blob, onProgress: (progress: UploadProgress) => void): Fetch {
  return (request) =>
    new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      const abort = () => xhr.abort();
      const settle = (how: () => void) => {
        request.signal.removeEventListener('abort', abort);
        how();
      };
      xhr.open(request.method, request.url);
      xhr.responseType = 'arraybuffer';
      for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
      xhr.upload.onprogress = ({ loaded, total }) => onProgress({ loaded, total });
      const fail = () => settle(() => reject(new TypeError('Failed to fetch')));
      // Firefox calls a connection that died loaded, with no status.
      xhr.onload = () => (xhr.status === 0 ? fail() : settle(() => resolve(responseOf(xhr))));
      xhr.onerror = fail;
      xhr.onabort = () => settle(() => reject(request.signal.reason ?? new DOMException('Aborted', 'AbortError')));
      request.signal.addEventListener('abort', abort, { once: true });
      if (request.signal.aborted) xhr.abort();
      else xhr.send(body);
    });
}

function responseOf(xhr: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of xhr.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return new Response(xhr.response as ArrayBuffer, { status: xhr.status, statusText: xhr.statusText, headers });
}
