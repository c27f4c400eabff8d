import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What must have been plainly visible for this long, in milliseconds, before an act counts. */
const steadily = 400;

interface Sighting extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

/**
 * Against pages that cover a frame, make it transparent or move it under the pointer (clickjacking): where the browser
 * tells whether an element is truly visible to the person (Intersection Observer v2, Chromium), acts count only once it
 * has been so for a while. Where it does not tell, everything counts as seen.
 */
export class SeenGuard implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: IntersectionObserver | undefined;
  #since: number | undefined = 0;
  /** Whether an act was refused because the page hid what it was done to. */
  hidden = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const options = { threshold: [0, 0.25, 0.5, 0.75, 1], trackVisibility: true, delay: 100 };
    this.#observer = new IntersectionObserver((sightings: readonly Sighting[]) => {
      const last = sightings.at(-1);
      if (last?.isVisible === undefined) return;
      if (!last.isVisible) this.#since = undefined;
      else this.#since ??= performance.now();
      if (last.isVisible && this.hidden) {
        this.hidden = false;
        this.#host.requestUpdate();
      }
    }, options);
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** The same a moment later: a code that a phone fills in is quicker than the sight of a new step is steady. */
  async allowsSoon(): Promise<boolean> {
    for (let attempt = 0; attempt < 5 && !this.allows(); attempt += 1) {
      await new Promise((done) => setTimeout(done, steadily / 2));
    }
    return this.allows();
  }

  /** Whether what is done now counts; if not, the host says so. */
  allows(): boolean {
    const seen = this.#since !== undefined && performance.now() - this.#since >= steadily;
    this.hidden = !seen;
    if (!seen) this.#host.requestUpdate();
    return seen;
  }
}
