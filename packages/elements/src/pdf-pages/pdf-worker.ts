import { PdfError } from './pdf-error.ts';
import { trustedScriptUrl } from './trusted-script-url.ts';

interface Spare {
  readonly url: string;
  readonly starting: Promise<Worker>;
}
let spare: Spare | undefined;

/**
 * Starts a worker before there is a document for it; the next `startPdfWorker` of the same address gets it. Ended by the
 * signal as long as nobody has; there is at most one in a page.
 */
export function startSparePdfWorker(url: string, signal: AbortSignal): void {
  if (spare || signal.aborted) return;
  const own: Spare = { url, starting: spawn(url) };
  spare = own;
  // One that does not start is nobody's: whoever opens a document tries again, and tells.
  own.starting.catch(() => {
    if (spare === own) spare = undefined;
  });
  signal.addEventListener('abort', () => {
    if (spare !== own) return;
    spare = undefined;
    end(own);
  });
}

/**
 * Starts pdf.js's worker, or takes the spare one, and waits until it speaks. pdf.js itself would fall back to decoding on
 * the main thread when a worker is refused (Trusted Types, CSP, 404); here that is an error of code `pdf_worker`.
 */
export function startPdfWorker(url: string): Promise<Worker> {
  const ready = spare;
  spare = undefined;
  if (ready?.url === url) return ready.starting;
  if (ready) end(ready);
  return spawn(url);
}

function end({ starting }: Spare): void {
  starting.then((worker) => worker.terminate()).catch(() => undefined);
}

async function spawn(url: string): Promise<Worker> {
  let worker: Worker;
  try {
    worker = new Worker(trustedScriptUrl(url), { type: 'module', name: 'jse-pdf' });
  } catch (cause) {
    throw new PdfError('pdf_worker', `The PDF worker ${url} was refused by this page`, { cause });
  }
  await new Promise<void>((resolve, reject) => {
    const settle = new AbortController();
    const { signal } = settle;
    worker.addEventListener(
      'message',
      () => {
        settle.abort();
        resolve();
      },
      { signal },
    );
    worker.addEventListener(
      'error',
      (event) => {
        settle.abort();
        worker.terminate();
        reject(new PdfError('pdf_worker', `The PDF worker ${url} did not start`, { cause: event }));
      },
      { signal },
    );
  });
  return worker;
}
