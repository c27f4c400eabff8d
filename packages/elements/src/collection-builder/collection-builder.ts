import { type BrowserClient, isJseError } from '@jse/sdk/browser';
import { consume } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { clientContext } from '../context/client-context.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { adoptMoreStyles } from '../theme/adopt-styles.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { BuilderDraft } from './builder-draft.ts';
import { isEditable, levelOf, membersToAdd, movedTo, nameOf } from './builder-model.ts';
import { type BuilderActs, type BuilderView, type OpenForm } from './builder-view.ts';
import { builderPartsStyles } from './builder-parts.styles.ts';
import {
  CollectionChangeEvent,
  CollectionLaunchedEvent,
  CollectionPreparedEvent,
  eventBefore,
} from './collection-builder.events.ts';
import { collectionBuilderStyles } from './collection-builder.styles.ts';
import { collectionBuilderTerms } from './collection-builder.terms.ts';
import { blankPerson, checkPerson, faultsOf, type PersonForm } from './person-form.ts';
import { CopyEntry } from './copies.ts';
import { ContactSearch, type ContactSource } from './contact-search.ts';
import { FileDrop } from './file-drop.ts';
import { type DocumentSource, fileOf } from './host-documents.ts';
import { documentsCard } from './render-documents.ts';
import { loadFailure, notices } from './render-notices.ts';
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
 * @slot header - Above everything.
 * @slot footer - Below everything.
 * @slot documents-empty - Instead of the words in the place to drop files, while there is no document.
 * @slot signers-empty - While there is no signer.
 * @fires {BeforeCollectionChangeEvent} jse-before-collection-change - Cancelable, before every step but the launch.
 * @fires {CollectionChangeEvent} jse-collection-change - The draft is another one now.
 * @fires {BeforeLaunchEvent} jse-before-launch - Cancelable, with what the launch costs.
 * @fires {CollectionLaunchedEvent} jse-collection-launched - The collection runs.
 * @fires {CollectionPreparedEvent} jse-collection-prepared - The collection was handed over.
 * @csspart card - Each part of the page.
 * @csspart summary - The summary with cost and credit.
 * @csspart actions - The bar of the last buttons, at the foot of the screen on a phone.
 */
export class JseCollectionBuilder extends LocalizedElement {
  static override styles = [...baseStyles, controlStyles, collectionBuilderStyles, ...builderPartsStyles];

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
  private readonly draft: BuilderDraft = new BuilderDraft(this, {
    allows: (change, collection) => this.dispatchEvent(eventBefore(change, collection, this.draft.me)),
    changed: (collection) => {
      this.dispatchEvent(new CollectionChangeEvent(collection));
    },
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
      <slot name="header"></slot>
      ${this.body(view)}
      <slot name="footer"></slot>
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </section>`;
  }

  private body(view: BuilderView): TemplateResult {
    const { collection, error } = this.draft;
    if (!collection) {
      return error
        ? loadFailure(view, error, this.reload)
        : html`<p class="muted" role="status">${this.t.term('loading')}</p>`;
    }
    if (!isEditable(collection)) return closedPanel(view, collection);
    return html`${collection.state === 'prepared' ? preparedNotice(view) : nothing} ${notices(view)}
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
        .make({ kind: 'add-signer', signer: { level: 'seal' } })
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
        .make({ kind: 'remove-signer', signerId })
        .then((done) => this.say(done, this.t.term('removed', name), '#add-client')),
    moveSigner: (from, to) => void this.moveSigner(from, to),
    addFiles: (files) => void this.draft.addFiles(files),
    removeDocument: (documentId, name) =>
      void this.draft
        .make({ kind: 'remove-document', documentId })
        .then((done) => this.say(done, this.t.term('documentRemoved', name), '#files')),
    addCopy: () => void this.addCopy(),
    removeCopy: (email, who) => {
      const copyRecipients = this.draft.collection?.copyRecipients.filter((copy) => copy.email !== email) ?? [];
      void this.draft
        .make({ kind: 'update', changes: { copyRecipients } })
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
      const { signerId, memberId } = form;
      const signer = form.kind === 'client' ? person : { memberId, level: form.person.level };
      const taken = await draft.makeOrThrow(
        signerId === undefined ? { kind: 'add-signer', signer } : { kind: 'update-signer', signerId, changes: person },
      );
      if (!taken) return;
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
    if (!copyRecipients || !(await this.draft.make({ kind: 'update', changes: { copyRecipients } }))) return;
    this.copy = new CopyEntry();
    this.say(true, this.t.term('copyAdded', copy.name.trim() || copy.email.trim()), '#copy-email');
  }

  private async openImport(): Promise<void> {
    const tools = await import('./signer-import.ts');
    adoptMoreStyles(this, tools.importStyles);
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
    adoptMoreStyles(this, tools.templateStyles);
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
    const done = await this.draft.make({ kind: 'reorder', signerIds: moved.map(({ id }) => id) });
    const button = to < from ? `up-${signer.id}` : `down-${signer.id}`;
    const other = to < from ? `down-${signer.id}` : `up-${signer.id}`;
    const words = this.t.term('moved', nameOf(signer), to + 1, signers.length);
    this.say(done, words, `#${button}:not(:disabled), #${other}:not(:disabled)`);
  }

  private async finish(how: 'launch' | 'prepare'): Promise<void> {
    if (this.finishing) return;
    this.finishing = how;
    const done = await this.draft.make({ kind: how });
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

  private readonly reload = (): void => {
    if (this.used) void this.draft.load(this.used, this.collectionId);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-collection-builder': JseCollectionBuilder;
  }
}
