/** Bundles the script of the platform's frame in which codes are entered, in memory. */
export function codeFrameScript(): Promise<string>;
