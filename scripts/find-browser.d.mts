/** The path of a Chromium to test with: CHROME_PATH, else the first one on PATH; undefined when there is none. */
export function findChromium(): string | undefined;
/** Switches with which a headless Chromium runs as root on a machine without a network. */
export const chromiumArgs: string[];
