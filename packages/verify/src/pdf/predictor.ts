/**
 * Undoes the PNG predictors (10–15) and the TIFF predictor 2 for 8-bit components (ISO 32000-2, 7.4.4.4); other values
 * leave the bytes as they are.
 */
export function undoPredictor(data: Uint8Array, parameters: ReadonlyMap<string, number>): Uint8Array {
  const predictor = parameters.get('Predictor') ?? 1;
  if (predictor < 2) return data;
  const colors = clamp(parameters.get('Colors') ?? 1, 1, 32);
  const bits = clamp(parameters.get('BitsPerComponent') ?? 8, 1, 16);
  const columns = clamp(parameters.get('Columns') ?? 1, 1, 1 << 20);
  const unit = Math.max(1, (colors * bits) >> 3);
  const width = (colors * bits * columns + 7) >> 3;
  return predictor === 2 ? undoTiff(data, width, unit) : undoPng(data, width, unit);
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.trunc(value)));

function undoTiff(data: Uint8Array, width: number, unit: number): Uint8Array {
  const out = data.slice();
  for (let row = 0; row < out.length; row += width) {
    const end = Math.min(row + width, out.length);
    for (let at = row + unit; at < end; at++) out[at] = (out[at]! + out[at - unit]!) & 255;
  }
  return out;
}

function undoPng(data: Uint8Array, width: number, unit: number): Uint8Array {
  const rows = Math.ceil(data.length / (width + 1));
  const out = new Uint8Array(rows * width);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * (width + 1);
    const type = data[from];
    const to = row * width;
    const count = Math.min(width, data.length - from - 1);
    for (let column = 0; column < count; column++) {
      const left = column >= unit ? out[to + column - unit]! : 0;
      const up = row > 0 ? out[to + column - width]! : 0;
      const corner = row > 0 && column >= unit ? out[to + column - width - unit]! : 0;
      out[to + column] = (data[from + 1 + column]! + predict(type, left, up, corner)) & 255;
    }
    length = to + count;
  }
  return out.subarray(0, length);
}

function predict(type: number | undefined, left: number, up: number, corner: number): number {
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  if (type !== 4) return 0;
  const estimate = left + up - corner;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
