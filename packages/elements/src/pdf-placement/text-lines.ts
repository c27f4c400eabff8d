import type { Rectangle } from '../geometry/page-space.ts';
import type { TextRun } from '../pdf-pages/page-content.ts';

/** A piece of a line that reads in one go: a column's, a table cell's, a label's. Its box is in page space. */
export interface TextLine extends Rectangle {
  readonly text: string;
}

/** Shares of the line's height. */
const sameLine = 0.4;
const newColumn = 1.5;
const newWord = 0.18;
const softHyphen = '\u00ad';

/** Puts runs together into lines, top first: over spans that split words, and over soft hyphens at a line's end. */
export function linesOf(runs: readonly TextRun[]): readonly TextLine[] {
  const upright = runs.filter(({ upright, text }) => upright && text.trim() !== '');
  const rows: TextRun[][] = [];
  for (const run of [...upright].sort((a, b) => middle(b) - middle(a))) {
    const row = rows.at(-1);
    const first = row?.[0];
    const near = first && Math.abs(middle(first) - middle(run)) <= sameLine * Math.min(first.height, run.height);
    if (row && near) row.push(run);
    else rows.push([run]);
  }
  return overSoftHyphens(rows.flatMap((row) => pieces(row)));
}

function pieces(row: readonly TextRun[]): TextLine[] {
  const lines: TextLine[] = [];
  for (const run of [...row].sort((a, b) => a.x - b.x)) {
    const line = lines.at(-1);
    const gap = line ? run.x - (line.x + line.width) : Infinity;
    if (line && gap <= newColumn * run.height) {
      const space = gap > newWord * run.height && !/\s$/.test(line.text) && !/^\s/.test(run.text) ? ' ' : '';
      lines[lines.length - 1] = { text: line.text + space + run.text, ...around(line, run) };
    } else {
      const { text, x, y, width, height } = run;
      lines.push({ text, x, y, width, height });
    }
  }
  return lines;
}

/** A word broken by a soft hyphen goes on in the line below that begins at about the same height to the left. */
function overSoftHyphens(lines: readonly TextLine[]): TextLine[] {
  const joined: TextLine[] = [];
  const used = new Set<TextLine>();
  for (const [index, line] of lines.entries()) {
    if (used.has(line)) continue;
    const next = line.text.trimEnd().endsWith(softHyphen)
      ? lines.slice(index + 1).find((other) => isBelow(other, line))
      : undefined;
    if (next) used.add(next);
    const text = next ? line.text.trimEnd().slice(0, -1) + next.text : line.text;
    joined.push({ ...line, ...(next && around(line, next)), text });
  }
  return joined;
}

const isBelow = (line: Rectangle, above: Rectangle): boolean =>
  above.y - line.y > 0 && above.y - line.y < 2.5 * above.height && Math.abs(line.x - above.x) < 2 * above.height;

const middle = ({ y, height }: Rectangle): number => y + height / 2;

/** The smallest box around two. */
function around(a: Rectangle, b: Rectangle): Rectangle {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
