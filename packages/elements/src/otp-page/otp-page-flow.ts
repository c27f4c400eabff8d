import type { Ceremony, Collection, SigningClient } from '@jse/sdk/browser';
import { consent, type ConsentLanguage } from '@jse/sdk/rules';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FrameTask } from '../otp-frame/frame-messages.ts';
import { type CeremonyMoments, clockOffset, momentsOf } from '../signer/ceremony-clock.ts';
import { problemOf } from '../signer/signer-failure.ts';
import { advancePage, failureOf, type OtpPageEvent, type OtpPageState } from './otp-page-machine.ts';

/** What the frame works with. */
export interface OtpPageTask extends Pick<FrameTask, 'acts'> {
  readonly client: Pick<SigningClient, 'session' | 'collections' | 'parapheur' | 'ceremonies'>;
  /** The origin of the page around. */
  readonly embedder: string;
}

const progressEvery = 1000;
const over = new Set<Ceremony['state']>(['signed', 'partly-signed', 'failed']);

/**
 * Drives the frame: fetches for itself what is to be signed, takes the consent, has the code sent and enters it. It
 * renders nothing.
 */
export class OtpPageFlow implements ReactiveController {
  state: OtpPageState = { step: 'loading', problem: null };
  /** What is to be signed, as the platform has it, in the order of the acts. */
  collections: readonly Collection[] = [];
  /** Whether nothing but the firm's seal is affixed. */
  seals = false;
  ceremony: Ceremony | undefined;
  moments: CeremonyMoments = { expiresAt: null, resendAt: null };

  readonly #host: ReactiveControllerHost;
  readonly #listener: (state: OtpPageState) => void;
  #task: OtpPageTask | undefined;

  /** `listener` is told after every change of state. */
  constructor(host: ReactiveControllerHost, listener: (state: OtpPageState) => void) {
    this.#host = host;
    this.#listener = listener;
    host.addController(this);
  }

  hostConnected(): void {
    globalThis.addEventListener('online', this.#onOnline);
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('online', this.#onOnline);
  }

  /** How many documents were signed so far. */
  get signed(): number {
    return this.ceremony?.results.filter(({ status }) => status === 'signed').length ?? 0;
  }

  /** Begins. */
  async start(task: OtpPageTask): Promise<void> {
    this.#task = task;
    await this.#call(async ({ client, acts, embedder }) => {
      const session = await client.session();
      // The platform knows which page the code was minted in; another page that got hold of it gets nowhere.
      if (session.embedder !== embedder) throw new Error('The page around is not the one that the code is of');
      const known = new Map<string, Collection>();
      if (session.purpose === 'parapheur')
        for await (const { collection } of client.parapheur.list({ limit: 100 })) known.set(collection.id, collection);
      else for (const { collectionId } of acts) known.set(collectionId, await client.collections.get(collectionId));
      this.collections = acts.flatMap(({ collectionId }) => known.get(collectionId) ?? []);
      this.seals = acts.every((act) => {
        const id = act.signerId ?? session.signerId;
        return known.get(act.collectionId)?.signers.find((signer) => signer.id === id)?.level === 'seal';
      });
      return this.collections.length === acts.length ? 'ready' : 'failed';
    });
  }

  /** The consent is given, in the platform's words of this language: opens the ceremony and has the code sent. */
  async consent(language: ConsentLanguage): Promise<void> {
    if (!this.#happen('consented')) return;
    await this.#call(async ({ client, acts }) => {
      const { version, [language]: text } = consent;
      const given = { accepted: true, text, version, language };
      const { id } = await client.ceremonies.open({ collections: [...acts], consent: given });
      this.#received(await client.ceremonies.sendCode(id));
      return 'sent';
    });
  }

  /** Asks for another code. */
  async resend(): Promise<void> {
    if (!this.#happen('resend')) return;
    await this.#call(async ({ client }) => {
      this.#received(await client.ceremonies.sendCode(this.ceremony?.id ?? ''));
      return 'sent';
    });
  }

  /** Enters the code, which signs; how far it is gets asked every second. */
  async enter(code: string): Promise<void> {
    const { ceremony } = this;
    if (!ceremony || !this.#happen('entered')) return;
    const progress = setInterval(() => {
      this.#task?.client.ceremonies.get(ceremony.id).then(
        (now) => {
          if (this.state.step === 'signing') this.#show(now);
        },
        // The answer of the signature itself tells what there is to tell.
        () => undefined,
      );
    }, progressEvery);
    try {
      await this.#call(async ({ client }) => {
        this.#show(await client.ceremonies.sign(ceremony.id, code));
        return this.#whetherSettled();
      });
    } finally {
      clearInterval(progress);
    }
  }

  /** Asks the platform what became of a signature whose answer was lost. */
  async check(): Promise<void> {
    if (!this.#happen('check')) return;
    await this.#call(async ({ client }) => {
      this.#show(await client.ceremonies.get(this.ceremony?.id ?? ''));
      return this.#whetherSettled();
    });
  }

  /** Begins anew after a failure. */
  retry(): void {
    if (this.#happen('retry') && this.#task) void this.start(this.#task);
  }

  readonly #onOnline = () => {
    if (this.state.step === 'interrupted') void this.check();
  };

  #whetherSettled(): OtpPageEvent {
    return this.ceremony && over.has(this.ceremony.state) ? 'settled' : 'unsettled';
  }

  #received(ceremony: Ceremony): void {
    this.moments = momentsOf(ceremony, clockOffset(ceremony, Date.now()));
    this.#show(ceremony);
  }

  #show(ceremony: Ceremony): void {
    this.ceremony = ceremony;
    this.#host.requestUpdate();
  }

  /** Makes the calls of a step; what they say, or how they fail, is the next event. */
  async #call(work: (task: OtpPageTask) => Promise<OtpPageEvent>): Promise<void> {
    if (!this.#task) return;
    try {
      this.#happen(await work(this.#task));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.triesLeft !== null && this.ceremony) this.#show({ ...this.ceremony, triesLeft: problem.triesLeft });
      this.#happen(failureOf(this.state.step, problem), problem);
    }
  }

  #happen(event: OtpPageEvent, problem: OtpPageState['problem'] = null): boolean {
    const after = advancePage(this.state, event, problem);
    if (after === this.state) return false;
    this.state = after;
    this.#host.requestUpdate();
    this.#listener(after);
    return true;
  }
}
