import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@jse/sdk/server';
import { type Contender, interleave } from './interleave.ts';
import type { BenchRow } from './rows.ts';

const answer = JSON.stringify({
  office: { id: 'of_1', name: 'Cabinet Exemple', creditCents: 10_000 },
  member: null,
  termsAccepted: true,
  dataLocation: 'FR',
});
/** Calls a run. */
const batch = 500;

/**
 * A read through the client beside the same read by bare fetch, on a server that does nothing but answer: what differs is
 * the client's own work (idempotency, retries, timeouts, hooks, parsing by schema).
 */
export async function benchCalling(): Promise<BenchRow[]> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'jse-sandbox': '1' }).end(answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createClient({ baseUrl: url, editor: 'bench', officeToken: 'office', userToken: 'user' });
  const headers = { 'jse-editor-token-office': 'office', 'jse-editor-token-user': 'user' };
  const repeat = (call: () => Promise<unknown>) => async () => {
    for (let at = 0; at < batch; at++) await call();
  };
  const ours: Contender = { name: 'client.me()', run: repeat(() => client.me()) };
  const bare: Contender = {
    name: 'fetch and JSON',
    run: repeat(async () => (await fetch(`${url}/editor/bench/me`, { headers })).json()),
  };
  const medians = await interleave([ours, bare]);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  const floor = (medians.get(bare.name) ?? 0) / batch;
  return [ours, bare].map(({ name }) => {
    const ms = (medians.get(name) ?? 0) / batch;
    return { what: `one read over HTTP, of ${batch} in a row (bar: 0.3 ms more)`, who: name, ms, ratio: ms / floor };
  });
}
