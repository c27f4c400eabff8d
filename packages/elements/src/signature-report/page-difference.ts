/** What is compared: RGBA pixels, row by row, as a canvas gives them. */
export type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

/** A rectangle of pixels, from the top left corner. */
export interface PixelArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels a cell; differences in one cell, or in cells that touch, are one area. */
const cell = 8;
/** What a channel may differ by without being seen: the two pictures are drawn by the same renderer. */
const unseen = 24;

/** Where two pictures of a page differ, as few rectangles as cells that touch make. Pictures of other sizes differ wholly. */
export function differingAreas(before: Pixels, after: Pixels): PixelArea[] {
  const { width, height } = after;
  if (before.width !== width || before.height !== height) return [{ left: 0, top: 0, right: width, bottom: height }];
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const differing = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      for (let channel = at; channel < at + 3; channel++) {
        if (Math.abs((before.data[channel] ?? 0) - (after.data[channel] ?? 0)) <= unseen) continue;
        differing[row + Math.floor(x / cell)] = 1;
        break;
      }
    }
  }
  return [...joined(differing, columns)].map(({ left, top, right, bottom }) => ({
    left: left * cell,
    top: top * cell,
    right: Math.min(width, (right + 1) * cell),
    bottom: Math.min(height, (bottom + 1) * cell),
  }));
}

/** The bounds, in cells, of each group of cells that touch, corners included. */
function* joined(marked: Uint8Array, columns: number): Generator<PixelArea> {
  for (let start = 0; start < marked.length; start++) {
    if (marked[start] !== 1) continue;
    const area = { left: columns, top: Infinity, right: 0, bottom: 0 };
    const pending = [start];
    marked[start] = 2;
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const x = at % columns;
      const y = Math.floor(at / columns);
      area.left = Math.min(area.left, x);
      area.right = Math.max(area.right, x);
      area.top = Math.min(area.top, y);
      area.bottom = Math.max(area.bottom, y);
      for (let down = -1; down <= 1; down++) {
        for (let along = -1; along <= 1; along++) {
          const next = at + down * columns + along;
          if (x + along < 0 || x + along >= columns || marked[next] !== 1) continue;
          marked[next] = 2;
          pending.push(next);
        }
      }
    }
    yield area;
  }
}
