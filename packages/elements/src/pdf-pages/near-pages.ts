/**
 * Watches which pages are in or near the view. The viewport is the observer's root and its margins also widen inner
 * scrollers (`scrollMargin`; browsers without it draw a page when it appears), so an element that scrolls by itself and
 * one that is as tall as its document behave alike.
 */
export class NearPages {
  readonly #observer: IntersectionObserver | undefined;
  readonly #numbers = new WeakMap<Element, number>();
  readonly #near = new Map<number, Element>();

  /** `onChange` is told after each change of the set. */
  constructor(onChange: (entered: readonly number[], left: readonly number[]) => void) {
    if (typeof IntersectionObserver === 'undefined') return;
    // Of a page as wide as the window two at most are alive at a time: their pictures are what takes memory.
    const margins = { rootMargin: '25% 0px', scrollMargin: '25% 0px' };
    this.#observer = new IntersectionObserver((entries) => {
      const entered: number[] = [];
      const left: number[] = [];
      for (const { target, isIntersecting } of entries) {
        const number = this.#numbers.get(target);
        if (number === undefined || isIntersecting === this.#near.has(number)) continue;
        if (isIntersecting) this.#near.set(number, target);
        else this.#near.delete(number);
        (isIntersecting ? entered : left).push(number);
      }
      if (entered.length > 0 || left.length > 0) onChange(entered, left);
    }, margins);
  }

  /** Numbers of the near pages, in order. */
  get numbers(): readonly number[] {
    return [...this.#near.keys()].sort((a, b) => a - b);
  }

  /** Forgets everything. */
  clear(): void {
    this.#observer?.disconnect();
    this.#near.clear();
  }

  /** Watches a page's element too. */
  watch(number: number, element: Element): void {
    this.#numbers.set(element, number);
    this.#observer?.observe(element);
  }

  /** The near page whose box is nearest to a height on screen (CSS pixels from the top of the viewport). */
  nearestTo(clientY: number): number | undefined {
    let nearest: number | undefined;
    let distance = Infinity;
    for (const [number, element] of this.#near) {
      const { top, bottom } = element.getBoundingClientRect();
      const away = Math.max(top - clientY, clientY - bottom, 0);
      if (away < distance) [nearest, distance] = [number, away];
    }
    return nearest;
  }
}
