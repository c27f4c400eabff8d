import { PdfPlacementHarness } from '../pdf-placement/pdf-placement.harness.ts';
import type { JseCollectionBuilder } from './collection-builder.ts';
import type { PersonForm } from './person-form.ts';

/** Drives a `<jse-collection-builder>` in a test as a person would: by what is written on it. */
export class CollectionBuilderHarness {
  readonly element: JseCollectionBuilder;

  constructor(element: JseCollectionBuilder) {
    this.element = element;
  }

  /** Everything that is written, spaces collapsed. */
  get text(): string {
    return this.element.renderRoot.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
  }

  /** The names in the list of documents or of signers, in order. */
  names(list: 'documents' | 'signers'): string[] {
    const rows = this.element.renderRoot.querySelectorAll(
      `[aria-labelledby="${list}-title"] .row:not(.failed, .uploading) .name`,
    );
    return [...rows].map((row) => row.textContent?.trim() ?? '');
  }

  /** The placement of the document that is open, once it can be used. */
  async placement(): Promise<PdfPlacementHarness> {
    await this.until(() => this.#query('jse-pdf-placement') !== null, 'the placement');
    const harness = new PdfPlacementHarness(this.#find('jse-pdf-placement') as PdfPlacementHarness['element']);
    await harness.ready();
    return harness;
  }

  /** Waits until something is so and nothing is being saved. */
  async until(condition: () => boolean, what: string, timeout = 20_000): Promise<void> {
    const end = performance.now() + timeout;
    for (;;) {
      await this.element.updateComplete;
      if (condition()) return;
      if (performance.now() > end) throw new Error(`Waited for ${what}: ${this.text}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** Waits until all that was done has been saved. */
  async saved(): Promise<void> {
    await this.until(() => this.#query('.saved')?.textContent?.trim() === 'Enregistré', 'everything to be saved');
  }

  /** Chooses files, as the file dialogue would. */
  async choose(...files: readonly File[]): Promise<void> {
    await this.until(() => this.#query('#files') !== null, 'the choice of files');
    const input = this.#find<HTMLInputElement>('#files');
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Drops files on the page. */
  async drop(...files: readonly File[]): Promise<void> {
    await this.until(() => this.#query('.main') !== null, 'the draft');
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    this.#find('.main').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }

  /** Presses the button that bears these words, once it can be pressed. */
  async press(words: string | RegExp): Promise<void> {
    await this.until(() => this.#button(words) !== undefined, `a button “${String(words)}”`);
    this.#button(words)?.click();
    await this.element.updateComplete;
  }

  /** Whether a button bears these words and can be pressed. */
  offers(words: string | RegExp): boolean {
    return this.#button(words) !== undefined;
  }

  /** Writes into a field by its id. */
  async write(id: string, text: string): Promise<void> {
    await this.until(() => this.#query(`#${id}`) !== null, `the field ${id}`);
    const field = this.#find<HTMLInputElement>(`#${id}`);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  /** Adds a client. */
  async addClient(person: Omit<PersonForm, 'level'>): Promise<void> {
    await this.press('Ajouter un client');
    for (const [id, text] of Object.entries(person)) await this.write(id, text);
    await this.press('Ajouter');
    await this.until(() => this.names('signers').includes(`${person.firstName} ${person.lastName}`), person.lastName);
  }

  /** Opens the import and gives it a list. */
  async chooseList(file: File): Promise<void> {
    await this.press('Importer une liste');
    await this.until(() => this.#query('#import-file') !== null, 'the import');
    const input = this.#find<HTMLInputElement>('#import-file');
    const transfer = new DataTransfer();
    transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** The lines of the list, as they are shown, cell by cell. */
  get listed(): string[][] {
    const rows = [...this.element.renderRoot.querySelectorAll('.table tbody tr')];
    return rows.map((row) =>
      [...row.querySelectorAll('th, td')].slice(1).map((cell) => cell.textContent?.trim() ?? ''),
    );
  }

  /** What is said to be wrong with a field. */
  fault(id: string): string {
    return this.#query(`#${id}-fault`)?.textContent?.trim() ?? '';
  }

  /** Chooses an option of a list by its beginning. */
  async select(id: string, begins: string): Promise<void> {
    await this.until(() => this.#query(`#${id}`) !== null, `the list ${id}`);
    const list = this.#find<HTMLSelectElement>(`#${id}`);
    const option = [...list.options].find(({ text }) => text.trim().startsWith(begins));
    if (!option) throw new Error(`No “${begins}” in ${id}`);
    list.value = option.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  #button(words: string | RegExp): HTMLButtonElement | undefined {
    const says = (button: HTMLElement) => {
      const name = button.getAttribute('aria-label') ?? button.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
      return typeof words === 'string' ? name === words : words.test(name);
    };
    return [...this.element.renderRoot.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')].find(says);
  }

  #find<T extends Element = HTMLElement>(selector: string): T {
    const found = this.#query<T>(selector);
    if (!found) throw new Error(`No ${selector} on the builder now`);
    return found;
  }

  #query<T extends Element = HTMLElement>(selector: string): T | null {
    return this.element.renderRoot.querySelector<T>(selector);
  }
}
