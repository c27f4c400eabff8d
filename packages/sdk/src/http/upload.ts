import { JseError } from '../errors.ts';
import { abortable } from './abortable.ts';
import type { Form } from './form.ts';
import { multipart } from './multipart.ts';
import { sizeLimits } from './read-body.ts';
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

/** What goes along with a file that is uploaded. */
interface Along {
  readonly name?: string | undefined;
  readonly signFields?: string | undefined;
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** Ends the reading of a stream with `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** The form of an upload; the name is the given one, the file's own, or `document.pdf`. */
export async function uploadForm(file: UploadFile, { name, signFields, onProgress, signal }: Along): Promise<Form> {
  const own = 'name' in file && typeof file.name === 'string' ? file.name : 'document.pdf';
  const body = multipart({ file: { file: await asBlob(file, signal), name: name ?? own }, SignFields: signFields });
  return withProgress(body, onProgress);
}

/** A form whose bytes are told as they leave; without a listener, a plain one. */
export function withProgress(body: Blob, onProgress: Along['onProgress']): Form {
  if (onProgress === undefined) return { body };
  return {
    body,
    over: (own) => {
      if (own === undefined && typeof XMLHttpRequest === 'function')
        return (request) => byXhr(request, body, onProgress);
      return (request) => counted(request, body, onProgress, own ?? fetch);
    },
  };
}

async function asBlob(file: UploadFile, signal: AbortSignal | undefined): Promise<Blob> {
  if (file instanceof Blob) return file;
  if (file instanceof ReadableStream) return gathered(file, signal);
  const bytes = file instanceof Uint8Array ? file : file.bytes;
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/pdf' });
}

/** A stream's bytes, once: each piece becomes a blob of its own, and the whole refers to those. */
async function gathered(stream: ReadableStream<Uint8Array>, signal: AbortSignal | undefined): Promise<Blob> {
  const pieces: Blob[] = [];
  const reader = stream.getReader();
  for (;;) {
    const read = reader.read();
    const { done, value } = await (signal ? abortable(read, signal) : read).catch((cause: unknown) => {
      if (!signal?.aborted) throw cause;
      void reader.cancel(cause).catch(() => undefined);
      const timedOut = (cause as { name?: unknown } | undefined)?.name === 'TimeoutError';
      throw new JseError(timedOut ? 'timeout' : 'aborted', 'The upload was cancelled', { cause });
    });
    if (done) return new Blob(pieces, { type: 'application/pdf' });
    pieces.push(new Blob([value as Uint8Array<ArrayBuffer>]));
  }
}

/** Sends the body as a stream that is counted; where requests take none (Firefox, Safari), its end alone is told. */
async function counted(
  request: Request,
  body: Blob,
  onProgress: (progress: UploadProgress) => void,
  carry: Fetch,
): Promise<Response> {
  const total = body.size;
  if (!takesStreams()) {
    const response = await carry(new Request(request, { body }));
    onProgress({ loaded: total, total });
    return response;
  }
  let loaded = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      controller.enqueue(piece);
      loaded += piece.length;
      onProgress({ loaded, total });
    },
  });
  const headers = new Headers(request.headers);
  headers.set('content-type', body.type);
  // Else it goes in chunks, which not every proxy takes. A page may not set it.
  headers.set('content-length', String(total));
  const init: RequestInit & { duplex: 'half' } = { headers, body: body.stream().pipeThrough(counter), duplex: 'half' };
  return carry(new Request(request, init));
}

/** A runtime without request streams makes a text of one, which has a content type, and does not ask for `duplex`. */
function takesStreams(): boolean {
  let asked = false;
  const init = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      asked = true;
      return 'half';
    },
  };
  return !new Request('https://x.invalid', init as RequestInit).headers.has('content-type') && asked;
}

/**
 * Over HTTP/1.1 Chromium refuses the streams that progress over fetch needs, and Firefox and Safari have none: a page
 * sends by XMLHttpRequest what is to be told on its way.
 */
function byXhr(request: Request, body: Blob, onProgress: (progress: UploadProgress) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
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
    xhr.onprogress = ({ loaded }) => loaded > sizeLimits.json && xhr.abort();
    const fail = () => settle(() => reject(new TypeError('Failed to fetch')));
    // Firefox calls a connection that died loaded, with no status.
    xhr.onload = () => (xhr.status === 0 ? fail() : settle(() => resolve(responseOf(xhr, request.url))));
    xhr.onerror = fail;
    const tooLarge = new JseError('response_invalid', `An upload was answered with more than ${sizeLimits.json} bytes`);
    xhr.onabort = () => settle(() => reject(request.signal.aborted ? (request.signal.reason as Error) : tooLarge));
    request.signal.addEventListener('abort', abort, { once: true });
    if (request.signal.aborted) xhr.abort();
    else xhr.send(body);
  });
}

function responseOf(xhr: XMLHttpRequest, asked: string): Response {
  // It follows redirects unasked; what came from elsewhere is no answer.
  if (xhr.responseURL !== '' && xhr.responseURL !== asked) return new Response(null, { status: 302 });
  const headers = new Headers();
  for (const line of xhr.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return new Response(xhr.response as ArrayBuffer, { status: xhr.status, statusText: xhr.statusText, headers });
}
