import type { Localize } from '../i18n/localize.ts';
import type { PdfPlacementTerms } from './pdf-placement.terms.fr.ts';
import { type Pages, pageNumber, type PlacementChange, type PlacementSigner } from './placement-model.ts';

const announceMovesAfter = 250;

/** What the speech asks of its element. */
interface Listener {
  readonly signers: readonly PlacementSigner[];
  readonly t: Localize<PdfPlacementTerms>;
  requestUpdate(): void;
}

/** What screen readers are told of placing: the last sentence; of moves in a row only where they end. */
export class PlacementSpeech {
  readonly #host: Listener;
  readonly #pages: () => Pages;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** The words of the live region. */
  words = '';

  /** Speaks for an element about its document's pages. */
  constructor(host: Listener, pages: () => Pages) {
    this.#host = host;
    this.#pages = pages;
  }

  /** Says it now. */
  say(words: string): void {
    clearTimeout(this.#waiting);
    this.words = words;
    this.#host.requestUpdate();
  }

  /** Says where a place is, at once or when the moves are over. */
  place(kind: 'placed' | 'moved', change: PlacementChange, how: 'now' | 'when-still' = 'now'): void {
    clearTimeout(this.#waiting);
    const tell = () => {
      const { placements, index, stopped } = change;
      const placement = placements[index];
      if (!placement) return;
      const { t } = this.#host;
      const position = t.term('position', t.number(Math.round(placement.x)), t.number(Math.round(placement.y)));
      const page = pageNumber(placement.page, this.#pages().count);
      const name = this.nameOf(placement.signerId);
      const overlaps = change.overlaps ? ` ${t.term('overlapSaid')}` : '';
      this.say((stopped ? t.term('atEdge', position) : t.term(kind, name, page, position)) + overlaps);
    };
    if (how === 'now') tell();
    else this.#waiting = setTimeout(tell, announceMovesAfter);
  }

  /** A signer's name; his id where the host no longer lists him. */
  nameOf(signerId: string): string {
    return this.#host.signers.find(({ id }) => id === signerId)?.name ?? signerId;
  }
}
