import { PdfError } from './pdf-error.ts';
import { trustedScriptUrl } from './trusted-script-url.ts';

/**
 * Starts pdf.js's worker and waits until it speaks. pdf.js itself would fall back to decoding on the main thread when a
 * worker is refused (Trusted Types, CSP, 404); here that is an error of code `pdf_worker`.
 */
export async function startPdfWorker(url: string): Promise<Worker> {
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
