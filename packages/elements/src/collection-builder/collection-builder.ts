import type { BrowserClient } from '@jse/sdk/browser';
import { consume } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { clientContext } from '../context/client-context.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { adoptMoreStyles } from '../theme/adopt-styles.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { BuilderDraft } from './builder-draft.ts';
import { isEditable, movedTo, nameOf } from './builder-model.ts';
import type { BuilderActs, BuilderView } from './builder-view.ts';
import { builderPartsStyles } from './builder-parts.styles.ts';
import {
  CollectionChangeEvent,
  CollectionLaunchedEvent,
  CollectionPreparedEvent,
  eventBefore,
} from './collection-builder.events.ts';
import { collectionBuilderStyles } from './collection-builder.styles.ts';
import { collectionBuilderTerms } from './collection-builder.terms.ts';
import { CopyEntry } from './copies.ts';
import type { ContactSource } from './contact-search.ts';
import { FileDrop } from './file-drop.ts';
import { type DocumentSource, fileOf } from './host-documents.ts';
import { documentsCard } from './render-documents.ts';
import { loadFailure, notices } from './render-notices.ts';
import { placesCard } from './render-places.ts';
import { settings } from './render-settings.ts';
import { signersCard } from './render-signers.ts';
import { templateEntry } from './render-template-entry.ts';
import { closedPanel, endActions, preparedNotice, summaryCard } from './render-summary.ts';
import type { EntryKind } from './signer-entry.ts';
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
 * @cssprop [--jse-collection-builder-actions-background=Canvas] - Ground of the part `actions`; give it the page's own.
 * @cssprop --jse-signer-1 - Colour of the first signer (up to `--jse-signer-8`).
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

  @state() private form: BuilderView['form'];
  @state() private importing: BuilderView['importing'];
  @state() private starting: BuilderView['starting'];
  @state() private placingOn = '';
  @state() private finishing: 'launch' | 'prepare' | undefined;
  /** A part of the page that was asked for could not be loaded. */
  @state() private missing = false;
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

  protected override firstUpdated(): void {
    // In time for the first press; whoever presses sooner waits for it, or is told that it did not come.
    void import('./signer-entry.ts').catch(() => undefined);
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
      ${this.missing ? html`<p class="notice danger" role="alert">${this.t.term('partMissing')}</p>` : nothing}
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
    const { t, draft, form, contacts, importing, templates, starting, placingOn, finishing, copy } = this;
    const typed = { form, importing, templates, starting, copy };
    return { t, draft, contacts, placingOn, finishing, act: this.acts, ...typed };
  }

  private readonly acts: BuilderActs = {
    openForm: (kind, signerId) => void this.openForm(kind, signerId),
    closeForm: () => {
      this.focusNext = this.form?.entry.kind === 'member' ? '#add-member' : '#add-client';
      this.leaveForm();
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

  /** What is loaded when it is asked for; undefined where it could not be, which is said. */
  private async load<Part>(part: () => Promise<Part>): Promise<Part | undefined> {
    const loaded = await part().catch(() => undefined);
    this.missing = loaded === undefined;
    return loaded;
  }

  private async loadEntry() {
    const tools = await this.load(() => import('./signer-entry.ts'));
    if (tools) adoptMoreStyles(this, tools.entryStyles);
    return tools;
  }

  private async openForm(kind: EntryKind, signerId: string | undefined): Promise<void> {
    const tools = await this.loadEntry();
    if (!tools) return;
    this.leaveForm();
    this.form = { tools, entry: new tools.SignerEntry(this, this.draft, kind, signerId) };
    this.focusNext = kind === 'client' ? '#contact, #firstName' : '#member';
  }

  private leaveForm(): void {
    this.form?.entry.leave();
    this.form = undefined;
  }

  private async submitForm(): Promise<void> {
    const { form, draft } = this;
    if (!form || draft.busy) return;
    const signer = await form.entry.submit();
    if (!signer) {
      this.focusNext = form.entry.error ? '#person-title' : `[aria-invalid='true']`;
      this.requestUpdate();
      return;
    }
    this.leaveForm();
    this.say(true, this.t.term('added', nameOf(signer)), '#add-client');
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
    const [tools] = await Promise.all([this.load(() => import('./signer-import.ts')), this.loadEntry()]);
    if (!tools) return;
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
    const [tools] = await Promise.all([this.load(() => import('./template-start.ts')), this.loadEntry()]);
    if (!tools) return;
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
