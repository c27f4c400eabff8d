import { PdfError } from './pdf-error.ts';

interface TrustedTypePolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedTypePolicy;
}

const allowed = new Set<string>();
let policy: TrustedTypePolicy | undefined;

/** The address as the page's Trusted Types policy `jse` lets it through: only one that the host configured. */
function trustedScriptUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  allowed.add(url);
  policy ??= trustedTypes?.createPolicy('jse', {
    createScriptURL(asked) {
      if (allowed.has(asked)) return asked;
      throw new TypeError(`Not a worker of this page: ${asked}`);
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}

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
