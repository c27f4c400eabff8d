/** Bundles an entry (a path below the root) for browsers, in memory. */
export function bundle(
  entry: string,
  plugins?: readonly unknown[],
  names?: readonly string[],
  options?: { readonly splitting?: boolean },
): Promise<{ readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[] }>;
