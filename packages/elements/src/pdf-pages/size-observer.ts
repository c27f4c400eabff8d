/** Tells of changes of size, where the browser can, in the next frame: what they lead to would else be an error of the window's. */
export function sizeObserver(changed: () => void): ResizeObserver | undefined {
  if (typeof ResizeObserver === 'undefined') return undefined;
  return new ResizeObserver(() => {
    requestAnimationFrame(changed);
  });
}
