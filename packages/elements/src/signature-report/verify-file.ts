import type { VerificationReport, VerifyOptions } from '@jse/verify';
import { trustedScriptUrl } from '../pdf-pages/trusted-script-url.ts';

/** From how many bytes on a file is verified in a worker: a smaller one takes less time than starting one. */
const large = 1_000_000;

/** How a file is verified, and where the worker's script is. */
export interface Verification extends Omit<VerifyOptions, 'crypto'> {
  readonly workerUrl: string;
}

/**
 * The only way to the verifier from the report, loaded when the first file is there. A large file is verified in a
 * worker; where the page refuses one, here, as a small one is: the answer is the same. Throws VerifyError.
 */
export async function verifyFile(
  bytes: Uint8Array,
  { workerUrl, ...options }: Verification,
): Promise<VerificationReport> {
  if (bytes.length >= large) {
    const { verifyInWorker } = await import('@jse/verify/worker');
    try {
      const worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module', name: 'jse-verify' });
      return await verifyInWorker(worker, bytes, options);
    } catch (error) {
      const refused = !(error instanceof Error && 'code' in error) || error.code === 'WORKER_FAILED';
      if (!refused || options.signal?.aborted) throw error;
    }
  }
  const { verifyPdf } = await import('@jse/verify');
  return verifyPdf(bytes, options);
}
