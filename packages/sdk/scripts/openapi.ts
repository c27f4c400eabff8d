// Writes dist/openapi.json, the OpenAPI 3.1 document of the contract; runs at the end of the build.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { openApiDocument } from '../openapi/document.ts';

const root = new URL('..', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { version: string };
const document = openApiDocument(version);
await mkdir(new URL('dist', root), { recursive: true });
await writeFile(new URL('dist/openapi.json', root), `${JSON.stringify(document, null, 2)}\n`);
const { paths } = document as { paths: object };
console.log(`dist/openapi.json: ${Object.keys(paths).length} paths`);
