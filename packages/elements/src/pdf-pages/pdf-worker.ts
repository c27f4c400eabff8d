import { PdfError } from './pdf-error.ts';
import { trustedScriptUrl } from './trusted-script-url.ts';

/** A worker of pdf.js; `started` rejects with `pdf_worker` where it turns out that it can't run. */
export interface PdfWorker {
  readonly port: Worker;
  readonly started: Promise<void>;
}
let spare: (PdfWorker & { readonly url: string }) | undefined;

/**
 * Starts a worker before there is a document for it; the next `startPdfWorker` of the same address gets it. Ended by the
 * signal as long as nobody has; there is at most one in a page. One that can't be started is nobody's: whoever opens a
 * document tries again, and tells.
 */
export function startSparePdfWorker(url: string, signal: AbortSignal): void {
  if (spare || signal.aborted) return;
  const own = { url, ...spawn(url) };
  const forget = () => {
    if (spare === own) spare = undefined;
  };
  spare = own;
  own.started.catch(forget);
  signal.addEventListener('abort', () => {
    if (spare === own) own.port.terminate();
    forget();
  });
}

/**
 * Starts pdf.js's worker, or takes the spare one; it may be written to at once. pdf.js itself would fall back to decoding
 * on the main thread when a worker is refused (Trusted Types, CSP, 404); here that is an error of code `pdf_worker`.
 */
export function startPdfWorker(url: string): PdfWorker {
  const ready = spare;
  spare = undefined;
  if (ready?.url === url) return ready;
  ready?.port.terminate();
  return spawn(url);
}

function spawn(url: string): PdfWorker {
  let port: Worker;
  try {
    port = new Worker(trustedScriptUrl(url), { type: 'module', name: 'jse-pdf' });
  } catch (cause) {
    throw new PdfError('pdf_worker', `The PDF worker ${url} was refused by this page`, { cause });
  }
  const started = new Promise<void>((resolve, reject) => {
    const settle = new AbortController();
    const { signal } = settle;
    port.addEventListener(
      'message',
      () => {
        settle.abort();
        resolve();
      },
      { signal },
    );
    port.addEventListener(
      'error',
      (event) => {
        settle.abort();
        port.terminate();
        reject(new PdfError('pdf_worker', `The PDF worker ${url} did not start`, { cause: event }));
      },
      { signal },
    );
  });
  // It may fail before anybody waits for it.
  started.catch(() => undefined);
  return { port, started };
}
