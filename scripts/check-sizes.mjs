// Weighs each entry of size-limits.json (KB of 1000 bytes, minified, gzip -9, what loads at once); fails above a limit, and
// where something is inside that the entry does not name in `inside`. `names`: what is imported, where it is not all.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { initialSize } from './bundle.mjs';
import { root, table } from './run.mjs';

const limits = JSON.parse(readFileSync(join(root, 'size-limits.json'), 'utf8'));
const rows = [['entry', 'size', 'limit', 'verdict', 'of (minified KB)']];
for (const { name, entry, names, limit, inside } of limits) {
  if (!existsSync(join(root, entry))) {
    rows.push([name, '', `${limit.toFixed(1)} KB`, 'MISSING', entry]);
    process.exitCode = 1;
    continue;
  }
  const { size, parts } = await initialSize(entry, names).catch((error) => {
    console.log(error.message);
    return { size: Infinity, parts: [] };
  });
  const strangers = inside ? parts.map(([owner]) => owner).filter((owner) => !inside.includes(owner)) : [];
  if (size > limit || strangers.length > 0) process.exitCode = 1;
  const shares = parts.slice(0, 5).map(([owner, kilobytes]) => `${owner} ${kilobytes.toFixed(1)}`);
  const verdict = size > limit ? 'TOO LARGE' : strangers.length > 0 ? `HOLDS ${strangers.join(', ')}` : 'ok';
  rows.push([name, `${size.toFixed(1)} KB`, `${limit.toFixed(1)} KB`, verdict, shares.join(', ')]);
}
table(rows);
