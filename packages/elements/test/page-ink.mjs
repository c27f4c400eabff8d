// The server command `jse-page-ink`: what a renderer other than the browser's draws of a page, and where.
import { execFileSync } from 'node:child_process';

/** Pixels of a page image per inch: a quarter of a point each. */
const resolution = 288;
/** Grey values above are paper. */
const paper = 200;

/**
 * Draws the first page of a PDF (base64) with poppler's pdftoppm, as cropped and turned as it is displayed; answers with
 * the size of the image and the smallest box around its ink, in pixels from the top left.
 */
export function pageInkCommand() {
  return {
    name: 'jse-page-ink',
    executeCommand({ command, payload }) {
      if (command !== 'jse-page-ink') return undefined;
      const options = ['-cropbox', '-gray', '-r', String(resolution), '-f', '1', '-l', '1', '-'];
      const image = execFileSync('pdftoppm', options, {
        input: Buffer.from(payload.pdf, 'base64'),
        maxBuffer: 256 * 1024 * 1024,
      });
      return inkOf(image);
    },
  };
}

/** Of a binary PGM. */
function inkOf(image) {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 64).toString('latin1'));
  if (!header) throw new Error('pdftoppm gave no image');
  const [width, height] = [Number(header[1]), Number(header[2])];
  const pixels = image.subarray(header[0].length);
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (pixels[y * width + x] > paper) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
    }
  }
  return { width, height, ...box };
}
