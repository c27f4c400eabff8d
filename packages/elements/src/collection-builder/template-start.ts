import { type FilledRole, isJseError, type JseError, type Member, type Template } from '@jse/sdk/browser';
import type { ReactiveControllerHost } from 'lit';
import { ContactSearch } from './contact-search.ts';
import { blankPerson, checkPerson, faultsOf, type PersonFaults, type PersonForm } from './person-form.ts';

export { templateStart } from './render-template-start.ts';
export { templateStyles } from './template.styles.ts';

/** A template as the builder offers it; what `templates.list` of the SDK answers fits. */
export type TemplateOffer = Pick<Template, 'id' | 'name' | 'roles'> & {
  readonly documents: readonly { readonly name: string }[];
};

/** Where the host gets templates: a page's session may not use them, the vendor's back end may (`templates`). */
export interface TemplateSource {
  /** The templates that this person may use. */
  list(options: { readonly signal: AbortSignal }): Promise<readonly TemplateOffer[]>;
  /**
   * Makes a collection (`templates.use`) and gives the builder its `client` (and `collectionId`). A `JseError` that this
   * rejects with is shown where it belongs; what was typed stays.
   */
  use(templateId: string, roles: readonly FilledRole[]): Promise<void>;
}

/** Who fills a role, while it is typed in. */
export interface RoleEntry {
  readonly role: TemplateOffer['roles'][number];
  readonly person: PersonForm;
  readonly memberId: string;
  readonly faults: PersonFaults;
  readonly search: ContactSearch;
}

/** The way from a template to a draft: which one, who fills its roles, and how far it is. */
export class TemplateStart {
  readonly #host: ReactiveControllerHost;
  readonly #source: TemplateSource;
  readonly #stop = new AbortController();
  readonly members: readonly Member[];
  state: 'loading' | 'ready' | 'unlisted' | 'making' = 'loading';
  offers: readonly TemplateOffer[] = [];
  chosen: TemplateOffer | undefined;
  entries: readonly RoleEntry[] = [];
  /** What the platform refused, beside the faults of the fields. */
  error: JseError | undefined;
  /** The host could not make the collection, and says no more. */
  failed = false;

  /** From the host's templates, with the firm's members at hand. */
  constructor(host: ReactiveControllerHost, source: TemplateSource, members: readonly Member[]) {
    this.#host = host;
    this.#source = source;
    this.members = members;
  }

  /** Asks the host for the templates and chooses the first. */
  async list(): Promise<void> {
    this.#set({ state: 'loading' });
    const { signal } = this.#stop;
    try {
      const offers = await this.#source.list({ signal });
      if (signal.aborted) return;
      this.#set({ state: 'ready', offers });
      this.choose(offers[0]?.id ?? '');
    } catch {
      if (!signal.aborted) this.#set({ state: 'unlisted' });
    }
  }

  /** Chooses a template; who fills a role of the same name stays. */
  choose(templateId: string): void {
    const chosen = this.offers.find(({ id }) => id === templateId);
    const entries = (chosen?.roles ?? []).map(
      (role): RoleEntry =>
        this.entries.find((entry) => entry.role.role === role.role && entry.role.party === role.party) ?? {
          role,
          person: blankPerson,
          memberId: this.#firstFor(role),
          faults: {},
          search: new ContactSearch(this.#host),
        },
    );
    this.#set({ chosen, entries, error: undefined, failed: false });
  }

  /** Takes over what was typed or chosen for a role. */
  change(role: string, changes: Partial<Pick<RoleEntry, 'person' | 'memberId' | 'faults'>>): void {
    this.#set({ entries: this.entries.map((entry) => (entry.role.role === role ? { ...entry, ...changes } : entry)) });
  }

  /** Checks everybody and has the collection made; false while something is wrong, which is then shown. */
  async make(): Promise<boolean> {
    const { chosen } = this;
    if (!chosen || this.state === 'making') return false;
    this.#set({ error: undefined, failed: false });
    const checked = await Promise.all(this.entries.map(check));
    this.#set({ entries: checked.map(({ entry }) => entry) });
    if (checked.some(({ entry }) => Object.keys(entry.faults).length > 0)) return false;
    const roles = checked.flatMap(({ filled }) => filled ?? []);
    this.#set({ state: 'making' });
    try {
      await this.#source.use(chosen.id, roles);
      return true;
    } catch (error) {
      if (isJseError(error)) this.#refuse(error, roles);
      else this.#set({ failed: true });
      return false;
    } finally {
      this.#set({ state: 'ready' });
    }
  }

  /** Stops what is under way. */
  close(): void {
    this.#stop.abort();
    for (const { search } of this.entries) search.reset();
  }

  #refuse(error: JseError, roles: readonly FilledRole[]): void {
    const entries = this.entries.map((entry) => {
      const at = roles.findIndex(({ role }) => role === entry.role.role);
      return {
        ...entry,
        faults: faultsOf(error.fieldErrors.filter(({ pointer }) => pointer.startsWith(`/roles/${at}/`))),
      };
    });
    const shown = entries.some(({ faults }) => Object.keys(faults).length > 0);
    this.#set({ entries, error: shown ? undefined : error });
  }

  #firstFor({ level }: RoleEntry['role']): string {
    const able =
      level === 'advanced' ? this.members.find(({ delegations }) => delegations.includes('sign')) : undefined;
    return (able ?? this.members[0])?.id ?? '';
  }

  #set(changes: Partial<Pick<TemplateStart, 'state' | 'offers' | 'chosen' | 'entries' | 'error' | 'failed'>>): void {
    Object.assign(this, changes);
    this.#host.requestUpdate();
  }
}

async function check(entry: RoleEntry): Promise<{ readonly entry: RoleEntry; readonly filled?: FilledRole }> {
  const { role, party } = entry.role;
  if (party === 'seal') return { entry };
  if (party === 'member') return { entry, filled: { role, memberId: entry.memberId } };
  const { person, faults } = await checkPerson(entry.person, false);
  const { firstName, lastName, email, phone } = person;
  return { entry: { ...entry, faults }, filled: { role, firstName, lastName, email, phone } };
}
