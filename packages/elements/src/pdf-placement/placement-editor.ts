import type { ReactiveElement } from 'lit';
import { centredOn } from '../geometry/placement-space.ts';
import type { Point, Size } from '../geometry/page-space.ts';
import type { Localize } from '../i18n/localize.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import { adoptMoreStyles } from '../theme/adopt-styles.ts';
import type { PlacementAction } from './pdf-placement.events.ts';
import type { PdfPlacementTerms } from './pdf-placement.terms.fr.ts';
import type { PlacementDrag } from './placement-drag.ts';
import { commandOf } from './placement-keys.ts';
import {
  freeSpot,
  moveTo,
  moveToEdge,
  moveToPage,
  pageNumber,
  type Pages,
  place,
  type PlacementChange,
  type PlacementSigner,
  remove,
  type SignerPlacement,
} from './placement-model.ts';
import { type Carried, type Preview, shownAt } from './placement-preview.ts';
import { PlacementSelection } from './placement-selection.ts';
import { PlacementSnapping } from './placement-snapping.ts';
import { PlacementSpeech } from './placement-speech.ts';

/**
 * What the editor asks of its element. `commit` tells the host and returns false when the host refused; changes with the
 * same `step` in a row are taken back as one.
 */
export interface EditorHost extends ReactiveElement {
  readonly signers: readonly PlacementSigner[];
  readonly placements: readonly SignerPlacement[];
  readonly maxPerSigner: number;
  readonly locked: boolean;
  readonly view: JsePdfPages | null;
  readonly t: Localize<PdfPlacementTerms>;
  commit(placements: readonly SignerPlacement[], action: PlacementAction, step?: string): boolean;
}

type PlacementTools = typeof import('./placement-tools.ts');

const a4: Size = { width: 595, height: 842 };
const centreGrip: Point = { x: -centredOn({ x: 0, y: 0 }).x, y: -centredOn({ x: 0, y: 0 }).y };

/**
 * The behaviour of `<jse-pdf-placement>`: choosing a signer, carrying places by pointer, moving them by keys, and saying
 * what happened. Pointer and keyboard end in the same functions of the model.
 */
export class PlacementEditor {
  readonly #host: EditorHost;
  #drag: PlacementDrag<Carried> | undefined;
  /** Which places are chosen. */
  readonly selection: PlacementSelection;
  /** What carried places cling to. */
  readonly snapping: PlacementSnapping;
  /** What screen readers are told. */
  readonly speech: PlacementSpeech;
  /** What is loaded with the first document. */
  tools: PlacementTools | undefined;
  /** The signer whose place the next click on a page makes. */
  armed: string | undefined;
  /** What a drag or a hover would lead to. */
  preview: Preview | undefined;
  /** A signer carried from the palette while not over a page; CSS pixels of the viewport. */
  flying: { readonly signerId: string; readonly x: number; readonly y: number } | undefined;

  /** Of an element. */
  constructor(host: EditorHost) {
    this.#host = host;
    this.selection = new PlacementSelection(host, () => this.pages);
    this.snapping = new PlacementSnapping(() => host.view);
    this.speech = new PlacementSpeech(host, () => this.pages);
  }

  /** The document's pages as the model wants them. */
  get pages(): Pages {
    const { view } = this.#host;
    return { count: Math.max(1, view?.pageCount ?? 1), sizeOf: (page) => view?.sizeOfPage(page) ?? a4 };
  }

  /** Loads what is not needed before there is a document, carrying by pointer included, and renders with it. */
  async load(): Promise<PlacementTools> {
    this.tools ??= await import('./placement-tools.ts');
    adoptMoreStyles(this.#host, this.tools.placementToolsStyles);
    this.#drag ??= this.#listen(this.tools);
    this.snapping.tools = this.tools;
    this.#host.requestUpdate();
    return this.tools;
  }

  /** Where a placement is shown now: where it is, or on its way, alone or with those that are marked with it. */
  shown(index: number): SignerPlacement | undefined {
    return shownAt(this.#host.placements, this, index);
  }

  /** Pointer pressed on a signer of the palette: a drag may follow. */
  pressSigner(event: PointerEvent, signerId: string): void {
    if (!this.#host.locked) this.#drag?.press(event, { signerId, grip: centreGrip });
  }

  /** A signer chosen in the palette: by keyboard he is placed at once, by pointer the next click on a page places him. */
  chooseSigner(signerId: string, byKeyboard: boolean): void {
    if (byKeyboard) void this.placeOnPage(signerId);
    else if (this.armed === signerId) this.#set({ armed: undefined, preview: undefined });
    else {
      this.selection.select(undefined);
      this.#set({ armed: signerId, preview: undefined });
    }
  }

  /** Places a signer on the page in view, at a free spot, and moves the focus to his box. */
  async placeOnPage(signerId: string): Promise<void> {
    const { view, placements } = this.#host;
    const page = view?.page ?? 1;
    if (!view?.pageCount) return;
    await view.loadSize(page);
    const others = placements.filter((p) => p.signerId !== signerId);
    this.place(signerId, { page, ...freeSpot(others, page, this.pages) });
  }

  /** Ends choosing, marking and dragging without a change. */
  cancel(): void {
    if (this.#drag?.active) this.#drag.cancel();
    else if (this.armed !== undefined) {
      const { armed } = this;
      this.#set({ armed: undefined, preview: undefined });
      this.speech.say(this.#host.t.term('cancelled'));
      void this.focus(`[data-signer="${CSS.escape(armed)}"]`);
    } else if (this.selection.marked.size > 0) this.selection.unmark();
  }

  /** Pointer pressed on a box: alone it is carried, with Control, Command or Shift it is marked with others. */
  pressBox(event: PointerEvent, index: number): void {
    const placement = this.#host.placements[index];
    if (!placement || this.#host.locked) return;
    // Safari gives a pressed button no focus.
    (event.currentTarget as HTMLElement).focus({ preventScroll: true });
    this.selection.select(index);
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      this.#mark(index);
      return;
    }
    if (!this.selection.marked.has(index)) this.selection.unmark();
    const page = pageNumber(placement.page, this.pages.count);
    const point = this.#host.view?.pointOnPage(page, event.clientX, event.clientY) ?? placement;
    const grip = { x: point.x - placement.x, y: point.y - placement.y };
    this.#drag?.press(event, { signerId: placement.signerId, index, grip });
  }

  /** A click on the pages: places the chosen signer there. */
  clickPages(event: MouseEvent): void {
    const { armed } = this;
    if (armed === undefined) return;
    if (!this.tools) {
      // Quicker than the loading: the spot is kept.
      void this.load().then(() => {
        this.clickPages(event);
      });
      return;
    }
    const at = this.#previewAt({ signerId: armed, grip: centreGrip }, event.clientX, event.clientY, event.altKey);
    const page = this.#host.view?.pageAt(event.clientX, event.clientY)?.page;
    // A page that is too small says so.
    if (at) this.place(armed, at);
    else if (page !== undefined) this.place(armed, { page, x: 0, y: 0 });
  }

  /** The mouse over the pages while a signer is chosen: shows where the click would place him. */
  hoverPages(event: PointerEvent): void {
    const { armed } = this;
    if (armed === undefined || event.pointerType !== 'mouse' || this.#drag?.active) return;
    const { clientX, clientY, altKey } = event;
    this.#set({ preview: this.#previewAt({ signerId: armed, grip: centreGrip }, clientX, clientY, altKey) });
  }

  /** The mouse left the pages. */
  leavePages(): void {
    if (this.preview && !this.#drag?.active) this.#putDown();
  }

  /** A key on a box. */
  key(event: KeyboardEvent, index: number): void {
    const command = commandOf(event);
    const { tools } = this;
    if (!command || !tools || this.#host.locked || event.metaKey) return;
    event.preventDefault();
    // Its focus has selected it, except in a window that has none.
    this.selection.select(index);
    const { placements } = this.#host;
    const group = this.selection.groupOf(index);
    if (command.kind === 'move') {
      const moved = tools.moveAllBy(placements, group, command.by, this.pages);
      this.#moved({ ...moved, index }, `keys ${group.join()}`);
    } else if (command.kind === 'go') void this.focusBox(tools.neighbour(placements, index, command.step, this.pages));
    else if (command.kind === 'edge') this.#moved(moveToEdge(placements, index, command.edge, this.pages));
    else if (command.kind === 'remove') this.remove(index);
    else if (command.kind === 'mark') this.#mark(index);
    else if (command.kind === 'edit') void this.focus('.details input[name="x"]');
    else {
      const page = pageNumber(placements[index]?.page ?? 1, this.pages.count);
      void this.toPage(index, page + command.step, true);
    }
  }

  /** Sets a placement's numbers. */
  moveTo(index: number, point: Point): void {
    this.#moved(moveTo(this.#host.placements, index, point, this.pages));
  }

  /** Takes a placement to another page; with `refocus` the box keeps the focus. */
  async toPage(index: number, page: number, refocus: boolean): Promise<void> {
    const { view, placements, t } = this.#host;
    if (page < 1 || page > this.pages.count) {
      this.speech.say(t.term('noSuchPage'));
      return;
    }
    await view?.loadSize(page);
    const change = moveToPage(placements, index, page, this.pages);
    if (change.stopped) {
      this.speech.say(t.term('noRoom', page));
      return;
    }
    if (!this.#host.commit(change.placements, 'page')) return;
    view?.scrollToPage(page);
    this.speech.place('moved', this.#checked(change));
    if (refocus) await this.focusBox(index);
  }

  /** Removes a placement and moves the focus to its signer in the palette. */
  remove(index: number): void {
    const placement = this.#host.placements[index];
    if (!placement || !this.#host.commit(remove(this.#host.placements, index), 'remove')) return;
    this.selection.select(undefined);
    this.speech.say(this.#host.t.term('removed', this.speech.nameOf(placement.signerId)));
    void this.focus(`[data-signer="${CSS.escape(placement.signerId)}"]`);
  }

  /** Places a signer at a spot, moves the focus to his box and says so. */
  place(signerId: string, at: Omit<SignerPlacement, 'signerId'>): void {
    const change = place(this.#host.placements, signerId, at, this.pages, this.#host.maxPerSigner);
    if (!change) {
      this.speech.say(this.#host.t.term('noRoom', at.page));
      return;
    }
    if (!this.#host.commit(change.placements, 'place')) return;
    this.selection.select(change.index);
    this.snapping.guides = [];
    this.#set({ armed: undefined, preview: undefined });
    this.speech.place('placed', this.#checked(change));
    void this.focusBox(change.index);
  }

  /** Moves the focus to a box. */
  focusBox(index: number): Promise<void> {
    return this.focus(`.box[data-index="${index}"]`);
  }

  /** Moves the focus to what a selector names, once it is rendered; of several to that at an index. */
  async focus(selector: string, index = 0): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelectorAll<HTMLElement>(selector)[index]?.focus();
  }

  #listen({ PlacementDrag }: PlacementTools): PlacementDrag<Carried> {
    const host = this.#host;
    return new PlacementDrag<Carried>(host, {
      moved: (carried, x, y, free) => {
        this.#carry(carried, x, y, free);
      },
      dropped: (carried, x, y, free) => {
        this.#carry(carried, x, y, free);
        void this.#drop();
      },
      cancelled: () => {
        this.#putDown();
        this.speech.say(host.t.term('cancelled'));
      },
      scrollBox: () => host.view?.scrollBox,
      scrollBy: (pixels) => host.view?.scrollPagesBy(pixels),
    });
  }

  #mark(index: number): void {
    const count = this.selection.mark(index);
    this.speech.say(this.#host.t.term('marked', count));
  }

  #moved(change: PlacementChange, step?: string): void {
    if (!this.#host.commit(change.placements, 'move', step)) return;
    this.speech.place('moved', this.#checked(change), 'when-still');
  }

  #checked(change: PlacementChange): PlacementChange {
    return { ...change, overlaps: this.tools?.overlapping(change.placements, this.pages).has(change.index) ?? false };
  }

  #carry(carried: Carried, clientX: number, clientY: number, free: boolean): void {
    const preview = this.#previewAt(carried, clientX, clientY, free);
    const isNew = carried.index === undefined;
    this.#set({
      preview: preview ?? (isNew ? undefined : this.preview),
      flying: isNew && !preview ? { signerId: carried.signerId, x: clientX, y: clientY } : undefined,
    });
  }

  #previewAt(carried: Carried, clientX: number, clientY: number, free: boolean): Preview | undefined {
    return this.tools?.previewAt(this.#host, this, carried, { clientX, clientY, free });
  }

  async #drop(): Promise<void> {
    const { preview } = this;
    const { placements } = this.#host;
    const group = preview?.index === undefined ? [] : this.selection.groupOf(preview.index);
    const next = placements.map((placement, index) => {
      const shown = group.includes(index) ? this.shown(index) : undefined;
      return shown ? { signerId: shown.signerId, page: shown.page, x: shown.x, y: shown.y } : placement;
    });
    this.#putDown();
    if (!preview) return;
    const { signerId, index, page, x, y } = preview;
    if (index === undefined) {
      this.place(signerId, { page, x, y });
      return;
    }
    if (!this.#host.commit(next, 'move')) return;
    this.speech.place('moved', this.#checked({ placements: next, index, stopped: false }));
    await this.focusBox(index);
  }

  #putDown(): void {
    this.snapping.guides = [];
    this.#set({ preview: undefined, flying: undefined });
  }

  #set(changes: Partial<Pick<PlacementEditor, 'armed' | 'preview' | 'flying'>>): void {
    Object.assign(this, changes);
    this.#host.requestUpdate();
  }
}
