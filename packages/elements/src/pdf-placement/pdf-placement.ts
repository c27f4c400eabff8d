import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { Localize } from '../i18n/localize.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import type { PdfSource } from '../pdf-pages/pdf-source.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { boxStyles } from './box.styles.ts';
import { BeforePlacementsChangeEvent, type PlacementAction, PlacementsChangeEvent } from './pdf-placement.events.ts';
import { pdfPlacementStyles } from './pdf-placement.styles.ts';
import { pdfPlacementTerms } from './pdf-placement.terms.ts';
import { PlacementEditor } from './placement-editor.ts';
import { parsePlacements, type PlacementSigner, type SignerPlacement, unplaced } from './placement-model.ts';
import { renderDetails } from './render-details.ts';
import { renderFlying, renderLayers } from './render-layers.ts';
import { renderPalette } from './render-palette.ts';

/**
 * Places the visible signatures of a document's signers: by dragging, by clicking, by keyboard or by numbers, kept to
 * the platform's rules (200 × 50 points, 10 points free on the right). It never changes what it was given: its
 * `placements` become a new array, told by an event that can be refused beforehand. In a form its value is JSON.
 *
 * @tagname jse-pdf-placement
 * @slot empty - Shown while there is no document.
 * @fires {BeforePlacementsChangeEvent} jse-before-placements-change - Cancelable; `placements` as they would be.
 * @fires {PlacementsChangeEvent} jse-placements-change - The placements changed by the user's hand.
 * @csspart palette - The list of signers.
 * @csspart details - The numbers of the selected place.
 * @csspart box - A place on a page.
 * @cssprop [--jse-pdf-placement-block-size=min(85dvh, 64rem)] - Height of the element.
 * @cssprop --jse-signer-1 - Colour of the first signer (up to `--jse-signer-8`).
 */
export class JsePdfPlacement extends LitElement {
  static override styles = [baseStyles, controlStyles, boxStyles, pdfPlacementStyles];
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

  /** @internal The pages, once rendered. */
  @query('jse-pdf-pages') readonly view!: JsePdfPages | null;

  /** @internal The element's words. */
  readonly t = new Localize(this, pdfPlacementTerms);

  @state() private formDisabled = false;

  readonly #internals = this.attachInternals?.() as ElementInternals | undefined;
  readonly #editor = new PlacementEditor(this);
  #initial: readonly SignerPlacement[] = [];

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

  /** @internal Takes over the editor's change unless the host refuses it. */
  commit(placements: readonly SignerPlacement[], action: PlacementAction): boolean {
    if (!this.dispatchEvent(new BeforePlacementsChangeEvent(placements, action))) return false;
    this.placements = placements;
    this.dispatchEvent(new PlacementsChangeEvent(placements, action));
    return true;
  }

  /** @internal Called by the form. */
  formResetCallback(): void {
    this.placements = this.#initial;
    this.#editor.select(undefined);
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
    const { selected } = this.#editor;
    if (changed.has('document') || (selected ?? -1) >= this.placements.length) this.#editor.select(undefined);
  }

  protected override render(): TemplateResult {
    const editor = this.#editor;
    const refresh = () => {
      this.requestUpdate();
    };
    return html`<div
      class="layout"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') editor.cancel();
      }}
    >
      ${renderPalette(this, editor)}
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
        @jse-pages-ready=${refresh}
        @jse-pages-layout=${refresh}
        @jse-page-change=${refresh}
      >
        <slot name="empty" slot="empty"></slot>
        ${renderLayers(this, editor)}
      </jse-pdf-pages>
      ${renderDetails(this, editor)} ${renderFlying(this, editor)}
      <div class="visually-hidden" role="status" aria-live="polite">${editor.announcement}</div>
      <div class="visually-hidden" id="help">${this.t.term('boxHelp')}</div>
    </div>`;
  }

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

declare global {
  interface HTMLElementTagNameMap {
    'jse-pdf-placement': JsePdfPlacement;
  }
}
