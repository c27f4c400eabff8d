import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A contact of the firm, as the host's back end finds him; `phone` as written. */
export interface ContactSuggestion {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  /** Tells people of one name apart. */
  readonly company?: string | undefined;
}

/** Where the host looks for contacts: a page's session may not read them, the vendor's back end may (`contacts.list`). */
export interface ContactSource {
  /** The contacts that match, the best first; `signal` aborts once the query is another one. */
  search(query: string, options: { readonly signal: AbortSignal }): Promise<readonly ContactSuggestion[]>;
}

/** Milliseconds without a key before a search begins. */
const pause = 200;
const shortest = 2;
const mostShown = 8;

/** What a search has come to. */
export type SearchState = 'idle' | 'searching' | 'found' | 'none' | 'failed';

/** A search for a contact while it is typed: one at a time, the newest wins. */
export class ContactSearch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #stop = new AbortController();
  query = '';
  state: SearchState = 'idle';
  found: readonly ContactSuggestion[] = [];
  /** The one that Enter takes; −1 for none. */
  active = -1;

  /** Of an element. */
  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  /** Forgets the query. */
  reset(): void {
    this.#stop.abort();
    this.#set({ query: '', state: 'idle', found: [], active: -1 });
  }

  /** Closes the list; the query stays. */
  close(): void {
    this.#stop.abort();
    this.#set({ state: 'idle', found: [], active: -1 });
  }

  /** Marks the next one, or the one before, around the ends. */
  step(by: 1 | -1): void {
    const { length } = this.found;
    if (length > 0)
      this.#set({ active: this.active < 0 && by < 0 ? length - 1 : (this.active + by + length) % length });
  }

  /** Searches, once the typing pauses. */
  async search(query: string, source: ContactSource): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#set({ query, active: -1 });
    if (query.trim().length < shortest) {
      this.#set({ state: 'idle', found: [] });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return;
    this.#set({ state: 'searching' });
    try {
      const found = (await source.search(query.trim(), { signal })).slice(0, mostShown);
      if (!signal.aborted) this.#set({ found, state: found.length > 0 ? 'found' : 'none' });
    } catch {
      if (!signal.aborted) this.#set({ found: [], state: 'failed' });
    }
  }

  #set(changes: Partial<Pick<ContactSearch, 'query' | 'state' | 'found' | 'active'>>): void {
    Object.assign(this, changes);
    this.#host.requestUpdate();
  }
}
