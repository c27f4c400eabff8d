import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import type { PdfSource } from '../pdf-pages/pdf-source.ts';
import { baseStyles, controlStyles, signerColorStyles } from '../theme/index.ts';
import { History } from './history.ts';
import { BeforePlacementsChangeEvent, type PlacementAction, PlacementsChangeEvent } from './pdf-placement.events.ts';
import { pdfPlacementStyles } from './pdf-placement.styles.ts';
import { pdfPlacementTerms } from './pdf-placement.terms.ts';
import { PlacementEditor } from './placement-editor.ts';
import { parsePlacements, type PlacementSigner, type SignerPlacement, unplaced } from './placement-model.ts';
import { renderPalette } from './render-palette.ts';
import { Suggestions } from './suggestions.ts';

/** Changes of one step follow each other within this many milliseconds, as the presses of a key held down do. */
const sameStepWithin = 1000;

/**
 * Places the visible signatures of a document's signers: by dragging, by clicking, by keyboard or by numbers, kept to
 * the platform's rules (200 × 50 points, 10 points free on the right). Dragged places snap to text, margins and each
 * other (Alt turns that off); of the places on a page one is in the Tab order, Alt with an arrow up or down leads to the
 * others. Places that the document asks for by a field, a tag such as `{{signer1}}` or words such as « Le client » are
 * proposed, all found in the page itself. It never changes what it was given: its `placements` become a new array, told
 * by an event that can be refused beforehand. In a form its value is JSON.
 *
 * @tagname jse-pdf-placement
 * @slot header - Above everything.
 * @slot footer - Below everything.
 * @slot empty - Shown while there is no document.
 * @fires {BeforePlacementsChangeEvent} jse-before-placements-change - Cancelable; `placements` as they would be.
 * @fires {PlacementsChangeEvent} jse-placements-change - The placements changed by the user's hand.
 * @csspart palette - The list of signers.
 * @csspart details - The numbers of the selected place.
 * @csspart box - A place on a page.
 * @csspart suggestions - What the document proposes, above the list.
 * @csspart suggestion - A proposed place on a page.
 * @cssprop [--jse-pdf-placement-block-size=min(85dvh, 64rem)] - Height of the element.
 * @cssprop --jse-signer-1 - Colour of the first signer (up to `--jse-signer-8`).
 */
export class JsePdfPlacement extends LocalizedElement {
  static override styles = [baseStyles, signerColorStyles, controlStyles, pdfPlacementStyles];
  static readonly formAssociated = true;

  /** The bytes of the PDF; they stay the host's and are not changed. */
  @property({ attribute: false })
  document: PdfSource | undefined;

  /** The document's name, for screen readers. */
  @property({ attribute: 'document-name' })
  documentName = '';

  /** Who is to sign, in order. */
  @property({ attribute: false })
  signers: readonly PlacementSigner[] = [];

  /** The places: page from 1 (or −1 for the last), x and y in points from the page's bottom left as displayed. */
  @property({ attribute: false })
  placements: readonly SignerPlacement[] = [];

  /** How many places a signer may have on this document; a further one moves the last. */
  @property({ type: Number, attribute: 'max-per-signer' })
  maxPerSigner = 1;

  /** Name of the value in its form. */
  @property({ reflect: true })
  name = '';

  /** In a form: invalid until every signer has a place. */
  @property({ type: Boolean, reflect: true })
  required = false;

  /** Shows the places without letting them be changed. */
  @property({ type: Boolean, reflect: true })
  disabled = false;

  /** Proposes no places. */
  @property({ type: Boolean, attribute: 'no-suggestions' })
  noSuggestions = false;

  /** Shows the numbers of every place in the list, for those who would rather type than drag; the user may change it. */
  @property({ type: Boolean, reflect: true, attribute: 'form-mode' })
  formMode = false;

  /** @internal The pages, once rendered. */
  @query('jse-pdf-pages') readonly view!: JsePdfPages | null;

  /** @internal The element's words. */
  readonly t = new Localize(this, pdfPlacementTerms);

  @state() private formDisabled = false;

  readonly #internals = this.attachInternals?.() as ElementInternals | undefined;
  readonly #editor = new PlacementEditor(this);
  readonly #history = new History<readonly SignerPlacement[]>();
  readonly #suggestions = new Suggestions(this, () => {
    const count = this.#suggestions.list.length;
    if (count > 0) this.#editor.speech.say(this.t.term('suggestionsFound', count));
    this.requestUpdate();
  });
  #initial: readonly SignerPlacement[] = [];
  #own: readonly SignerPlacement[] | undefined;
  #step = { name: '', at: 0 };

  /** The form that the element belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals?.form ?? null;
  }

  /** The value in a form: the placements as JSON. */
  get value(): string {
    return JSON.stringify(this.placements);
  }

  /** What keeps the form from being sent: `valueMissing` while a required place is missing. */
  get validity(): ValidityState | undefined {
    return this.#internals?.validity;
  }

  /** Whether the form may be sent as far as this element goes. */
  checkValidity(): boolean {
    return this.#internals?.checkValidity() ?? true;
  }

  /** Like `checkValidity`, and tells the user what is missing. */
  reportValidity(): boolean {
    return this.#internals?.reportValidity() ?? true;
  }

  /** @internal Whether nothing can be changed now, by property or by the form around. */
  get locked(): boolean {
    return this.disabled || this.formDisabled;
  }

  /** Whether the last change by hand can be taken back. */
  get canUndo(): boolean {
    return this.#history.canUndo && !this.locked;
  }

  /** Whether a change that was taken back can be made again. */
  get canRedo(): boolean {
    return this.#history.canRedo && !this.locked;
  }

  /** Takes the last change by hand back; false where there is none, or the host refused. */
  undo(): boolean {
    return this.#walk('undo');
  }

  /** Makes the change again that was taken back last; false where there is none, or the host refused. */
  redo(): boolean {
    return this.#walk('redo');
  }

  /** @internal Takes over the editor's change unless the host refuses it. */
  commit(placements: readonly SignerPlacement[], action: PlacementAction, step = ''): boolean {
    const before = this.placements;
    if (!this.dispatchEvent(new BeforePlacementsChangeEvent(placements, action))) return false;
    this.#own = placements;
    this.placements = placements;
    const now = Date.now();
    const goesOn = step !== '' && step === this.#step.name && now - this.#step.at < sameStepWithin;
    this.#step = { name: step, at: now };
    if (action === 'undo' || action === 'redo') this.#history.walk(action, before);
    else if (!goesOn) this.#history.push(before);
    this.dispatchEvent(new PlacementsChangeEvent(placements, action));
    return true;
  }

  #walk(step: 'undo' | 'redo'): boolean {
    const placements = this.#history.peek(step);
    if (!placements || this.locked || !this.commit(placements, step)) return false;
    this.#editor.selection.unmark();
    this.#editor.speech.say(this.t.term(step === 'undo' ? 'undone' : 'redone'));
    return true;
  }

  /** @internal Called by the form. */
  formResetCallback(): void {
    this.placements = this.#initial;
    this.#editor.selection.select(undefined);
  }

  /** @internal Called for the form or a fieldset around the element. */
  formDisabledCallback(disabled: boolean): void {
    this.formDisabled = disabled;
  }

  /** @internal Called by the browser when it restores a form. */
  formStateRestoreCallback(saved: string): void {
    this.placements = parsePlacements(saved) ?? this.placements;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.#initial = this.placements;
    // A host may give back what it was told; what it makes of its own is no step of the user's to take back.
    const foreign = changed.has('placements') && !samePlacements(this.placements, this.#own);
    if (changed.has('document') || foreign) this.#history.clear();
    if (changed.has('document')) {
      if (this.document) void this.#editor.load();
      this.#editor.selection.select(undefined);
      this.#editor.snapping.reset();
      this.#suggestions.reset();
    }
    this.#editor.selection.keepWithin(this.placements.length);
  }

  protected override render(): TemplateResult {
    const editor = this.#editor;
    const refresh = () => {
      this.requestUpdate();
    };
    return html`<slot name="header"></slot>
      <div class=${editor.tools ? 'layout ready' : 'layout'} @keydown=${this.#key}>
        ${renderPalette(this, editor, this.#suggestions)}
        <jse-pdf-pages
          class=${editor.armed === undefined ? '' : 'armed'}
          lang=${this.t.lang()}
          name=${this.documentName}
          .document=${this.document}
          @click=${(event: MouseEvent) => {
            editor.clickPages(event);
          }}
          @pointermove=${(event: PointerEvent) => {
            editor.hoverPages(event);
          }}
          @pointerleave=${() => {
            editor.leavePages();
          }}
          @jse-pages-ready=${() => {
            refresh();
            void editor.load().then((tools) => (this.noSuggestions ? undefined : this.#suggestions.search(tools)));
          }}
          @jse-pages-layout=${refresh}
          @jse-page-change=${refresh}
        >
          <slot name="empty" slot="empty"></slot>
          ${editor.tools?.renderLayers(this, editor, this.#suggestions)}
        </jse-pdf-pages>
        ${this.formMode && editor.selection.selected === undefined ? nothing : editor.tools?.renderDetails(this, editor)}
        ${editor.tools?.renderFlying(this, editor)}
        <div class="visually-hidden" role="status" aria-live="polite">${editor.speech.words}</div>
        <div class="visually-hidden" id="help">${this.t.term('boxHelp')}</div>
      </div>
      <slot name="footer"></slot>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const typing = event.composedPath()[0] instanceof HTMLInputElement;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !typing;
    const key = event.key.toLowerCase();
    if (event.key === 'Escape') this.#editor.cancel();
    else if (command && (key === 'y' || (key === 'z' && event.shiftKey))) this.redo();
    else if (command && key === 'z') this.undo();
    else return;
    if (command) event.preventDefault();
  };

  protected override updated(): void {
    this.#internals?.setFormValue(this.value);
    const missing = this.required ? unplaced(this.signers, this.placements) : [];
    if (missing.length === 0) {
      this.#internals?.setValidity({});
      return;
    }
    const message = this.t.term('missing', missing.map(({ name }) => name).join(', '));
    const anchor = this.renderRoot.querySelector<HTMLElement>('.signer') ?? undefined;
    this.#internals?.setValidity({ valueMissing: true }, message, anchor);
  }
}

function samePlacements(one: readonly SignerPlacement[], other: readonly SignerPlacement[] | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-pdf-placement': JsePdfPlacement;
  }
}
