import { isJseError, type JseError } from '@jse/sdk/browser';
import type { BuilderDraft } from './builder-draft.ts';
import {
  type ColumnMapping,
  type CsvTable,
  guessMapping,
  type ImportField,
  type ImportRow,
  readPeople,
  readTable,
} from './csv-people.ts';

export { importStyles } from './import.styles.ts';
export { signerImport } from './render-import.ts';

/** Files beyond this are no list of signers, in bytes. */
const largestFile = 2_000_000;

interface Host {
  requestUpdate(): void;
}

/** Signers out of a list: the file, which column is what, whom to take, and how far the adding is. */
export class SignerImport {
  readonly #host: Host;
  readonly #draft: BuilderDraft;
  #table: CsvTable | undefined;
  #mapping: ColumnMapping | undefined;
  #turn = 0;
  /** Name of the file; empty until one was read. */
  fileName = '';
  /** Why the file is of no use. */
  fault: 'unreadable' | 'too-large' | undefined;
  rows: readonly ImportRow[] = [];
  chosen: ReadonlySet<number> = new Set();
  /** How many of those chosen have been added; undefined while nothing is being added. */
  added: { readonly done: number; readonly of: number } | undefined;
  /** What the platform refused, and on which line. */
  refused: { readonly line: number; readonly error: JseError } | undefined;

  /** Into a draft; the host renders what changes. */
  constructor(host: Host, draft: BuilderDraft) {
    this.#host = host;
    this.#draft = draft;
  }

  /** Names of the columns; a column without one has its number. */
  get columns(): readonly string[] {
    return this.#table?.columns ?? [];
  }

  /** The column of each field. */
  get mapping(): ColumnMapping | undefined {
    return this.#mapping;
  }

  /** Lines that were left out, the file having too many. */
  get leftOut(): number {
    return this.#table?.leftOut ?? 0;
  }

  /** Reads a file and guesses its columns. */
  async read(file: File): Promise<void> {
    const turn = (this.#turn += 1);
    [this.fileName, this.fault, this.refused, this.rows] = [file.name, undefined, undefined, []];
    this.#table = undefined;
    const large = file.size > largestFile;
    const table = large ? undefined : readTable(new Uint8Array(await file.arrayBuffer()));
    if (turn !== this.#turn) return;
    if (table && table.rows.length > 0) {
      this.#table = table;
      await this.map(guessMapping(table));
      return;
    }
    this.fault = large ? 'too-large' : 'unreadable';
    this.#host.requestUpdate();
  }

  /** Says which column a field is in. */
  async mapField(field: ImportField, column: number): Promise<void> {
    if (this.#mapping) await this.map({ ...this.#mapping, [field]: column });
  }

  /** Takes one line along, or not. */
  choose(index: number, chosen: boolean): void {
    const next = new Set(this.chosen);
    if (chosen) next.add(index);
    else next.delete(index);
    this.chosen = next;
    this.#host.requestUpdate();
  }

  /** Adds those chosen, one after the other; true when all were. What was added is taken off the list. */
  async add(): Promise<boolean> {
    const wanted = this.rows.filter((row, index) => this.chosen.has(index) && row.signer);
    this.refused = undefined;
    for (const [done, { line, signer }] of wanted.entries()) {
      this.added = { done, of: wanted.length };
      this.#host.requestUpdate();
      try {
        const taken = await this.#draft.makeOrThrow({ kind: 'add-signer', signer: { ...signer } });
        if (!taken) return await this.#stop(undefined);
      } catch (error) {
        if (!isJseError(error)) throw error;
        return this.#stop({ line, error });
      }
    }
    this.added = undefined;
    this.#host.requestUpdate();
    return true;
  }

  /** What is left of the list stays, to go on with. */
  async #stop(refused: SignerImport['refused']): Promise<false> {
    this.added = undefined;
    this.refused = refused;
    await this.map(this.#mapping);
    return false;
  }

  /** Reads the lines by this mapping. */
  async map(mapping: ColumnMapping | undefined): Promise<void> {
    const turn = (this.#turn += 1);
    const table = this.#table;
    if (!table || !mapping) return;
    this.#mapping = mapping;
    const known = this.#draft.collection?.signers.map(({ email }) => email) ?? [];
    const rows = await readPeople(table, mapping, known);
    if (turn !== this.#turn) return;
    this.rows = rows;
    this.chosen = new Set(rows.flatMap(({ signer, twice }, index) => (signer && !twice ? [index] : [])));
    this.#host.requestUpdate();
  }
}
