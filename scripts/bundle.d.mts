/** Bundles an entry (a path below the root) for browsers, in memory. */
export function bundle(
  entry: string,
  plugins?: readonly unknown[],
  names?: readonly string[],
  options?: { readonly splitting?: boolean },
): Promise<{ readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[] }>;
/** What an entry loads at once: kilobytes (of 1000 bytes, minified, gzipped), and whose they are before gzip. */
export function initialSize(
  entry: string,
  names?: readonly string[],
): Promise<{ readonly size: number; readonly parts: readonly (readonly [owner: string, kilobytes: number])[] }>;
