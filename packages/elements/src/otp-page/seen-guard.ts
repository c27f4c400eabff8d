import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What must have been plainly visible for this long, in milliseconds, before an act counts. */
const steadily = 400;

interface Sighting extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

/**
 * Against pages that cover a frame or make it transparent (clickjacking): where the browser tells whether an element is
 * truly visible to the person (Intersection Observer v2, Chromium), an act counts only once the very control that it is
 * done to has been so for a while; what else of the frame is covered does not matter. Where the browser does not tell,
 * everything counts as seen. A frame that is moved in plain sight stays visible all the time: that is not noticed here.
 */
export class SeenGuard implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: IntersectionObserver | undefined;
  #watched = new Set<Element>();
  /** Since when a control is seen without a break; undefined while it is not. */
  readonly #since = new WeakMap<Element, number | undefined>();
  /** Whether an act was refused because the page hid what it was done to. */
  hidden = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const options = { threshold: [0, 0.25, 0.5, 0.75, 1], trackVisibility: true, delay: 100 };
    this.#observer = new IntersectionObserver((sightings: readonly Sighting[]) => {
      for (const sighting of sightings) this.#take(sighting);
    }, options);
    for (const control of this.#watched) this.#observer.observe(control);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** Watches these controls, and no others. */
  watch(controls: Iterable<Element>): void {
    const wanted = new Set(controls);
    for (const control of this.#watched) if (!wanted.has(control)) this.#observer?.unobserve(control);
    for (const control of wanted) if (!this.#watched.has(control)) this.#observer?.observe(control);
    this.#watched = wanted;
  }

  /** The same a moment later: a code that a phone fills in is quicker than the sight of a new step is steady. */
  async allowsSoon(control: Element): Promise<boolean> {
    for (let attempt = 0; attempt < 5 && !this.allows(control); attempt += 1) {
      await new Promise((done) => setTimeout(done, steadily / 2));
    }
    return this.allows(control);
  }

  /** Whether what is done now to a watched control counts; if not, the host says so. */
  allows(control: Element): boolean {
    const since = this.#since.get(control);
    const seen = since !== undefined && performance.now() - since >= steadily;
    this.hidden = !seen;
    if (!seen) this.#host.requestUpdate();
    return seen;
  }

  #take({ target, isVisible }: Sighting): void {
    if (isVisible === undefined) this.#since.set(target, Number.NEGATIVE_INFINITY);
    else if (!isVisible) this.#since.set(target, undefined);
    else this.#since.set(target, this.#since.get(target) ?? performance.now());
    if (isVisible && this.hidden) {
      this.hidden = false;
      this.#host.requestUpdate();
    }
  }
}
