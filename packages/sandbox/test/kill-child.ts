// A platform on disk in a process of its own, for the test that kills it. Arguments: folder, port.
import { editor, issueClientTokens } from './platform.ts';
import { serveSandbox } from '../src/node.ts';

const [folder = '', port = ''] = process.argv.slice(2);
const server = await serveSandbox({
  dataDir: folder,
  port: Number(port),
  editor,
  developerToken: 'developer',
  settings: { padesLevel: 'B-T' },
});
process.stdout.write(`${JSON.stringify({ ready: true, ...(await issueClientTokens(server.sandbox)) })}\n`);
