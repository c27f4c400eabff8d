import type { BrowserClient, Ceremony, ParapheurEntry, Reviewed } from '@jse/sdk/browser';
import { consent, type ConsentLanguage } from '@jse/sdk/rules';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type CodeEntry, isIsolated } from '../otp-frame/isolation.ts';
import { type CeremonyMoments, clockOffset, codeStillGood, momentsOf } from '../signer/ceremony-clock.ts';
import { problemOf } from '../signer/signer-failure.ts';
import type { SignerProblem } from '../signer/signer-machine.ts';
import { DocumentShelf } from './document-shelf.ts';
import { advanceTray, failureEvent, isLost, type TrayEvent, type TrayState } from './parapheur-machine.ts';
import { batchOf, fingerprint, type Outcome, outcomesOf, type Row, rowsOf, type Seen } from './parapheur-model.ts';
import { readSeen, writeSeen } from './seen-entries.ts';

/** The calls that the tray makes; the client of a parapheur session has them. */
export type TrayClient = Pick<
  BrowserClient,
  'session' | 'parapheur' | 'ceremonies' | 'collections' | 'documents' | 'me'
>;

/** A collection that could not be launched, and why. */
export interface LaunchFailure {
  readonly title: string;
  readonly problem: SignerProblem;
}

const progressEvery = 1000;
const unanswered: CeremonyMoments = { expiresAt: null, resendAt: null };

/**
 * Drives the tray: makes the platform's calls that a step asks for and turns their answers into events. It holds what
 * the steps show; it renders nothing.
 */
export class ParapheurFlow implements ReactiveController {
  state: TrayState = { step: 'loading', problem: null };
  rows: readonly Row[] = [];
  creditCents = 0;
  /** Keys of the chosen rows. */
  chosen: ReadonlySet<string> = new Set();
  /** The rows of the batch that is being signed, as they were when it began. */
  batch: readonly Row[] = [];
  ceremony: Ceremony | undefined;
  moments: CeremonyMoments = unanswered;
  /** What was read of the batch, once it leads to the consent. */
  acts: readonly Reviewed[] = [];
  /** The platform's frame is in the midst of signing. */
  busy = false;
  /** Documents of the batch that are read, of how many. */
  read = { done: 0, all: 0 };
  /** What the last launch came to. */
  launched: { readonly ids: readonly string[]; readonly failures: readonly LaunchFailure[] } | undefined;

  readonly shelf = new DocumentShelf();
  readonly #host: ReactiveControllerHost;
  readonly #listener: (state: TrayState, before: TrayState) => void;
  #client: TrayClient | undefined;
  #stop = new AbortController();
  #seen: Seen = {};
  #isolated = false;
  #codeEntry: CodeEntry = '';
  #ceremonyId = '';

  /** `listener` is told after every change of state. */
  constructor(host: ReactiveControllerHost, listener: (state: TrayState, before: TrayState) => void) {
    this.#host = host;
    this.#listener = listener;
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.#stop.signal.aborted) return;
    this.#stop = new AbortController();
    if (this.state.step === 'loading') void this.#load();
  }

  hostDisconnected(): void {
    // A signature that is under way is never given up; reading is.
    if (this.state.step === 'loading' || this.state.step === 'fetching') this.#stop.abort();
  }

  /** Begins with a client. */
  start(client: TrayClient, codeEntry: CodeEntry): void {
    this.#client = client;
    this.#codeEntry = codeEntry;
    this.#change({ step: 'loading', problem: null });
    void this.#load();
  }

  /** The client in use. */
  get client(): TrayClient | undefined {
    return this.#client;
  }

  /** The chosen rows, in their order. */
  get chosenRows(): readonly Row[] {
    return this.rows.filter(({ key }) => this.chosen.has(key));
  }

  /** What became of each row of the batch so far. */
  get outcomes(): readonly Outcome[] {
    return outcomesOf(this.batch, this.ceremony?.results ?? []);
  }

  /** Chooses rows, or takes the choice back. */
  choose(keys: readonly string[], on: boolean): void {
    const next = new Set(this.chosen);
    for (const key of keys)
      if (on) next.add(key);
      else next.delete(key);
    this.chosen = next;
    this.#host.requestUpdate();
  }

  /** Reads the tray anew; what could not be signed stays chosen. */
  reload(): void {
    const failed = this.outcomes.filter(({ status }) => status !== 'signed').map(({ row }) => row.key);
    if (this.state.step === 'done') this.chosen = new Set(failed);
    if (this.#happen('reload')) void this.#load();
  }

  /** The person has looked at a row: what it is now is what he has seen. */
  markSeen({ collection }: Row): void {
    this.#seen = { ...this.#seen, [collection.id]: fingerprint(collection) };
    writeSeen(this.#seen);
  }

  /** The bytes of a document, for a look at them. Throws JseError. */
  async open({ collection }: Row, documentId: string): Promise<Uint8Array<ArrayBuffer>> {
    const document = collection.documents.find(({ id }) => id === documentId);
    if (!document || !this.#client) throw new RangeError(`There is no document ${documentId}`);
    return this.shelf.bytesOf(this.#client, collection.id, document, this.#stop.signal);
  }

  /** Launches the chosen prepared collections, one after another; what one can't be launched for stops no other. */
  async launch(): Promise<void> {
    const rows = this.chosenRows.filter(({ act }) => act === 'launch');
    const client = this.#client;
    if (!client || rows.length === 0 || !this.#happen('launch')) return;
    const ids: string[] = [];
    const failures: LaunchFailure[] = [];
    for (const { collection } of rows) {
      try {
        await client.collections.launch(collection.id, { ifMatch: collection.version });
        ids.push(collection.id);
      } catch (error) {
        failures.push({ title: collection.title, problem: problemOf(error) });
      }
    }
    this.launched = { ids, failures };
    this.choose(
      rows.map(({ key }) => key),
      false,
    );
    if (this.#happen('reload')) await this.#load();
  }

  /** Reads every document of the chosen rows: what is signed is what this device has read. */
  async sign(): Promise<void> {
    this.batch = batchOf(this.chosenRows);
    const client = this.#client;
    if (!client || this.batch.length === 0 || !this.#happen('sign')) return;
    this.launched = undefined;
    this.ceremony = undefined;
    const files = this.batch.flatMap(({ collection }) =>
      collection.documents.map((document) => ({ collectionId: collection.id, document })),
    );
    this.read = { done: 0, all: files.length };
    await this.#call(async (signal) => {
      await this.shelf.hashAll(client, files, signal, () => {
        this.read = { ...this.read, done: this.read.done + 1 };
        this.#host.requestUpdate();
      });
      this.acts = this.batch.map(({ collection, signerId }) => ({
        collectionId: collection.id,
        ...(signerId !== null && { signerId }),
        documents: collection.documents.map(({ id }) => ({ id, sha256: this.shelf.hashOf(collection.id, id) })),
      }));
      return this.#isolated ? 'isolated' : 'fetched';
    });
  }

  /** Goes back a step; documents that are being read are given up. */
  back(): void {
    if (this.state.step === 'fetching') {
      this.#stop.abort();
      this.#stop = new AbortController();
    }
    this.#happen('back');
  }

  /** The consent is given, in the platform's words of this language: opens the ceremony and has the code sent. */
  async consent(language: ConsentLanguage): Promise<void> {
    const client = this.#client;
    if (!client || !this.#happen('consented')) return;
    if (codeStillGood(this.ceremony, this.moments, Date.now())) {
      this.#happen('sent');
      return;
    }
    await this.#call(async () => {
      const { version, [language]: text } = consent;
      const { id } = await client.ceremonies.open({
        collections: [...this.acts],
        consent: { accepted: true, text, version, language },
      });
      this.#received(await client.ceremonies.sendCode(id));
      return 'sent';
    });
  }

  /** Asks for another code. */
  async resend(): Promise<void> {
    const client = this.#client;
    if (!client || !this.#happen('resend')) return;
    await this.#call(async () => {
      this.#received(await client.ceremonies.sendCode(this.ceremony?.id ?? ''));
      return 'sent';
    });
  }

  /** Enters the code, which signs the batch; how far it is gets asked every second. */
  async enter(code: string): Promise<void> {
    const client = this.#client;
    const { ceremony } = this;
    if (!client || !ceremony || !this.#happen('entered')) return;
    const progress = setInterval(() => {
      client.ceremonies.get(ceremony.id).then(
        (now) => {
          if (this.state.step === 'signing') this.#show(now);
        },
        // The answer of the signature itself tells what there is to tell.
        () => undefined,
      );
    }, progressEvery);
    try {
      await this.#call(async () => {
        this.#show(await client.ceremonies.sign(ceremony.id, code));
        return this.#whetherSettled();
      });
    } finally {
      clearInterval(progress);
    }
  }

  /** Asks the platform what became of a batch whose answer was lost. */
  async check(): Promise<void> {
    const client = this.#client;
    if (!client || !this.#happen('check')) return;
    await this.#askWhatBecame(client);
  }

  /** The platform's frame is done: what became of the ceremony the platform says. */
  async settled(ceremonyId: string): Promise<void> {
    const client = this.#client;
    if (!client || !this.#happen('settled')) return;
    this.#ceremonyId = ceremonyId;
    await this.#askWhatBecame(client);
  }

  /** The platform's frame cannot go on: where the documents or a turn are at fault, back to the list. */
  stopped(problem: SignerProblem): void {
    if (isLost(problem)) this.#happen('stalled', problem);
  }

  /** Whether something that must not be cut off is under way in the platform's frame. */
  setBusy(busy: boolean): void {
    this.busy = busy;
    this.#host.requestUpdate();
  }

  async #askWhatBecame(client: TrayClient): Promise<void> {
    await this.#call(async () => {
      this.#show(await client.ceremonies.get(this.#ceremonyId));
      return this.#whetherSettled();
    });
  }

  async #load(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    await this.#call(async (signal) => {
      const entries: ParapheurEntry[] = [];
      const [me, session] = await Promise.all([
        client.me({ signal }),
        client.session(),
        (async () => {
          for await (const entry of client.parapheur.list({ limit: 100 }, { signal })) entries.push(entry);
        })(),
      ]);
      this.#isolated = isIsolated(session, this.#codeEntry);
      this.creditCents = me.firm.creditCents;
      this.#seen = readSeen();
      this.rows = rowsOf(entries, this.#seen, this.creditCents);
      const fresh = this.rows.filter(({ collection }) => this.#seen[collection.id] === undefined);
      for (const row of fresh) this.#seen = { ...this.#seen, [row.collection.id]: fingerprint(row.collection) };
      writeSeen(this.#seen);
      const keys = new Set(this.rows.map(({ key }) => key));
      this.chosen = new Set([...this.chosen].filter((key) => keys.has(key)));
      return 'ready';
    });
  }

  #whetherSettled(): TrayEvent {
    const state = this.ceremony?.state;
    if (state === 'signed' || state === 'partly-signed' || state === 'failed') return 'settled';
    return this.#isolated ? 'isolated' : 'unsettled';
  }

  #received(ceremony: Ceremony): void {
    this.moments = momentsOf(ceremony, clockOffset(ceremony, Date.now()));
    this.#show(ceremony);
  }

  #show(ceremony: Ceremony): void {
    this.ceremony = ceremony;
    this.#ceremonyId = ceremony.id;
    this.#host.requestUpdate();
  }

  /** Makes the calls of a step; what they say, or how they fail, is the next event. */
  async #call(work: (signal: AbortSignal) => Promise<TrayEvent>): Promise<void> {
    const { signal } = this.#stop;
    try {
      const event = await work(signal);
      if (!signal.aborted) this.#happen(event);
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error);
      if (problem.triesLeft !== null && this.ceremony) this.#show({ ...this.ceremony, triesLeft: problem.triesLeft });
      const event = failureEvent(this.state.step, problem);
      if (event === 'stalled') this.ceremony = this.state.step === 'resending-code' ? this.ceremony : undefined;
      if (event) this.#happen(event, problem);
    }
  }

  #happen(event: TrayEvent, problem: SignerProblem | null = null): boolean {
    const after = advanceTray(this.state, event, problem);
    if (after === this.state) return false;
    this.#change(after);
    return true;
  }

  #change(after: TrayState): void {
    const before = this.state;
    this.state = after;
    this.#host.requestUpdate();
    this.#listener(after, before);
  }
}
