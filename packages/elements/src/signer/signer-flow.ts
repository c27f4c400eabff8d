import type { BrowserClient, Ceremony, Collection, Document, Signer } from '@jse/sdk/browser';
import { consent, type ConsentLanguage } from '@jse/sdk/rules';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type CeremonyMoments, clockOffset, momentsOf } from './ceremony-clock.ts';
import { allOpened, openAt, type Reading, startReading } from './reading.ts';
import { sha256 } from './sha256.ts';
import { proveSignature, type SignatureProof } from './signature-proof.ts';
import { eventOfFailure, eventOfProblem, problemOf } from './signer-failure.ts';
import { advance, initialSignerState, type SignerEvent, type SignerState } from './signer-machine.ts';
import { signerOfSession, situationOf } from './situation.ts';
import { checkFile } from './verify-door.ts';

/** The calls that a signer makes; the client of a session for signing has them. */
export type SignerClient = Pick<BrowserClient, 'session' | 'collections' | 'documents' | 'ceremonies'>;

/** What the flow is about; what is left out comes from the session. */
export interface SignerTask {
  readonly client: SignerClient;
  readonly collectionId: string;
  readonly signerId: string;
  readonly trustAnchors: readonly Uint8Array[];
}

/** One document as it is shown and as it came back. */
export interface SignerFile {
  readonly document: Document;
  readonly reviewed: Uint8Array<ArrayBuffer>;
  readonly signed?: Uint8Array<ArrayBuffer>;
  readonly proof?: SignatureProof;
}

/** Told after every change of state. */
export type SignerListener = (state: SignerState, previous: SignerState, flow: SignerFlow) => void;

/**
 * Drives the signer's machine: makes the platform's calls that a step asks for and turns their answers into events. It
 * holds what the steps show; it renders nothing.
 */
export class SignerFlow implements ReactiveController {
  /** Step and problem. */
  state: SignerState = initialSignerState;
  collection: Collection | undefined;
  signer: Signer | undefined;
  reading: Reading = startReading(0);
  ceremony: Ceremony | undefined;
  moments: CeremonyMoments = { expiresAt: null, resendAt: null };
  readonly files = new Map<string, SignerFile>();

  readonly #host: ReactiveControllerHost;
  readonly #listener: SignerListener;
  #task: SignerTask | undefined;
  #offset = 0;
  #stop = new AbortController();
  #lost: AbortController | undefined;

  constructor(host: ReactiveControllerHost, listener: SignerListener) {
    this.#host = host;
    this.#listener = listener;
    host.addController(this);
  }

  hostConnected(): void {
    this.#lost = new AbortController();
    const { signal } = this.#lost;
    globalThis.addEventListener('online', () => this.state.step === 'interrupted' && this.retry(), { signal });
    if (!this.#stop.signal.aborted) return;
    this.#stop = new AbortController();
    if (this.state.step === 'loading') void this.#load();
    else void this.#fetchCurrent();
  }

  hostDisconnected(): void {
    this.#lost?.abort();
    // An act that is under way is never given up; reading is.
    if (this.state.step === 'loading' || this.state.step === 'reading') this.#stop.abort();
  }

  /** Begins anew with this task. */
  start(task: SignerTask): void {
    this.#task = task;
    this.#change(initialSignerState);
    void this.#load();
  }

  /** The document that is open. */
  get current(): Document | undefined {
    return this.collection?.documents[this.reading.current];
  }

  /** Whether all documents were opened and their bytes are here. */
  get everythingRead(): boolean {
    const documents = this.collection?.documents ?? [];
    return allOpened(this.reading) && documents.every(({ id }) => this.files.has(id));
  }

  /** Opens a document by its place, from 0. */
  open(index: number): void {
    this.reading = openAt(this.reading, index);
    this.#host.requestUpdate();
    void this.#fetchCurrent();
  }

  /** Goes on to the consent, once everything was opened. */
  read(): void {
    if (this.everythingRead) this.#happen({ type: 'read' });
  }

  /** Goes back, or to the refusal. */
  go(type: 'back' | 'refuse'): void {
    this.#happen({ type });
  }

  /** The consent is given, in the platform's words of this language: opens the ceremony and has the code sent. */
  async consent(language: ConsentLanguage): Promise<void> {
    if (!this.#happen({ type: 'consented' })) return;
    if (this.#codeStillGood()) {
      this.#happen({ type: 'sent' });
      return;
    }
    await this.#call(async ({ client }, collection, signal) => {
      const documents = await Promise.all(
        collection.documents.map(async ({ id }) => ({ id, sha256: await sha256(this.#reviewed(id)) })),
      );
      const { version, [language]: text } = consent;
      const given = { accepted: true, text, version, language };
      const ceremony = { collections: [{ collectionId: collection.id, documents }], consent: given };
      const { id } = await client.ceremonies.open(ceremony, { signal });
      this.#received(await client.ceremonies.sendCode(id, { signal }));
      return { type: 'sent' };
    });
  }

  /** Asks for another code. */
  async resend(): Promise<void> {
    if (!this.#happen({ type: 'resend' })) return;
    await this.#call(async ({ client }, _, signal) => {
      this.#received(await client.ceremonies.sendCode(this.ceremony?.id ?? '', { signal }));
      return { type: 'sent' };
    });
  }

  /** Enters the code, which signs. */
  async enter(code: string): Promise<void> {
    if (!this.#happen({ type: 'entered' })) return;
    await this.#call(async ({ client }) => {
      this.ceremony = await client.ceremonies.sign(this.ceremony?.id ?? '', code);
      return this.#outcome();
    });
    if (this.state.step === 'proving') await this.#prove();
  }

  /** Refuses for good. */
  async refuse(reason: string): Promise<void> {
    if (!this.#happen({ type: 'refusal-confirmed' })) return;
    await this.#call(async ({ client }, collection) => {
      this.collection = await client.collections.refuse(collection.id, reason);
      return { type: 'refused' };
    });
  }

  /** Tries again: loads anew, or asks what became of the signature. */
  retry(): void {
    if (!this.#happen({ type: 'retry' })) return;
    if (this.state.step === 'checking') void this.#checkCeremony();
  }

  /** Fetches the signed files and checks them once more. */
  async proveAgain(): Promise<void> {
    if (this.#happen({ type: 'prove' })) await this.#prove();
  }

  /** The bytes of a document as they stand now. */
  async download(documentId: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const held = this.files.get(documentId)?.signed;
    if (held || !this.#task || !this.collection) return held;
    return (await this.#task.client.documents.download(this.collection.id, documentId)).bytes;
  }

  async #load(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const task = this.#task;
    if (!task) return;
    try {
      const session = await task.client.session();
      const id = task.collectionId || session.collectionId || '';
      const collection = await task.client.collections.get(id, { signal });
      const signer = signerOfSession(collection, session, task.signerId);
      if (signal.aborted) return;
      this.#forget();
      this.collection = collection;
      this.signer = signer;
      this.reading = startReading(collection.documents.length);
      const lost = { code: 'not_found', requestId: null, triesLeft: null, retryAfter: null } as const;
      this.#happen(signer ? { type: situationOf(collection, signer) } : { type: 'failed', problem: lost });
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    }
    if (this.state.step === 'reading') await this.#fetchCurrent();
  }

  async #fetchCurrent(): Promise<void> {
    const document = this.current;
    if (!document || this.files.has(document.id) || this.state.step !== 'reading') return;
    await this.#call(async ({ client }, collection, signal) => {
      const { bytes } = await client.documents.download(collection.id, document.id, { signal });
      this.files.set(document.id, { document, reviewed: bytes });
      return undefined;
    });
  }

  async #checkCeremony(): Promise<void> {
    await this.#call(async ({ client }, _, signal) => {
      this.ceremony = await client.ceremonies.get(this.ceremony?.id ?? '', { signal });
      return this.#outcome();
    });
    if (this.state.step === 'proving') await this.#prove();
  }

  #outcome(): SignerEvent | undefined {
    const { ceremony, state } = this;
    const failed = ceremony?.results.find(({ status }) => status === 'failed')?.code;
    if (failed) {
      const problem = { code: failed as 'internal', requestId: null, triesLeft: null, retryAfter: null };
      return eventOfProblem(state.step, problem);
    }
    if (ceremony?.state === 'signed') return { type: 'signed' };
    return { type: ceremony?.state === 'opened' ? 'over' : 'unsigned' };
  }

  async #prove(): Promise<void> {
    const { collection, ceremony } = this;
    const task = this.#task;
    if (!collection || !task) return;
    for (const [id, file] of this.files) {
      const signedSha256 = ceremony?.results.find(({ documentId }) => documentId === id)?.sha256 ?? null;
      try {
        const { bytes } = await task.client.documents.download(collection.id, id);
        this.files.set(id, { ...file, signed: bytes });
        const report = await checkFile(bytes, task.trustAnchors);
        const compared = { reviewed: file.reviewed, signed: bytes, signedSha256 };
        const proof = await proveSignature(compared, report, task.trustAnchors.length > 0);
        this.files.set(id, { ...file, signed: bytes, proof });
      } catch {
        // The signature stands; only this device could not check it. The step says so and offers to try again.
      }
    }
    this.collection = await task.client.collections.get(collection.id).catch(() => collection);
    this.signer = this.collection.signers.find(({ id }) => id === this.signer?.id);
    this.#happen({ type: 'proved' });
  }

  #codeStillGood(): boolean {
    const { ceremony, moments } = this;
    const alive = moments.expiresAt !== null && moments.expiresAt - Date.now() > 60_000;
    return ceremony?.state === 'code-sent' && ceremony.triesLeft > 0 && alive;
  }

  #received(ceremony: Ceremony): void {
    this.#offset = clockOffset(ceremony, Date.now());
    this.ceremony = ceremony;
    this.moments = momentsOf(ceremony, this.#offset);
  }

  #reviewed(documentId: string): Uint8Array<ArrayBuffer> {
    const file = this.files.get(documentId);
    if (!file) throw new Error(`Document ${documentId} was not shown`);
    return file.reviewed;
  }

  /** Makes the calls of a step; what they say, or how they fail, is the next event. */
  async #call(
    work: (task: SignerTask, collection: Collection, signal: AbortSignal) => Promise<SignerEvent | undefined>,
  ): Promise<void> {
    const { collection } = this;
    const { signal } = this.#stop;
    if (!this.#task || !collection) return;
    try {
      const event = await work(this.#task, collection, signal);
      if (signal.aborted) return;
      if (event) this.#happen(event);
      else this.#host.requestUpdate();
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const event = eventOfFailure(this.state.step, error);
    if (!event) return;
    const { triesLeft } = problemOf(error);
    if (triesLeft !== null && this.ceremony) this.ceremony = { ...this.ceremony, triesLeft };
    if (event.type === 'over' || event.type === 'reload') this.ceremony = undefined;
    this.#happen(event);
  }

  #forget(): void {
    this.files.clear();
    this.ceremony = undefined;
    this.moments = { expiresAt: null, resendAt: null };
  }

  #happen(event: SignerEvent): boolean {
    const after = advance(this.state, event);
    if (after === this.state) return false;
    this.#change(after);
    if (after.step === 'loading') void this.#load();
    return true;
  }

  #change(after: SignerState): void {
    const before = this.state;
    this.state = after;
    this.#host.requestUpdate();
    this.#listener(after, before, this);
  }
}
