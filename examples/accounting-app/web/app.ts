import { html, nothing, render, type TemplateResult } from 'lit';
import { api, ApiError, type SessionInfo } from './api.ts';
import { euros } from './format.ts';
import { icon, type IconName } from './icons.ts';

/** A page: its title and what it shows now. */
export interface Page {
  readonly title: string;
  view(): TemplateResult;
}
/** Makes a page for the parts of its address. */
export type PageFactory = (app: App, parts: readonly string[]) => Promise<Page>;

interface Entry {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
}

const entries: readonly Entry[] = [
  { path: '/', label: 'Collectes', icon: 'folder' },
  { path: '/clients', label: 'Clients', icon: 'people' },
  { path: '/parapheur', label: 'Parapheur', icon: 'pen' },
];
const sandboxEntry: Entry = { path: '/bac-a-sable', label: 'Boîte d’envoi', icon: 'inbox' };

/** The shell: navigation, the page of the address, messages. */
export class App {
  session: SessionInfo | undefined;
  #page: Page | undefined;
  #visit = 0;
  readonly #routes: ReadonlyMap<string, PageFactory>;
  readonly #signIn: PageFactory;
  readonly #root: HTMLElement;

  constructor(root: HTMLElement, routes: ReadonlyMap<string, PageFactory>, signIn: PageFactory) {
    this.#root = root;
    this.#routes = routes;
    this.#signIn = signIn;
    addEventListener('popstate', () => void this.open());
    root.addEventListener('click', (event) => this.#follow(event));
  }

  /** Goes to an address of the software. */
  async go(path: string): Promise<void> {
    history.pushState(null, '', path);
    await this.open();
  }

  /** Shows the page of the address. */
  async open(): Promise<void> {
    const visit = ++this.#visit;
    this.session ??= await api<SessionInfo>('/api/session');
    const [first = '', ...parts] = location.pathname.split('/').filter(Boolean);
    const factory = this.session.firm ? (this.#routes.get(first) ?? this.#routes.get('')) : this.#signIn;
    try {
      const page = await factory?.(this, parts);
      if (visit !== this.#visit || !page) return;
      this.#page = page;
      document.title = `${page.title} – Balance`;
      this.update();
      scrollTo(0, 0);
      this.#root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Asks anew who is signed in and what credit the firm has, and draws it. */
  async reloadSession(): Promise<void> {
    this.session = await api<SessionInfo>('/api/session');
  }

  /** Draws again. */
  update(): void {
    const page = this.#page;
    if (!page || !this.session) return;
    render(this.session.firm ? this.#shell(page, this.session) : page.view(), this.#root);
  }

  /** Says something in passing, to everybody. */
  say(text: string, kind: 'good' | 'bad' = 'good'): void {
    const toast = document.createElement('p');
    toast.className = `toast ${kind}`;
    toast.textContent = text;
    document.querySelector('#toasts')?.append(toast);
    setTimeout(() => toast.remove(), 7000);
  }

  /** Tells of a failure; one for lack of a session leads to the sign-in. */
  fail(error: unknown): void {
    const known = error instanceof ApiError;
    if (known && error.code === 'signed_out') {
      this.session = undefined;
      void this.open();
      return;
    }
    this.say(known ? error.message : 'Une erreur est survenue.', 'bad');
    if (!known) console.error(error);
  }

  /** Runs something that may fail, and draws again. */
  async run(task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.fail(error);
    }
    this.update();
  }

  #follow(event: MouseEvent): void {
    const link = event
      .composedPath()
      .find((target): target is HTMLAnchorElement => target instanceof HTMLAnchorElement);
    if (
      !link ||
      link.target ||
      link.hasAttribute('download') ||
      link.origin !== location.origin ||
      link.pathname.startsWith('/api/')
    )
      return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void this.go(link.pathname);
  }

  #shell(page: Page, { firm, member, sandbox }: SessionInfo): TemplateResult {
    const here = `/${location.pathname.split('/')[1] ?? ''}`;
    const shown = sandbox ? [...entries, sandboxEntry] : entries;
    return html`
      <a class="skip" href="#contenu">Aller au contenu</a>
      <nav class="side" aria-label="Principal">
        <p class="brand"><img src="/icon.svg" alt="" width="28" height="28" />Balance</p>
        <ul>
          ${shown.map(
            ({ path, label, icon: name }) =>
              html`<li>
                <a href=${path} aria-current=${here === path ? 'page' : nothing}>${icon(name)}<span>${label}</span></a>
              </li>`,
          )}
        </ul>
        <div class="who">
          <strong>${member ? `${member.firstName} ${member.lastName}` : ''}</strong>
          <span>${firm?.name ?? ''}</span>
          <span>Crédit : ${euros(firm?.creditCents ?? 0)} HT</span>
          <button class="link" @click=${() => void this.#signOut()}>Se déconnecter</button>
        </div>
      </nav>
      <main id="contenu">${page.view()}</main>
    `;
  }

  async #signOut(): Promise<void> {
    await this.run(async () => {
      await api('/api/sign-out', { json: {} });
      this.session = undefined;
      await this.go('/');
    });
  }
}
