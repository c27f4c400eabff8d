/** How far a pointer goes before a press becomes a drag, in CSS pixels. */
const threshold = 5;
const edge = 48;
const fastest = 14;

/** What a drag does for its owner; coordinates are the viewport's, `free` says that Alt is held. */
export interface DragHandlers<Item> {
  /** Called for each step once the pointer has left its spot. */
  moved(item: Item, clientX: number, clientY: number, free: boolean): void;
  dropped(item: Item, clientX: number, clientY: number, free: boolean): void;
  cancelled(item: Item): void;
  /** The box at whose upper and lower edge the content scrolls under a drag, and how it scrolls. */
  scrollBox(): DOMRect | undefined;
  scrollBy(pixels: number): void;
}

interface Drag<Item> {
  readonly item: Item;
  readonly pointerId: number;
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
  free: boolean;
  active: boolean;
}

/**
 * One pointer drag at a time, by mouse, pen or touch. The pointer is captured by the element itself, since what is
 * dragged may be rendered anew under it.
 */
export class PlacementDrag<Item> {
  readonly #element: HTMLElement;
  readonly #handlers: DragHandlers<Item>;
  #drag: Drag<Item> | undefined;
  #frame = 0;
  #suppressClick = false;

  /** Listens on the element for the whole of its life. */
  constructor(element: HTMLElement, handlers: DragHandlers<Item>) {
    this.#element = element;
    this.#handlers = handlers;
    element.addEventListener('pointermove', (event) => {
      this.#move(event);
    });
    element.addEventListener('pointerup', (event) => {
      this.#end(event, true);
    });
    element.addEventListener('pointercancel', (event) => {
      this.#end(event, false);
    });
    element.addEventListener('lostpointercapture', (event) => {
      this.#end(event, false);
    });
    // The browser sends a click after a drag that ends where it began; it is no choice of the user's.
    element.addEventListener('click', (event) => this.#swallow(event), { capture: true });
  }

  /** Whether something is being dragged (pressed alone does not count). */
  get active(): boolean {
    return this.#drag?.active ?? false;
  }

  /** Starts on `pointerdown` by a primary button. */
  press(event: PointerEvent, item: Item): void {
    this.#suppressClick = false;
    if (this.#drag || event.button !== 0 || !event.isPrimary) return;
    const { pointerId, clientX, clientY } = event;
    this.#drag = {
      item,
      pointerId,
      startX: clientX,
      startY: clientY,
      x: clientX,
      y: clientY,
      free: false,
      active: false,
    };
  }

  /** Ends the drag without a drop. */
  cancel(): void {
    const drag = this.#drag;
    this.#stop();
    if (drag?.active) this.#handlers.cancelled(drag.item);
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.pointerId !== event.pointerId) return;
    [drag.x, drag.y, drag.free] = [event.clientX, event.clientY, event.altKey];
    if (!drag.active && Math.hypot(drag.x - drag.startX, drag.y - drag.startY) < threshold) return;
    if (!drag.active) {
      drag.active = true;
      this.#element.setPointerCapture(event.pointerId);
      this.#scroll();
    }
    event.preventDefault();
    this.#handlers.moved(drag.item, drag.x, drag.y, drag.free);
  }

  #end(event: PointerEvent, drop: boolean): void {
    const drag = this.#drag;
    if (drag?.pointerId !== event.pointerId) return;
    this.#stop();
    if (!drag.active) return;
    this.#suppressClick = true;
    if (drop) this.#handlers.dropped(drag.item, event.clientX, event.clientY, event.altKey);
    else this.#handlers.cancelled(drag.item);
  }

  #stop(): void {
    const drag = this.#drag;
    this.#drag = undefined;
    cancelAnimationFrame(this.#frame);
    if (drag?.active && this.#element.hasPointerCapture(drag.pointerId)) {
      this.#element.releasePointerCapture(drag.pointerId);
    }
  }

  #swallow(event: MouseEvent): void {
    if (!this.#suppressClick || event.detail === 0) return;
    this.#suppressClick = false;
    event.stopPropagation();
    event.preventDefault();
  }

  // Near the upper or lower edge the pages scroll along, the faster the nearer.
  #scroll(): void {
    this.#frame = requestAnimationFrame(() => {
      const drag = this.#drag;
      const box = this.#handlers.scrollBox();
      if (!drag?.active || !box) return;
      const { x, y } = drag;
      const inside = x >= box.left && x <= box.right && y >= box.top - edge && y <= box.bottom + edge;
      const depth = inside ? Math.max(0, box.top + edge - y) - Math.max(0, y - (box.bottom - edge)) : 0;
      if (depth !== 0) {
        this.#handlers.scrollBy(Math.max(-1, Math.min(-depth / edge, 1)) * fastest);
        this.#handlers.moved(drag.item, x, y, drag.free);
      }
      this.#scroll();
    });
  }
}
