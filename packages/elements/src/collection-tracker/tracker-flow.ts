import { type BrowserClient, type Collection, isJseError, type Member, type StreamedEvent } from '@jse/sdk/browser';
import { deadlines } from '@jse/sdk/rules';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { problemOf } from '../signer/signer-failure.ts';
import type { SignerProblem } from '../signer/signer-machine.ts';
import { offsetFrom, type Rights } from './tracker-model.ts';

/** The calls that a tracker makes; the client of a follow session has them. */
export type TrackerClient = Pick<
  BrowserClient,
  'collections' | 'signers' | 'documents' | 'members' | 'events' | 'archive' | 'evidence' | 'me' | 'session'
>;

/** How news come: told by the platform as they happen, or asked for every so often where it has no stream for pages. */
export type News = 'live' | 'asked' | 'offline';

/** What the element is told: the collection is a new one, by what happened to it (undefined: found so). */
export type TrackerListener = (collection: Collection, event: StreamedEvent | undefined) => void;

/** Somebody else changed the collection meanwhile. */
export const overtaken: ReadonlySet<string> = new Set(['precondition_failed', 'state_conflict', 'already_signed']);

const askEvery = 15_000;
/** What a platform answers that has no stream for pages. */
const withoutStream: ReadonlySet<string> = new Set(['scope_missing', 'unauthenticated', 'not_found', 'cursor_expired']);

/**
 * Follows one collection: reads it, hears what happens to it, and makes the calls by which it is acted on. It holds what
 * the element shows; it renders nothing.
 */
export class TrackerFlow implements ReactiveController {
  collection: Collection | undefined;
  rights: Rights = null;
  events: readonly StreamedEvent[] = [];
  members: readonly Member[] = [];
  news: News = 'live';
  /** Why the collection could not be read. */
  failed: SignerProblem | undefined;
  /** The act that is under way, and why the last one failed. */
  busy: string | undefined;
  problem: SignerProblem | undefined;
  /** The platform’s clock minus this device’s. */
  offset = 0;

  readonly #host: ReactiveControllerHost;
  readonly #listener: TrackerListener;
  #client: TrackerClient | undefined;
  #id = '';
  #stop = new AbortController();
  #reading: Promise<void> | undefined;
  #again = false;

  constructor(host: ReactiveControllerHost, listener: TrackerListener) {
    this.#host = host;
    this.#listener = listener;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#client && this.#stop.signal.aborted) this.start(this.#client, this.#id);
  }

  hostDisconnected(): void {
    this.#stop.abort();
  }

  /** Begins with a client; without an id, with the collection of its session. */
  start(client: TrackerClient, id: string): void {
    this.#stop.abort();
    const stop = (this.#stop = new AbortController());
    if (client !== this.#client || id !== this.#id) {
      this.collection = undefined;
      this.events = [];
    }
    [this.#client, this.#id] = [client, id];
    [this.failed, this.problem] = [undefined, undefined];
    this.#host.requestUpdate();
    this.#watchLine(stop.signal);
    void this.#begin(client, stop.signal);
  }

  /** Reads the collection anew; calls that come together share one reading, and one more follows. */
  async reload(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#read().finally(() => (this.#reading = undefined));
    await this.#reading;
    if (this.#again) {
      this.#again = false;
      await this.reload();
    }
  }

  /**
   * Does one act; what it answers is the collection from then on. False where it was refused: `problem` says why, and a
   * collection that somebody else changed meanwhile is read anew.
   */
  async act(name: string, call: (client: TrackerClient, collection: Collection) => Promise<unknown>): Promise<boolean> {
    const [client, collection] = [this.#client, this.collection];
    if (!client || !collection || this.busy !== undefined) return false;
    [this.busy, this.problem] = [name, undefined];
    this.#host.requestUpdate();
    try {
      const answer = await call(client, collection);
      if (isCollection(answer)) this.#show(answer);
      return true;
    } catch (error) {
      this.problem = problemOf(error);
      if (overtaken.has(this.problem.code)) void this.reload();
      return false;
    } finally {
      this.busy = undefined;
      this.#host.requestUpdate();
    }
  }

  /** The members of the firm, for whoever looks for another signer. */
  async loadMembers(): Promise<void> {
    const client = this.#client;
    if (!client || this.members.length > 0) return;
    try {
      this.members = await client.members.list();
      this.#host.requestUpdate();
    } catch {
      // A platform that shows pages no members leaves the choice of somebody outside the firm.
    }
  }

  /** Takes the last refusal away. */
  forget(): void {
    this.problem = undefined;
    this.#host.requestUpdate();
  }

  async #begin(client: TrackerClient, signal: AbortSignal): Promise<void> {
    try {
      const { collectionId, expiresAt } = await client.session();
      this.offset = offsetFrom(expiresAt, deadlines.session, Date.now());
      this.#id ||= collectionId ?? '';
      // The stream is looked up first: what happens between the two is then told once more, and never lost.
      const cursor = await this.#past(client, signal);
      await this.reload();
      if (this.failed || signal.aborted) return;
      if (cursor === undefined) this.#ask(signal);
      else await this.#listen(client, cursor, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.failed = problemOf(error);
      this.#host.requestUpdate();
    }
  }

  /** What has happened so far, and where to go on; undefined where the platform has no stream for pages. */
  async #past(client: TrackerClient, signal: AbortSignal): Promise<string | undefined> {
    try {
      const seen: StreamedEvent[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await client.events.list({ cursor, limit: 100 }, { signal });
        seen.push(...page.data);
        cursor = page.nextCursor;
        if (page.hasMore) continue;
        [this.events, this.news] = [seen, 'live'];
        return cursor;
      }
    } catch (error) {
      if (!isJseError(error) || !withoutStream.has(error.code)) throw error;
      this.news = 'asked';
      return undefined;
    }
  }

  async #listen(client: TrackerClient, cursor: string, signal: AbortSignal): Promise<void> {
    try {
      for await (const event of client.events.stream({ cursor }, { signal })) {
        this.events = [...this.events, event];
        await this.reload();
        if (this.collection && !signal.aborted) this.#listener(this.collection, event);
      }
    } catch (error) {
      if (signal.aborted) return;
      // What the stream can no longer tell is asked for; a session that is over is not: reading says so.
      if (isJseError(error) && withoutStream.has(error.code)) return this.#ask(signal);
      this.failed = problemOf(error);
      this.#host.requestUpdate();
    }
  }

  #ask(signal: AbortSignal): void {
    this.news = 'asked';
    this.#host.requestUpdate();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.reload();
    }, askEvery);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
    });
  }

  /** Says when the device has no line, and looks at once when it is back or the page is looked at again. */
  #watchLine(signal: AbortSignal): void {
    let before: News = 'live';
    const look = () => {
      if (document.visibilityState === 'visible' && this.collection) void this.reload();
    };
    addEventListener(
      'offline',
      () => {
        if (this.news !== 'offline') before = this.news;
        this.news = 'offline';
        this.#host.requestUpdate();
      },
      { signal },
    );
    addEventListener(
      'online',
      () => {
        this.news = before;
        this.#host.requestUpdate();
        look();
      },
      { signal },
    );
    document.addEventListener('visibilitychange', look, { signal });
  }

  async #read(): Promise<void> {
    const client = this.#client;
    const { signal } = this.#stop;
    if (!client) return;
    try {
      const [collection, me] = await Promise.all([
        client.collections.get(this.#id, { signal }),
        this.collection ? undefined : client.me({ signal }).catch(withoutRights),
      ]);
      if (signal.aborted) return;
      if (me !== undefined) this.rights = me === null ? null : (me.member ?? { delegations: [] });
      this.failed = undefined;
      this.#show(collection);
    } catch (error) {
      if (signal.aborted) return;
      // What is shown stays: the next reading mends it.
      if (this.collection) return;
      this.failed = problemOf(error);
      this.#host.requestUpdate();
    }
  }

  #show(collection: Collection): void {
    const before = this.collection;
    if (before && collection.version < before.version) return;
    this.collection = collection;
    this.#host.requestUpdate();
    if (collection.version !== before?.version || collection.state !== before.state)
      this.#listener(collection, undefined);
  }
}

/** A platform that does not tell a page who acts: it refuses by itself what he may not. */
function withoutRights(error: unknown): null {
  if (isJseError(error, 'scope_missing')) return null;
  throw error;
}

const isCollection = (answer: unknown): answer is Collection =>
  typeof answer === 'object' && answer !== null && 'signers' in answer && 'version' in answer;
