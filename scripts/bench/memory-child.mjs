// The platform as it is shipped, on disk, in a process of its own with the heap settings of `jse-sandbox`; its parent
// drives it over HTTP and asks for its peak memory (Linux: /proc).
import { readFile, writeFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { serveSandbox } from '@jse/sandbox/node';

setFlagsFromString('--memory-saver-mode');
const [dataDir = '', databaseUrl] = process.argv.slice(2);
const editor = {
  shortcut: 'bench',
  name: 'Bench',
  secret: 'bench',
  origins: ['http://localhost:4000'],
  signingUrl: 'http://localhost:4000/',
};
const server = await serveSandbox({
  port: 0,
  dataDir,
  editor,
  ...(databaseUrl === undefined ? {} : { databaseUrl }),
  settings: { padesLevel: 'B-LT' },
});
const { sandbox, url } = server;

process.on('message', (question) => {
  void answer(question).then((said) => {
    if (said !== undefined) process.send?.(said);
  });
});

/** @param {string} question */
async function answer(question) {
  if (question === 'messages') return sandbox.outbox.messages();
  if (question === 'start') return forgetPeak();
  if (question === 'peak') return peak();
  await server.close();
  process.disconnect();
  return undefined;
}

/** Resident memory now, from which the peak counts anew: what making a database took is no part of a document's life. */
async function forgetPeak() {
  await writeFile('/proc/self/clear_refs', '5');
  return process.memoryUsage().rss;
}

async function peak() {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

const expert = await sandbox.seed.memberByEmail('expert@cabinet.example');
process.send?.({ url, ...(await sandbox.seed.tokens('bench', expert)) });
