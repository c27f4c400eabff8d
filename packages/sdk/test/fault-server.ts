import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a real HTTP server saw it, body read whole. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly at: number;
}

/** What one attempt is answered with. */
export type Reply = (response: ServerResponse, seen: Seen) => void | Promise<void>;

/** A real HTTP server on loopback that answers attempt by attempt; the last reply is repeated. */
export interface FaultServer {
  readonly baseUrl: string;
  readonly seen: Seen[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Starts a server for one test: `await using server = await startFaultServer(reply, …)`. */
export async function startFaultServer(...replies: readonly Reply[]): Promise<FaultServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => {});
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const one: Seen = { method, path, headers, body: Buffer.concat(parts), at: performance.now() };
      seen.push(one);
      void replies[Math.min(seen.length, replies.length) - 1]?.(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** Problem details, as the platform refuses. */
export function problem(
  status: number,
  code: string,
  members: object = {},
  headers: Record<string, string> = {},
): Reply {
  const body = { type: `https://docs.example/${code}`, title: code, status, code, ...members };
  return json(body, status, { 'content-type': 'application/problem+json', ...headers });
}

/** A bare status, as a proxy answers. */
export function bare(status: number, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(`<h1>${status}</h1>`);
  };
}

/** Closes the socket without an answer. */
export const hangUp: Reply = (response) => {
  response.socket?.destroy();
};
