// Writes docs/errors.md from the codes and what is to be done about them.
import { writeFile } from 'node:fs/promises';
import { errorPage } from '../openapi/error-pages.ts';

await writeFile(new URL('../../../docs/errors.md', import.meta.url), errorPage());
