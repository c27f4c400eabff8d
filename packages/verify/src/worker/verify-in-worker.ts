import type { VerifyOptions } from '../options.ts';
import type { VerificationReport } from '../report/verification-report.ts';
import { VerifyError } from '../verify-error.ts';
import type { Answer, Order } from './messages.ts';

/** What the worker takes; a WebCrypto of the caller's stays on the caller's thread. */
export type VerifyInWorkerOptions = Omit<VerifyOptions, 'crypto'>;

/**
 * Verifies a file in a worker that runs `@jse/verify/verify.worker.js`, so that the page stays fluid: the same report
 * and the same VerifyError as `verifyPdf`. A Blob is read in the worker and never copied; bytes are copied. The worker
 * serves this one call and is ended with it. Rejects with VerifyError WORKER_FAILED when it does not start or dies.
 */
export function verifyInWorker(
  worker: Worker,
  file: Uint8Array | Blob,
  { signal, onProgress, ...options }: VerifyInWorkerOptions,
): Promise<VerificationReport> {
  return new Promise<VerificationReport>((resolve, reject) => {
    const settled = new AbortController();
    const listening = { signal: settled.signal };
    const settle = (end: () => void) => {
      settled.abort();
      worker.terminate();
      end();
    };
    const abort = () => {
      settle(() => {
        reject(new VerifyError('ABORTED', 'the verification was aborted', { cause: signal?.reason }));
      });
    };
    const die = (event: Event) => {
      settle(() => {
        const reason = event instanceof ErrorEvent && event.message ? `: ${event.message}` : '';
        reject(new VerifyError('WORKER_FAILED', `the worker did not start, or died${reason}`));
      });
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, listening);
    worker.addEventListener('error', die, listening);
    worker.addEventListener('messageerror', die, listening);
    worker.addEventListener(
      'message',
      ({ data: answer }: MessageEvent<Answer>) => {
        if (answer.kind === 'progress') onProgress?.(answer.done, answer.total);
        else if (answer.kind === 'report') {
          settle(() => {
            resolve(answer.report);
          });
        } else {
          settle(() => {
            reject(new VerifyError(answer.code ?? 'WORKER_FAILED', answer.message));
          });
        }
      },
      listening,
    );
    worker.postMessage({ file, options } satisfies Order);
  });
}
