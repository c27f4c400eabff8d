import type { Ceremony, Collection, Document, IdentityCheck, Reviewed, Signer } from '@jse/sdk/browser';
import { consent, type ConsentLanguage } from '@jse/sdk/rules';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isIsolated } from '../otp-frame/isolation.ts';
import { type CeremonyMoments, clockOffset, codeStillGood, momentsOf } from './ceremony-clock.ts';
import { allOpened, openAt, type Reading, startReading } from './reading.ts';
import { ReadingLog } from './reading-log.ts';
import { eventOfFailure, eventOfProblem, problemOf } from './signer-failure.ts';
import { SignerFiles } from './signer-files.ts';
import {
  advance,
  initialSignerState,
  type SignerEvent,
  type SignerProblem,
  type SignerState,
} from './signer-machine.ts';
import type { SignerClient, SignerTask } from './signer-task.ts';
import { signerOfSession, situationOf } from './situation.ts';

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
  readonly files = new SignerFiles();
  /** Whether consent and code are given in the platform's frame. */
  isolated = false;
  /** What was read, once it leads to the consent. */
  acts: readonly Reviewed[] = [];
  /** Where the check of his identity stands, where his level asks for one. */
  identity: IdentityCheck | undefined;
  /** Whether the way on is being made ready. */
  proceeding = false;
  log = new ReadingLog();

  readonly #host: ReactiveControllerHost;
  readonly #listener: SignerListener;
  #task: SignerTask | undefined;
  #stop = new AbortController();
  #ceremonyId = '';
  #lost: AbortController | undefined;

  constructor(host: ReactiveControllerHost, listener: SignerListener) {
    this.#host = host;
    this.#listener = listener;
    host.addController(this);
  }

  hostConnected(): void {
    this.#lost = new AbortController();
    const { signal } = this.#lost;
    document.addEventListener('visibilitychange', () => this.#note(), { signal });
    globalThis.addEventListener('online', () => this.state.step === 'interrupted' && this.retry(), { signal });
    if (!this.#stop.signal.aborted) return;
    this.#stop = new AbortController();
    if (this.state.step === 'loading') void this.#load();
    else void this.#fetchCurrent();
  }

  hostDisconnected(): void {
    this.#lost?.abort();
    this.log.show(undefined);
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

  /** The client in use. */
  get client(): SignerClient | undefined {
    return this.#task?.client;
  }

  /** Whether he may go on to the consent: how far he read is looked at only where the host asks for it. */
  get mayProceed(): boolean {
    const here = this.current !== undefined && this.files.has(this.current.id);
    return here && !this.proceeding && (allOpened(this.reading) || !this.#task?.requireReading);
  }

  /** Opens a document by its place, from 0. */
  open(index: number): void {
    this.reading = openAt(this.reading, index);
    this.#host.requestUpdate();
    void this.#fetchCurrent();
    this.#note();
  }

  /** Goes on: to the identity where it is asked for, to the platform's frame, or to the consent in this page. */
  async proceed(): Promise<void> {
    if (!this.mayProceed) return;
    this.proceeding = true;
    this.#host.requestUpdate();
    await this.#call(async ({ client }, collection, signal) => {
      if (await this.#identityIsMissing(client, collection, signal)) return { type: 'identity' };
      await this.files.fetchAll(client, collection, signal);
      this.acts = [await this.files.reviewed(collection, this.log)];
      return { type: this.isolated ? 'isolated' : 'read' };
    });
    this.proceeding = false;
    this.#host.requestUpdate();
  }

  /** Hands in both sides of an identity document. */
  async submitIdentity(images: { readonly front: Blob; readonly back: Blob }): Promise<void> {
    if (!this.#happen({ type: 'submitted' })) return;
    await this.#call(async ({ client }, collection, signal) => {
      this.identity = await client.identity?.submit(collection.id, this.signer?.id ?? '', images, { signal });
      return { type: 'identity-sent' };
    });
  }

  /** The platform's frame is done: what became of the ceremony the platform says. */
  async settled(ceremonyId: string): Promise<void> {
    if (!this.#happen({ type: 'settled' })) return;
    this.#ceremonyId = ceremonyId;
    await this.#checkCeremony();
  }

  /** The platform's frame cannot go on; where the documents or the turn are at fault, so is this step. */
  stopped(problem: SignerProblem): void {
    const event = eventOfProblem('isolated', problem);
    if (event && event.type !== 'failed') this.#happen(event);
  }

  /** Goes back, or to the refusal. */
  go(type: 'back' | 'refuse'): void {
    this.#happen({ type });
  }

  /** The consent is given, in the platform's words of this language: opens the ceremony and has the code sent. */
  async consent(language: ConsentLanguage): Promise<void> {
    if (!this.#happen({ type: 'consented' })) return;
    if (codeStillGood(this.ceremony, this.moments, Date.now())) {
      this.#happen({ type: 'sent' });
      return;
    }
    await this.#call(async ({ client }, _, signal) => {
      const { version, [language]: text } = consent;
      const given = { accepted: true, text, version, language };
      const { id } = await client.ceremonies.open({ collections: [...this.acts], consent: given }, { signal });
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
    if (held || !this.client || !this.collection) return held;
    return (await this.client.documents.download(this.collection.id, documentId)).bytes;
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
      this.isolated = isIsolated(session, task.codeEntry);
      this.reading = startReading(collection.documents.length);
      const lost = { code: 'not_found', requestId: null, triesLeft: null, retryAfter: null } as const;
      const type = signer && situationOf(collection, signer);
      if (type === 'identity') await this.#identityIsMissing(task.client, collection, signal);
      if (!signal.aborted) this.#happen(type ? { type } : { type: 'failed', problem: lost });
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    }
    if (this.state.step === 'reading') await this.#fetchCurrent();
  }

  async #fetchCurrent(): Promise<void> {
    const document = this.current;
    if (!document || this.files.has(document.id) || this.state.step !== 'reading') return;
    await this.#call(async ({ client }, collection, signal) => {
      await this.files.fetch(client, collection, document, signal);
      return undefined;
    });
    this.#note();
  }

  /** Whether an identity document must be accepted before he can sign: a client's at advanced level. */
  async #identityIsMissing(client: SignerClient, collection: Collection, signal: AbortSignal): Promise<boolean> {
    const { signer } = this;
    if (!signer || signer.level !== 'advanced' || signer.memberId !== null || !client.identity) return false;
    this.identity = await client.identity.get(collection.id, signer.id, { signal });
    return this.identity.needed;
  }

  async #checkCeremony(): Promise<void> {
    await this.#call(async ({ client }, _, signal) => {
      this.ceremony = await client.ceremonies.get(this.#ceremonyId, { signal });
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
    if (this.isolated) return { type: 'isolated' };
    return { type: ceremony?.state === 'opened' ? 'over' : 'unsigned' };
  }

  async #prove(): Promise<void> {
    const { collection, ceremony } = this;
    const task = this.#task;
    if (!collection || !task) return;
    await this.files.prove(task.client, collection.id, ceremony?.results ?? [], task.trustAnchors);
    this.collection = await task.client.collections.get(collection.id).catch(() => collection);
    this.signer = this.collection.signers.find(({ id }) => id === this.signer?.id);
    this.#happen({ type: 'proved' });
  }

  #received(ceremony: Ceremony): void {
    this.ceremony = ceremony;
    this.#ceremonyId = ceremony.id;
    this.moments = momentsOf(ceremony, clockOffset(ceremony, Date.now()));
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
    this.log = new ReadingLog();
    this.acts = [];
    this.identity = undefined;
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

  /** Which document is before the person's eyes, for the record of reading. */
  #note(): void {
    const { current } = this;
    const seen = this.state.step === 'reading' && document.visibilityState === 'visible';
    this.log.show(seen && current && this.files.has(current.id) ? current.id : undefined);
  }

  #change(after: SignerState): void {
    const before = this.state;
    this.state = after;
    this.#note();
    this.#host.requestUpdate();
    this.#listener(after, before, this);
  }
}
