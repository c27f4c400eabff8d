// Runs a command with a snapshot of the embedded database, whose file it finds in JSE_TEST_SNAPSHOT; ends as it ends.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSnapshot } from './prepared-database.ts';
import { runWith } from './run-with.ts';

const folder = await mkdtemp(join(tmpdir(), 'jse-snapshot-'));
try {
  const path = join(folder, 'database.tar');
  await writeFile(path, await makeSnapshot());
  await runWith({ JSE_TEST_SNAPSHOT: path }, process.argv.slice(2));
} finally {
  await rm(folder, { recursive: true });
}
