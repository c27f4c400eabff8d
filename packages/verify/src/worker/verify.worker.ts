import { verifyPdf } from '../verify-pdf.ts';
import { VerifyError } from '../verify-error.ts';
import type { Answer, Order } from './messages.ts';

/** The part of a dedicated worker's scope that this script uses; its types exclude those of a page. */
interface Scope {
  postMessage(answer: Answer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Order }) => void): void;
}
const scope = globalThis as unknown as Scope;

async function verify({ file, options }: Order): Promise<Answer> {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(await file.arrayBuffer());
  const report = await verifyPdf(bytes, {
    ...options,
    onProgress: (done, total) => {
      scope.postMessage({ kind: 'progress', done, total });
    },
  });
  return { kind: 'report', report };
}

scope.addEventListener('message', ({ data }) => {
  verify(data)
    .catch((error: unknown): Answer => {
      const code = error instanceof VerifyError ? error.code : null;
      return { kind: 'error', code, message: error instanceof Error ? error.message : String(error) };
    })
    .then((answer) => {
      scope.postMessage(answer);
    });
});
