// A platform on disk in a process of its own, for tests that kill it. Arguments: folder, port, PAdES level, PostgreSQL
// (the embedded one when left out).
import type { PadesLevel } from '@jse/sdk/rules';
import { serveSandbox } from '../src/node.ts';
import { editor, issueClientTokens } from './platform.ts';

const [folder = '', port = '', padesLevel = 'B-T', databaseUrl] = process.argv.slice(2);
const server = await serveSandbox({
  dataDir: folder,
  port: Number(port),
  editor,
  developerToken: 'developer',
  settings: { padesLevel: padesLevel as PadesLevel },
  ...(databaseUrl === undefined ? {} : { databaseUrl }),
});
process.stdout.write(`${JSON.stringify({ ready: true, ...(await issueClientTokens(server.sandbox)) })}\n`);
