import type { Size } from '../geometry/page-space.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import type { PlacementSigner, SignerPlacement } from './placement-model.ts';
import type { Anchor, Suggestion } from './suggest.ts';

type Tools = Pick<typeof import('./placement-tools.ts'), 'anchorsOf' | 'suggestionsFor'>;

/** A long document is searched at its beginning and at its end, this many pages each. */
const mostPagesEach = 100;

interface Host {
  readonly signers: readonly PlacementSigner[];
  readonly placements: readonly SignerPlacement[];
  readonly maxPerSigner: number;
  readonly view: JsePdfPages | null;
}

/** Looks through the open document for places that it asks for. All of it happens in the page: nothing leaves it. */
export class Suggestions {
  readonly #host: Host;
  readonly #found: () => void;
  #anchors: readonly Anchor[] = [];
  #sizes = new Map<string, Size>();
  #tools: Tools | undefined;
  #turn = 0;

  /** `found` is called once the document was searched. */
  constructor(host: Host, found: () => void) {
    this.#host = host;
    this.#found = found;
  }

  /** Forgets the document. */
  reset(): void {
    this.#turn += 1;
    this.#anchors = [];
    this.#sizes = new Map();
  }

  /** Searches the document that is open now, page by page, the last one first. */
  async search(tools: Tools): Promise<void> {
    this.reset();
    const turn = this.#turn;
    const { view } = this.#host;
    const count = view?.pageCount ?? 0;
    if (!view || count === 0) return;
    this.#tools = tools;
    const anchors: Anchor[] = [];
    for (let page = count; page >= 1; page -= 1) {
      if (page > mostPagesEach && page <= count - mostPagesEach) continue;
      if (turn !== this.#turn || view !== this.#host.view) return;
      try {
        const content = await view.contentOfPage(page);
        anchors.push(...tools.anchorsOf(content, page, await view.loadSize(page)));
        for (const { name, width, height } of content.fields) this.#sizes.set(name, { width, height });
      } catch {
        // A page that cannot be read proposes nothing; it says so itself where it is shown.
      }
    }
    if (turn !== this.#turn) return;
    this.#anchors = anchors;
    this.#found();
  }

  /** What is proposed now: for signers without a place. */
  get list(): readonly Suggestion[] {
    const { signers, placements, view } = this.#host;
    if (this.#anchors.length === 0 || !view) return [];
    return this.#tools?.suggestionsFor(this.#anchors, signers, placements, view.pageCount) ?? [];
  }

  /** The size of one of the file's own fields, once it was found. */
  sizeOfField(name: string | undefined): Size | undefined {
    return name === undefined ? undefined : this.#sizes.get(name);
  }

  /** Proposes nothing more of this document. */
  dismiss(): void {
    this.#anchors = [];
  }
}
