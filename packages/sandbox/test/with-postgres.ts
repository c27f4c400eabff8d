// Runs a command with a PostgreSQL server of its own, whose address it finds in JSE_TEST_DATABASE_URL; ends as it ends.
import { spawn } from 'node:child_process';
import { startPostgres } from './postgres-cluster.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('Which command?');
const cluster = await startPostgres();
try {
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, JSE_TEST_DATABASE_URL: cluster.url },
  });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
} finally {
  await cluster.stop();
}
