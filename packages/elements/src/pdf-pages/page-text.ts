import { folded } from '../i18n/folded.ts';
import type { TextRun } from './page-content.ts';

/** A character of a page: its run among those that have text, and its place in the run's text in UTF-16 code units. */
export interface TextSpot {
  readonly run: number;
  readonly offset: number;
}

/** A passage from its first character to its last. */
export interface Passage {
  readonly from: TextSpot;
  readonly to: TextSpot;
}

const softHyphen = '\u00ad';
const known = new Map<string, string>();

/**
 * The text of a page, folded for searching: accents, case, ligatures, kinds of quotes and dashes, white space and the
 * ends of lines make no difference, and a word that a soft hyphen breaks is whole.
 */
export class PageText {
  readonly #text: string;
  readonly #runs: Uint16Array;
  readonly #offsets: Uint16Array;

  /** Of runs in the order in which the file has them. */
  constructor(runs: readonly Pick<TextRun, 'text' | 'endsLine'>[]) {
    let text = '';
    const [indices, offsets]: [number[], number[]] = [[], []];
    const add = (folds: string, run: number, offset: number) => {
      if (folds === ' ' && (text === '' || text.endsWith(' '))) return;
      text += folds;
      for (let unit = 0; unit < folds.length; unit += 1) {
        indices.push(run);
        offsets.push(offset);
      }
    };
    // Runs without text only end lines, and count as little as they do in the text layer.
    let run = -1;
    for (const { text: written, endsLine } of runs) {
      if (written !== '') run += 1;
      let offset = 0;
      for (const character of written) {
        add(foldedCharacter(character), run, offset);
        offset += character.length;
      }
      if (endsLine && !written.endsWith(softHyphen)) add(' ', Math.max(0, run), Math.max(0, written.length - 1));
    }
    this.#text = text;
    [this.#runs, this.#offsets] = [Uint16Array.from(indices), Uint16Array.from(offsets)];
  }

  /** Whether there is anything to be found. */
  get isEmpty(): boolean {
    return this.#text.trim() === '';
  }

  /** Every place where something is written, in order; of an empty search none. */
  find(searched: string): readonly Passage[] {
    const wanted = folded(searched);
    const passages: Passage[] = [];
    if (wanted === '') return passages;
    for (let at = this.#text.indexOf(wanted); at >= 0; at = this.#text.indexOf(wanted, at + wanted.length)) {
      passages.push({ from: this.#spot(at), to: this.#spot(at + wanted.length - 1) });
    }
    return passages;
  }

  #spot(at: number): TextSpot {
    return { run: this.#runs[at] ?? 0, offset: this.#offsets[at] ?? 0 };
  }
}

function foldedCharacter(character: string): string {
  let folds = known.get(character);
  if (folds === undefined) {
    folds = /\s/u.test(character) ? ' ' : folded(character);
    known.set(character, folds);
  }
  return folds;
}
