// Writes the operations of the contract into docs/platform-api.md, between its markers.
import { readFile, writeFile } from 'node:fs/promises';
import { withApiTable } from '../openapi/api-table.ts';

const file = new URL('../../../docs/platform-api.md', import.meta.url);
await writeFile(file, withApiTable(await readFile(file, 'utf8')));
