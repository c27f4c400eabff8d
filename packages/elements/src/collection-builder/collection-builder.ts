import { type BrowserClient, isJseError } from '@jse/sdk/browser';
import { consume } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { clientContext } from '../context/client-context.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { BuilderDraft } from './builder-draft.ts';
import { budgetOf, isEditable, levelOf, membersToAdd, movedTo, nameOf } from './builder-model.ts';
import { type BuilderActs, type BuilderView, failure, iconButton, type OpenForm, signs } from './builder-view.ts';
import { builderPartsStyles } from './builder-parts.styles.ts';
import {
  BeforeLaunchEvent,
  CollectionChangeEvent,
  CollectionLaunchedEvent,
  CollectionPreparedEvent,
} from './collection-builder.events.ts';
import { collectionBuilderStyles } from './collection-builder.styles.ts';
import { collectionBuilderTerms } from './collection-builder.terms.ts';
import { blankPerson, checkPerson, faultsOf, type PersonForm } from './person-form.ts';
import { CopyEntry } from './copies.ts';
import { ContactSearch, type ContactSource } from './contact-search.ts';
import { FileDrop } from './file-drop.ts';
import { type DocumentSource, fileOf } from './host-documents.ts';
import { importStyles } from './import.styles.ts';
import { documentsCard } from './render-documents.ts';
import { placesCard } from './render-places.ts';
import { settings } from './render-settings.ts';
import { signersCard } from './render-signers.ts';
import { templateEntry } from './render-template-entry.ts';
import { closedPanel, endActions, preparedNotice, summaryCard } from './render-summary.ts';
import type { TemplateSource } from './template-start.ts';

/**
 * Prepares a collection that the vendor's back end has made: documents, signers in order, visible signatures, cost, and
 * the launch, or the handing over to somebody who may launch. The platform has the draft at every moment; a reload loses
 * nothing but what was being typed.
 *
 * @tagname jse-collection-builder
 * @fires {CollectionChangeEvent} jse-collection-change - The draft is another one now.
 * @fires {BeforeLaunchEvent} jse-before-launch - Cancelable, with what the launch costs.
 * @fires {CollectionLaunchedEvent} jse-collection-launched - The collection runs.
 * @fires {CollectionPreparedEvent} jse-collection-prepared - The collection was handed over.
 * @csspart actions - The bar of the last buttons, at the foot of the screen on a phone.
 */
export class JseCollectionBuilder extends LocalizedElement {
  static override styles = [...baseStyles, controlStyles, collectionBuilderStyles, builderPartsStyles, importStyles];

  /** The draft to prepare; default: the session's. */
  @property({ attribute: 'collection-id' })
  collectionId = '';

  /** The client of a session for preparing; default: the provider's. */
  @property({ attribute: false })
  client: BrowserClient | undefined;

  /** Where clients are looked for while one is typed in; without it there is no search. */
  @property({ attribute: false })
  contacts: ContactSource | undefined;

  /** Where templates come from; without it a draft can't be started from one here. */
  @property({ attribute: false })
  templates: TemplateSource | undefined;

  @consume({ context: clientContext, subscribe: true })
  @state()
  private provided: BrowserClient | undefined;

  @state() private form: OpenForm | undefined;
  @state() private importing: BuilderView['importing'];
  @state() private starting: BuilderView['starting'];
  @state() private placingOn = '';
  @state() private finishing: 'launch' | 'prepare' | undefined;
  @state() private announcement = '';
  @state() private copy = new CopyEntry();

  /** @internal The element’s words. */
  readonly t = new Localize(this, collectionBuilderTerms);
  private readonly draft = new BuilderDraft(this, (collection) => {
    this.dispatchEvent(new CollectionChangeEvent(collection));
  });
  private readonly search = new ContactSearch(this);
  private readonly drop = new FileDrop(this, (files) => void this.draft.addFiles(files));
  private focusNext: string | undefined;
  private used: BrowserClient | undefined;

  /** Uploads a document of the host's as if it had been chosen; rejects where an address can't be fetched. */
  async addDocument(source: DocumentSource, name?: string): Promise<void> {
    await this.draft.addFiles([await fileOf(source, name)]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const client = this.client ?? this.provided;
    if (client && (client !== this.used || changed.has('collectionId'))) {
      this.used = client;
      void this.draft.load(client, this.collectionId);
    }
    const documents = this.draft.collection?.documents ?? [];
    if (!documents.some(({ id }) => id === this.placingOn)) this.placingOn = documents[0]?.id ?? '';
  }

  protected override updated(): void {
    if (this.focusNext === undefined) return;
    const target = this.renderRoot.querySelector<HTMLElement>(this.focusNext);
    this.focusNext = undefined;
    target?.focus();
  }

  protected override render(): TemplateResult {
    const view = this.view();
    return html`<section class="builder" aria-label=${this.t.term('label')}>
      ${this.body(view)}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </section>`;
  }

  private body(view: BuilderView): TemplateResult {
    const { collection, error } = this.draft;
    if (!collection) {
      return error
        ? html`<div class="notice danger" role="alert">${failure(view, error)}</div>
            <button class="button" type="button" @click=${() => this.reload()}>${this.t.term('retry')}</button>`
        : html`<p class="muted" role="status">${this.t.term('loading')}</p>`;
    }
    if (!isEditable(collection)) return closedPanel(view, collection);
    return html`${collection.state === 'prepared' ? preparedNotice(view) : nothing} ${this.notices(view)}
      <div class="columns">
        <div
          class="main ${this.drop.over ? 'dropping' : ''}"
          @dragover=${this.drop.dragOver}
          @dragleave=${this.drop.dragLeave}
          @drop=${this.drop.take}
          @paste=${this.drop.take}
        >
          ${templateEntry(view)} ${settings(view)} ${documentsCard(view)} ${signersCard(view)} ${placesCard(view)}
        </div>
        <div class="side">${summaryCard(view)} ${endActions(view)}</div>
      </div>`;
  }

  private notices(view: BuilderView): TemplateResult | typeof nothing {
    const { error, conflict, again } = this.draft;
    if (!error && !conflict) return nothing;
    return html`<div class="notice dismissable ${conflict ? 'warning' : 'danger'}" role="alert">
      <div>
        ${error ? failure(view, error) : this.t.term('conflict')}
        ${
          again
            ? html`<button class="button" type="button" @click=${() => void again()}>${this.t.term('retry')}</button>`
            : nothing
        }
      </div>
      ${iconButton(this.t.term('close'), signs.cross, () => {
        this.draft.clearNotices();
      })}
    </div>`;
  }

  private view(): BuilderView {
    const { t, draft, form, contacts, search, importing, templates, starting, placingOn, finishing, copy } = this;
    const typed = { form, search, importing, templates, starting, copy };
    return { t, draft, contacts, placingOn, finishing, act: this.acts, ...typed };
  }

  private readonly acts: BuilderActs = {
    openForm: (kind, signerId) => {
      const signer = this.draft.collection?.signers.find(({ id }) => id === signerId);
      const { firstName = '', lastName = '', email = '' } = signer ?? {};
      const level: PersonForm['level'] = signer?.level === 'advanced' ? 'advanced' : 'simple';
      const members = membersToAdd(this.draft.members, this.draft.collection ?? { signers: [] });
      const first = members[0];
      const person =
        kind === 'member'
          ? { ...blankPerson, level: levelOf(first) }
          : { ...blankPerson, firstName, lastName, email, level };
      this.form = { kind, signerId, person, memberId: first?.id ?? '', faults: {}, error: undefined };
      this.search.reset();
      this.focusNext = kind === 'client' ? '#contact, #firstName' : '#member';
    },
    changeForm: (changes) => {
      if (!this.form) return;
      this.form = { ...this.form, ...changes };
      const member = changes.memberId && this.draft.members.find(({ id }) => id === changes.memberId);
      if (member) this.form = { ...this.form, person: { ...this.form.person, level: levelOf(member) } };
    },
    closeForm: () => {
      this.focusNext = this.form?.kind === 'member' ? '#add-member' : '#add-client';
      this.form = undefined;
    },
    submitForm: () => void this.submitForm(),
    addSeal: () =>
      void this.draft
        .addSeal()
        .then((done) => this.say(done, this.t.term('added', this.t.term('seal')), '#add-client')),
    openImport: () => void this.openImport(),
    closeImport: () => {
      this.importing = undefined;
      this.focusNext = '#import-signers';
    },
    addImported: () => void this.addImported(),
    openTemplates: () => void this.openTemplates(),
    closeTemplates: () => {
      this.starting?.start.close();
      this.starting = undefined;
      this.focusNext = '#from-template';
    },
    makeFromTemplate: () => void this.makeFromTemplate(),
    removeSigner: (signerId, name) =>
      void this.draft
        .removeSigner(signerId)
        .then((done) => this.say(done, this.t.term('removed', name), '#add-client')),
    moveSigner: (from, to) => void this.moveSigner(from, to),
    addFiles: (files) => void this.draft.addFiles(files),
    removeDocument: (documentId, name) =>
      void this.draft
        .removeDocument(documentId)
        .then((done) => this.say(done, this.t.term('documentRemoved', name), '#files')),
    addCopy: () => void this.addCopy(),
    removeCopy: (email, who) => {
      const copyRecipients = this.draft.collection?.copyRecipients.filter((copy) => copy.email !== email) ?? [];
      void this.draft
        .update({ copyRecipients })
        .then((done) => this.say(done, this.t.term('copyRemoved', who), '#copy-email'));
    },
    placeOn: (documentId) => {
      this.placingOn = documentId;
    },
    finish: (how) => void this.finish(how),
  };

  private async submitForm(): Promise<void> {
    const { form, draft } = this;
    if (!form || draft.busy) return;
    const { person, faults } =
      form.kind === 'client' ? await checkPerson(form.person, form.signerId !== undefined) : { person: {}, faults: {} };
    if (Object.keys(faults).length > 0) {
      this.form = { ...form, faults, error: undefined };
      this.focusNext = `[aria-invalid='true']`;
      return;
    }
    try {
      if (form.signerId !== undefined) await draft.updateSigner(form.signerId, person);
      else if (form.kind === 'client') await draft.addSigner(person);
      else await draft.addSigner({ memberId: form.memberId, level: form.person.level });
    } catch (error) {
      if (!isJseError(error)) throw error;
      const refused = faultsOf(error.fieldErrors);
      const atFields = Object.keys(refused).length > 0;
      this.form = { ...form, faults: refused, error: atFields ? undefined : error };
      this.focusNext = atFields ? `[aria-invalid='true']` : '#person-title';
      return;
    }
    const signers = draft.collection?.signers ?? [];
    const last = signers.find(({ id }) => id === form.signerId) ?? signers.at(-1);
    this.form = undefined;
    this.say(true, last ? this.t.term('added', nameOf(last)) : '', '#add-client');
  }

  private async addCopy(): Promise<void> {
    const { copy } = this;
    const copyRecipients = copy.addTo(this.draft.collection?.copyRecipients ?? []);
    this.requestUpdate();
    this.focusNext = '#copy-email';
    if (!copyRecipients || !(await this.draft.update({ copyRecipients }))) return;
    this.copy = new CopyEntry();
    this.say(true, this.t.term('copyAdded', copy.name.trim() || copy.email.trim()), '#copy-email');
  }

  private async openImport(): Promise<void> {
    const tools = await import('./signer-import.ts');
    this.importing = { tools, list: new tools.SignerImport(this, this.draft) };
    this.focusNext = '#import-file';
  }

  private async addImported(): Promise<void> {
    const list = this.importing?.list;
    const count = list?.chosen.size ?? 0;
    if (!list || count === 0 || !(await list.add())) return;
    this.importing = undefined;
    this.say(true, this.t.term('importDone', count), '#import-signers');
  }

  private async openTemplates(): Promise<void> {
    if (!this.templates) return;
    const tools = await import('./template-start.ts');
    const start = new tools.TemplateStart(this, this.templates, this.draft.members);
    this.starting = { tools, start };
    this.focusNext = '#template-title';
    await start.list();
    this.focusNext = '#template';
    this.requestUpdate();
  }

  private async makeFromTemplate(): Promise<void> {
    const done = (await this.starting?.start.make()) ?? false;
    this.focusNext = `[aria-invalid='true']`;
    if (done) this.starting = undefined;
    else this.requestUpdate();
    this.say(done, this.t.term('templateMade'), '#title');
  }

  private async moveSigner(from: number, to: number): Promise<void> {
    const signers = this.draft.collection?.signers ?? [];
    const moved = movedTo(signers, from, to);
    const signer = signers[from];
    if (moved === signers || !signer) return;
    const done = await this.draft.reorder(moved.map(({ id }) => id));
    const button = to < from ? `up-${signer.id}` : `down-${signer.id}`;
    const other = to < from ? `down-${signer.id}` : `up-${signer.id}`;
    const words = this.t.term('moved', nameOf(signer), to + 1, signers.length);
    this.say(done, words, `#${button}:not(:disabled), #${other}:not(:disabled)`);
  }

  private async finish(how: 'launch' | 'prepare'): Promise<void> {
    const { collection, me } = this.draft;
    if (!collection || !me || this.finishing) return;
    if (how === 'launch' && !this.dispatchEvent(new BeforeLaunchEvent(collection, budgetOf(collection, me)))) return;
    this.finishing = how;
    const done = await this.draft.finish(how);
    this.finishing = undefined;
    const after = this.draft.collection;
    if (!done || !after) return;
    if (after.state === 'ongoing') {
      this.say(true, this.t.term('launchedTitle'), '#closed-title');
      this.dispatchEvent(new CollectionLaunchedEvent(after));
    } else if (after.state === 'prepared') {
      this.say(true, this.t.term('preparedTitle'), '#prepared-title');
      this.dispatchEvent(new CollectionPreparedEvent(after));
    }
  }

  private say(done: boolean, words: string, focus: string): void {
    if (!done) return;
    this.announcement = words;
    this.focusNext = focus;
    this.requestUpdate();
  }

  private reload(): void {
    if (this.used) void this.draft.load(this.used, this.collectionId);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-collection-builder': JseCollectionBuilder;
  }
}
