import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { initialSize } from '../bundle.mjs';
import { root } from '../run.mjs';
import type { BenchRow } from './rows.ts';

/** What each import weighs in a page, minified and gzipped, beside the limit that `npm run check` holds. */
export async function benchSizes(): Promise<BenchRow[]> {
  const limits = JSON.parse(await readFile(join(root, 'size-limits.json'), 'utf8')) as Limit[];
  const rows: BenchRow[] = [];
  for (const { name, entry, names, limit } of limits) {
    const { size } = await initialSize(entry, names);
    rows.push({ what: `KB gzipped: ${name}`, who: `limit ${limit}`, ms: size, ratio: size / limit });
  }
  return rows;
}

interface Limit {
  readonly name: string;
  readonly entry: string;
  /** What is imported of it; everything when left out. */
  readonly names?: readonly string[];
  /** Kilobytes of 1000 bytes. */
  readonly limit: number;
}
