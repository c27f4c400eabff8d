/** A line of the benchmark's table: a median in milliseconds, and its ratio to the peer or the physical limit. */
export interface BenchRow {
  readonly what: string;
  readonly who: string;
  readonly ms: number;
  readonly ratio: number;
}

/** The rows as a Markdown table. */
export function toMarkdown(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ what, who, ms, ratio }) => `| ${what} | ${who} | ${ms.toFixed(2)} | ${ratio.toFixed(2)} |`);
  return ['| what | who | median ms | × peer |', '| --- | --- | ---: | ---: |', ...lines].join('\n');
}

/** The tables of a written page by the headings over them. */
export function readBlocks(page: string): Map<string, string> {
  return new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((part) => {
        const [name = '', ...lines] = part.split('\n');
        return [name.trim(), lines.join('\n').trim()];
      }),
  );
}
