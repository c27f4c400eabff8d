import type { ReactiveElement } from 'lit';
import { centredOn, clampPlacement, hasRoom } from '../geometry/placement-space.ts';
import type { Point, Size } from '../geometry/page-space.ts';
import type { Localize } from '../i18n/localize.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import type { PlacementAction } from './pdf-placement.events.ts';
import type { PdfPlacementTerms } from './pdf-placement.terms.fr.ts';
import { PlacementDrag } from './placement-drag.ts';
import { commandOf } from './placement-keys.ts';
import {
  freeSpot,
  moveBy,
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

/** What the editor asks of its element. `commit` tells the host and returns false when the host refused. */
export interface EditorHost extends ReactiveElement {
  readonly signers: readonly PlacementSigner[];
  readonly placements: readonly SignerPlacement[];
  readonly maxPerSigner: number;
  readonly locked: boolean;
  readonly view: JsePdfPages | null;
  readonly t: Localize<PdfPlacementTerms>;
  commit(placements: readonly SignerPlacement[], action: PlacementAction): boolean;
}

/** What is carried by the pointer: a new place of a signer, or placement `index`, gripped at a point of its box. */
interface Carried {
  readonly signerId: string;
  readonly index?: number;
  readonly grip: Point;
}

/** Where the carried place would be. */
export interface Preview extends SignerPlacement {
  readonly index?: number;
}

const a4: Size = { width: 595, height: 842 };
const centreGrip: Point = { x: -centredOn({ x: 0, y: 0 }).x, y: -centredOn({ x: 0, y: 0 }).y };
const announceMovesAfter = 250;

/**
 * The behaviour of `<jse-pdf-placement>`: choosing a signer, carrying a place by pointer, moving it by keys, and saying
 * what happened. Pointer and keyboard end in the same functions of the model.
 */
export class PlacementEditor {
  readonly #host: EditorHost;
  readonly #drag: PlacementDrag<Carried>;
  #announcing: ReturnType<typeof setTimeout> | undefined;
  /** The signer whose place the next click on a page makes. */
  armed: string | undefined;
  /** The placement whose numbers are shown. */
  selected: number | undefined;
  /** What a drag or a hover would lead to. */
  preview: Preview | undefined;
  /** A signer carried from the palette while not over a page; CSS pixels of the viewport. */
  flying: { readonly signerId: string; readonly x: number; readonly y: number } | undefined;
  /** What screen readers are told. */
  announcement = '';

  /** Listens on the element for drags. */
  constructor(host: EditorHost) {
    this.#host = host;
    this.#drag = new PlacementDrag<Carried>(host, {
      moved: (carried, x, y) => {
        this.#carry(carried, x, y);
      },
      dropped: (carried, x, y) => {
        this.#carry(carried, x, y);
        void this.#drop();
      },
      cancelled: () => {
        this.#putDown();
        this.#say(host.t.term('cancelled'));
      },
      scrollBox: () => host.view?.scrollBox,
      scrollBy: (pixels) => host.view?.scrollPagesBy(pixels),
    });
  }

  /** The document's pages as the model wants them. */
  get pages(): Pages {
    const { view } = this.#host;
    return { count: Math.max(1, view?.pageCount ?? 1), sizeOf: (page) => view?.sizeOfPage(page) ?? a4 };
  }

  /** Pointer pressed on a signer of the palette: a drag may follow. */
  pressSigner(event: PointerEvent, signerId: string): void {
    if (!this.#host.locked) this.#drag.press(event, { signerId, grip: centreGrip });
  }

  /** A signer chosen in the palette: by keyboard he is placed at once, by pointer the next click on a page places him. */
  chooseSigner(signerId: string, byKeyboard: boolean): void {
    if (byKeyboard) void this.placeOnPage(signerId);
    else if (this.armed === signerId) this.#set({ armed: undefined, preview: undefined });
    else this.#set({ armed: signerId, preview: undefined, selected: undefined });
  }

  /** Places a signer on the page in view, at a free spot, and moves the focus to his box. */
  async placeOnPage(signerId: string): Promise<void> {
    const { view, placements } = this.#host;
    const page = view?.page ?? 1;
    if (!view?.pageCount) return;
    await view.loadSize(page);
    this.#place(signerId, {
      page,
      ...freeSpot(
        placements.filter((p) => p.signerId !== signerId),
        page,
        this.pages,
      ),
    });
  }

  /** Ends choosing and dragging without a change. */
  cancel(): void {
    if (this.#drag.active) this.#drag.cancel();
    else if (this.armed !== undefined) {
      const { armed } = this;
      this.#set({ armed: undefined, preview: undefined });
      this.#say(this.#host.t.term('cancelled'));
      void this.#focus(`[data-signer="${CSS.escape(armed)}"]`);
    }
  }

  /** Pointer pressed on a box. */
  pressBox(event: PointerEvent, index: number): void {
    const placement = this.#host.placements[index];
    if (!placement || this.#host.locked) return;
    const page = pageNumber(placement.page, this.pages.count);
    const point = this.#host.view?.pointOnPage(page, event.clientX, event.clientY) ?? placement;
    const grip = { x: point.x - placement.x, y: point.y - placement.y };
    this.#drag.press(event, { signerId: placement.signerId, index, grip });
    // Safari gives a pressed button no focus.
    (event.currentTarget as HTMLElement).focus({ preventScroll: true });
  }

  /** A click on the pages: places the chosen signer there. */
  clickPages(event: MouseEvent): void {
    const { armed } = this;
    const at = armed === undefined ? undefined : this.#host.view?.pageAt(event.clientX, event.clientY);
    if (armed === undefined || !at) return;
    this.#place(armed, { page: at.page, ...centredOn(at) });
  }

  /** The mouse over the pages while a signer is chosen: shows where the click would place him. */
  hoverPages(event: PointerEvent): void {
    const { armed } = this;
    if (armed === undefined || event.pointerType !== 'mouse' || this.#drag.active) return;
    this.#set({ preview: this.#previewAt({ signerId: armed, grip: centreGrip }, event.clientX, event.clientY) });
  }

  /** The mouse left the pages. */
  leavePages(): void {
    if (this.preview && !this.#drag.active) this.#set({ preview: undefined });
  }

  /** A box got the focus. */
  select(index: number | undefined): void {
    if (this.selected !== index) this.#set({ selected: index });
  }

  /** A key on a box. */
  key(event: KeyboardEvent, index: number): void {
    const command = commandOf(event);
    if (!command || this.#host.locked || event.altKey || event.metaKey) return;
    event.preventDefault();
    const { placements } = this.#host;
    if (command.kind === 'move') this.#move(moveBy(placements, index, command.by, this.pages));
    else if (command.kind === 'edge') this.#move(moveToEdge(placements, index, command.edge, this.pages));
    else if (command.kind === 'remove') this.remove(index);
    else if (command.kind === 'edit') void this.#focus('input[name="x"]');
    else {
      const page = pageNumber(placements[index]?.page ?? 1, this.pages.count);
      void this.toPage(index, page + command.step, true);
    }
  }

  /** Sets a placement's numbers. */
  moveTo(index: number, point: Point): void {
    this.#move(moveTo(this.#host.placements, index, point, this.pages));
  }

  /** Takes a placement to another page; with `refocus` the box keeps the focus. */
  async toPage(index: number, page: number, refocus: boolean): Promise<void> {
    const { view, placements, t } = this.#host;
    const count = this.pages.count;
    if (page < 1 || page > count) {
      this.#say(t.term('noSuchPage'));
      return;
    }
    await view?.loadSize(page);
    const change = moveToPage(placements, index, page, this.pages);
    if (change.stopped) {
      this.#say(t.term('noRoom', page));
      return;
    }
    if (!this.#host.commit(change.placements, 'page')) return;
    view?.scrollToPage(page);
    this.#sayPlace('moved', change);
    if (refocus) await this.#focusBox(index);
  }

  /** Removes a placement and moves the focus to its signer in the palette. */
  remove(index: number): void {
    const placement = this.#host.placements[index];
    if (!placement || !this.#host.commit(remove(this.#host.placements, index), 'remove')) return;
    this.#set({ selected: undefined });
    this.#say(this.#host.t.term('removed', this.#nameOf(placement.signerId)));
    void this.#focus(`[data-signer="${CSS.escape(placement.signerId)}"]`);
  }

  #place(signerId: string, at: Point & { readonly page: number }): void {
    const change = place(this.#host.placements, signerId, at, this.pages, this.#host.maxPerSigner);
    if (!change) {
      this.#say(this.#host.t.term('noRoom', at.page));
      return;
    }
    if (!this.#host.commit(change.placements, 'place')) return;
    this.#set({ armed: undefined, preview: undefined, selected: change.index });
    this.#sayPlace('placed', change);
    void this.#focusBox(change.index);
  }

  #move(change: PlacementChange): void {
    if (!this.#host.commit(change.placements, 'move')) return;
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      this.#sayPlace(change.stopped ? 'atEdge' : 'moved', change);
    }, announceMovesAfter);
  }

  #carry(carried: Carried, clientX: number, clientY: number): void {
    const preview = this.#previewAt(carried, clientX, clientY);
    const isNew = carried.index === undefined;
    this.#set({
      preview: preview ?? (isNew ? undefined : this.preview),
      flying: isNew && !preview ? { signerId: carried.signerId, x: clientX, y: clientY } : undefined,
    });
  }

  #previewAt({ signerId, index, grip }: Carried, clientX: number, clientY: number): Preview | undefined {
    const { view, placements } = this.#host;
    const moved = index === undefined ? undefined : placements[index];
    const fallback = this.preview ?? moved;
    const page = view?.pageAt(clientX, clientY)?.page ?? (moved && fallback ? fallback.page : undefined);
    if (!view || page === undefined) return undefined;
    const number = pageNumber(page, this.pages.count);
    const size = this.pages.sizeOf(number);
    if (!hasRoom(size)) return undefined;
    const point = view.pointOnPage(number, clientX, clientY);
    const at = clampPlacement(size, { x: point.x - grip.x, y: point.y - grip.y });
    return { signerId, page: number, ...at, ...(index !== undefined && { index }) };
  }

  async #drop(): Promise<void> {
    const { preview } = this;
    this.#putDown();
    if (!preview) return;
    const { signerId, index, page, x, y } = preview;
    if (index === undefined) {
      this.#place(signerId, { page, x, y });
      return;
    }
    const placements = this.#host.placements.with(index, { signerId, page, x, y });
    if (!this.#host.commit(placements, 'move')) return;
    this.#sayPlace('moved', { placements, index, stopped: false });
    await this.#focusBox(index);
  }

  #putDown(): void {
    this.#set({ preview: undefined, flying: undefined });
  }

  #sayPlace(kind: 'placed' | 'moved' | 'atEdge', { placements, index }: PlacementChange): void {
    const placement = placements[index];
    if (!placement) return;
    const { t } = this.#host;
    const position = t.term('position', t.number(Math.round(placement.x)), t.number(Math.round(placement.y)));
    const page = pageNumber(placement.page, this.pages.count);
    const name = this.#nameOf(placement.signerId);
    this.#say(kind === 'atEdge' ? t.term('atEdge', position) : t.term(kind, name, page, position));
  }

  #say(words: string): void {
    clearTimeout(this.#announcing);
    this.#set({ announcement: words });
  }

  #nameOf(signerId: string): string {
    return this.#host.signers.find(({ id }) => id === signerId)?.name ?? signerId;
  }

  #focusBox(index: number): Promise<void> {
    return this.#focus(`.box[data-index="${index}"]`);
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #set(changes: Partial<Pick<PlacementEditor, 'armed' | 'selected' | 'preview' | 'flying' | 'announcement'>>): void {
    Object.assign(this, changes);
    this.#host.requestUpdate();
  }
}
