import type { VerificationReport, VerifyOptions } from '@jse/verify';
import type { ReactiveControllerHost } from 'lit';
import { bytesOf, type PdfSource } from '../pdf-pages/pdf-source.ts';
import { verifyFile } from './verify-file.ts';

/** How far the verification is. `failed` is for what no report can be made of. */
export type VerificationState =
  | { readonly step: 'empty' }
  | { readonly step: 'verifying'; readonly name: string; readonly done: number; readonly total: number }
  | {
      readonly step: 'done';
      readonly name: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly report: VerificationReport;
    }
  | { readonly step: 'failed'; readonly name: string; readonly code: string };

/** What a verification is told of besides the file. */
export type VerificationSettings = Pick<
  VerifyOptions,
  'trustAnchors' | 'at' | 'revocation' | 'changePolicy' | 'signatureKinds' | 'password'
> & { readonly workerUrl: string };

/** Verifies one file at a time; a newer one ends the one before. */
export class FileVerification {
  readonly #host: ReactiveControllerHost;
  readonly #ended: (state: VerificationState) => void;
  #running: AbortController | undefined;
  state: VerificationState = { step: 'empty' };

  /** `ended` hears of a report, and of a failure. */
  constructor(host: ReactiveControllerHost, ended: (state: VerificationState) => void) {
    this.#host = host;
    this.#ended = ended;
    host.addController({
      hostDisconnected: () => {
        this.#running?.abort();
      },
    });
  }

  /** Forgets file and report. */
  clear(): void {
    this.#running?.abort();
    this.#set({ step: 'empty' });
  }

  /** Reads and verifies a file. Never rejects: what goes wrong is a state. */
  async start(file: PdfSource, settings: VerificationSettings): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const name = 'name' in file && typeof file.name === 'string' ? file.name : '';
    this.#set({ step: 'verifying', name, done: 0, total: 0 });
    const state = await this.#verified(file, name, settings, running.signal);
    if (running.signal.aborted) return;
    this.#set(state);
    this.#ended(state);
  }

  async #verified(
    file: PdfSource,
    name: string,
    settings: VerificationSettings,
    signal: AbortSignal,
  ): Promise<VerificationState> {
    try {
      const bytes = (await bytesOf(file)) as Uint8Array<ArrayBuffer>;
      const report = await verifyFile(bytes, {
        ...settings,
        signal,
        onProgress: (done, total) => {
          if (!signal.aborted) this.#set({ step: 'verifying', name, done, total });
        },
      });
      return { step: 'done', name, bytes, report };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNREADABLE';
      return { step: 'failed', name, code };
    }
  }

  #set(state: VerificationState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
