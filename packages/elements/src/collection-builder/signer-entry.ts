import { isJseError, type JseError, type Signer } from '@jse/sdk/browser';
import type { ReactiveControllerHost } from 'lit';
import type { BuilderDraft } from './builder-draft.ts';
import { levelOf, membersToAdd } from './builder-model.ts';
import { ContactSearch } from './contact-search.ts';
import { blankPerson, checkPerson, faultsOf, type PersonFaults, type PersonForm } from './person-form.ts';

export { entryStyles } from './entry.styles.ts';
export { personForm } from './render-person-form.ts';

/** What is typed in: a new or an existing client, or a member to add. */
export type EntryKind = 'client' | 'member';

/** A signer while he is typed in or chosen among the members. Loaded with the first draft that can be changed. */
export class SignerEntry {
  readonly #host: ReactiveControllerHost;
  readonly #draft: BuilderDraft;
  readonly kind: EntryKind;
  /** The signer that is edited; undefined for a new one. */
  readonly signerId: string | undefined;
  readonly search: ContactSearch;
  person: PersonForm;
  memberId: string;
  faults: PersonFaults = {};
  /** What the platform refused, beside the faults of the fields. */
  error: JseError | undefined;

  /** Into a draft, with what is known of the signer; the host renders what changes. */
  constructor(host: ReactiveControllerHost, draft: BuilderDraft, kind: EntryKind, signerId: string | undefined) {
    [this.#host, this.#draft, this.kind, this.signerId] = [host, draft, kind, signerId];
    this.search = new ContactSearch(host);
    const signer = draft.collection?.signers.find(({ id }) => id === signerId);
    const { firstName = '', lastName = '', email = '' } = signer ?? {};
    const first = membersToAdd(draft.members, draft.collection ?? { signers: [] })[0];
    const own = signer?.level === 'advanced' ? 'advanced' : 'simple';
    this.person = { ...blankPerson, firstName, lastName, email, level: kind === 'member' ? levelOf(first) : own };
    this.memberId = first?.id ?? '';
  }

  /** Takes what is typed. */
  change(person: Partial<PersonForm>): void {
    this.#set({ person: { ...this.person, ...person } });
  }

  /** Fills the fields in with a contact who was found. */
  fill(contact: Omit<PersonForm, 'level'>): void {
    this.#set({ person: { ...this.person, ...contact }, faults: {}, error: undefined });
  }

  /** Chooses a member, who signs at the highest level that he may. */
  choose(memberId: string): void {
    const level = levelOf(this.#draft.members.find(({ id }) => id === memberId));
    this.#set({ memberId, person: { ...this.person, level } });
  }

  /** Adds or corrects the signer, and gives him; undefined where something is wrong, or the host refused. */
  async submit(): Promise<Signer | undefined> {
    const { kind, signerId, memberId, person } = this;
    const draft = this.#draft;
    const checked = kind === 'client' ? await checkPerson(person, signerId !== undefined) : { person: {}, faults: {} };
    this.#set({ faults: checked.faults, error: undefined });
    if (Object.keys(checked.faults).length > 0) return undefined;
    const signer = kind === 'client' ? checked.person : { memberId, level: person.level };
    try {
      const taken = await draft.makeOrThrow(
        signerId === undefined
          ? { kind: 'add-signer', signer }
          : { kind: 'update-signer', signerId, changes: checked.person },
      );
      if (!taken) return undefined;
    } catch (error) {
      if (!isJseError(error)) throw error;
      const faults = faultsOf(error.fieldErrors);
      this.#set({ faults, error: Object.keys(faults).length > 0 ? undefined : error });
      return undefined;
    }
    const signers = draft.collection?.signers ?? [];
    return signers.find(({ id }) => id === signerId) ?? signers.at(-1);
  }

  /** The end of it, whatever became of it. */
  leave(): void {
    this.search.reset();
    this.#host.removeController(this.search);
  }

  #set(changes: Partial<Pick<SignerEntry, 'person' | 'memberId' | 'faults' | 'error'>>): void {
    Object.assign(this, changes);
    this.#host.requestUpdate();
  }
}
