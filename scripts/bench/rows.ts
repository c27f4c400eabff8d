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
