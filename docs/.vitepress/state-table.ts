import type { MarkdownRenderer } from 'vitepress';

/**
 * Shows a state diagram (Mermaid's `from --> to: event`) as a table of moves: read aloud and searched as well as seen,
 * and without the megabytes of a drawing library in the page. Code hosts draw the same source.
 */
export function stateTable(markdown: MarkdownRenderer): void {
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, at, options, env, self) => {
    const token = tokens[at];
    if (token?.info.trim() !== 'mermaid') return fence?.(tokens, at, options, env, self) ?? '';
    const moves = [...token.content.matchAll(/^ *(\S+) --> (\S+?)(?:: (.+))?$/gm)];
    if (moves.length === 0) throw new Error('A Mermaid block that is no state diagram: draw it as SVG');
    const cell = (words = '') => `<td>${words === '[*]' ? '' : `<code>${words}</code>`}</td>`;
    const rows = moves.map(([, from, to, event]) => `<tr>${cell(from)}${cell(event ?? '[*]')}${cell(to)}</tr>`);
    return `<table><thead><tr><th>state</th><th>event</th><th>leads to</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  };
}
