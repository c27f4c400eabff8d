import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The shared corpus beside the repository; its files belong to others and are never part of it. */
const folder = new URL('../../../../shared/corpus/', import.meta.url);

/** False, or why the tests over the corpus are skipped (the `skip` option of node:test). */
export const skipCorpus = existsSync(folder) ? false : `no corpus at ${fileURLToPath(folder)}`;

/** The bytes of a file of the corpus. */
export const corpusFile = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, folder)));

/** A JSON file of the corpus. */
export const corpusJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
