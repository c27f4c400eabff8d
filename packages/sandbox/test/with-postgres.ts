// Runs a command with a PostgreSQL server of its own, whose address it finds in JSE_TEST_DATABASE_URL; ends as it ends.
import { startPostgres } from './postgres-cluster.ts';
import { runWith } from './run-with.ts';

const cluster = await startPostgres();
try {
  await runWith({ JSE_TEST_DATABASE_URL: cluster.url }, process.argv.slice(2));
} finally {
  await cluster.stop();
}
