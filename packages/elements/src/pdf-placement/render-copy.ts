import { html, type TemplateResult } from 'lit';
import { copyToPages, parsePageRange } from './arrange.ts';
import type { EditorHost, PlacementEditor } from './placement-editor.ts';

/** Repeats the selected place on other pages, where signers may have several. */
export function renderCopy(host: EditorHost, editor: PlacementEditor, index: number): TemplateResult {
  const { t } = host;
  const { count } = editor.pages;
  const most =
    host.maxPerSigner - host.placements.filter(({ signerId }) => signerId === host.placements[index]?.signerId).length;
  return html`<form
    class="copy"
    @submit=${async (event: SubmitEvent) => {
      event.preventDefault();
      const input = (event.currentTarget as HTMLFormElement).elements.namedItem('pages') as HTMLInputElement;
      const numbers = parsePageRange(input.value, count);
      input.setCustomValidity(numbers ? '' : t.term('badPages', count));
      if (!input.reportValidity() || !numbers) return;
      await Promise.all(numbers.map(async (number) => host.view?.loadSize(number)));
      const all = copyToPages(host.placements, index, numbers, editor.pages);
      const placements = all.slice(0, host.placements.length + Math.max(0, most));
      const added = placements.length - host.placements.length;
      if (added > 0 && !host.commit(placements, 'copy')) return;
      editor.speech.say(t.term('copied', added));
    }}
  >
    <div class="field">
      <label for="copy-pages">${t.term('copyTo')}</label>
      <input
        id="copy-pages"
        name="pages"
        autocomplete="off"
        .defaultValue=${`1-${count}`}
        ?disabled=${host.locked || most < 1}
        @input=${(event: Event) => {
          (event.currentTarget as HTMLInputElement).setCustomValidity('');
        }}
      />
    </div>
    <button type="submit" class="button" ?disabled=${host.locked || most < 1}>${t.term('copy')}</button>
  </form>`;
}
