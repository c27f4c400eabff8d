import { createClient } from '@jse/sdk/server';
import { serveSandbox } from '@jse/sandbox/node';
import { type Contender, interleave } from './interleave.ts';
import type { BenchRow } from './rows.ts';

/** A read through the client beside the same read by bare fetch, on the same server. */
export async function benchCalling(): Promise<BenchRow[]> {
  const editor = {
    shortcut: 'bench',
    name: 'Bench',
    secret: 'bench',
    origins: ['http://localhost:4000'],
    signingUrl: 'http://localhost:4000/',
  };
  const server = await serveSandbox({ port: 0, editor });
  const { officeToken, userToken } = await server.sandbox.seed.tokens(
    'bench',
    await server.sandbox.seed.memberByEmail('expert@cabinet.example'),
  );
  const client = createClient({ baseUrl: server.url, editor: 'bench', officeToken, userToken });
  const headers = { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
  const batch = 20;
  const repeat = (call: () => Promise<unknown>) => async () => {
    for (let at = 0; at < batch; at++) await call();
  };
  const ours: Contender = { name: 'client.me()', run: repeat(() => client.me()) };
  const bare: Contender = {
    name: 'fetch and JSON',
    run: repeat(async () => (await fetch(`${server.url}/editor/bench/me`, { headers })).json()),
  };
  const medians = await interleave([ours, bare]);
  await server.close();
  const floor = (medians.get(bare.name) ?? 0) / batch;
  return [ours, bare].map(({ name }) => {
    const ms = (medians.get(name) ?? 0) / batch;
    return { what: 'one read over HTTP', who: name, ms, ratio: ms / floor };
  });
}
