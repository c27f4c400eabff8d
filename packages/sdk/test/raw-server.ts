import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a server of bytes does with one connection: `head` is what came of the first request, its headers at least. */
export type RawReply = (socket: Socket, head: string) => void;

/** A server that speaks TCP and nothing else, so that it may break HTTP in every way; counts requests by their first lines. */
export interface RawServer {
  readonly baseUrl: string;
  /** First lines of the requests, in order. */
  readonly requests: string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Starts one for one test; the last reply is repeated. */
export async function startRawServer(...replies: readonly RawReply[]): Promise<RawServer> {
  const requests: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => {});
    let head = '';
    const begin = (part: Buffer) => {
      head += part.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', begin).on('data', () => {});
      requests.push(head.slice(0, head.indexOf('\r\n')));
      replies[Math.min(requests.length, replies.length) - 1]?.(socket, head);
    };
    socket.on('data', begin);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Says these words and closes. */
export const saying =
  (...words: readonly string[]): RawReply =>
  (socket) =>
    socket.end(words.join('\r\n'), 'latin1');

/** Says these words, then a piece again and again, as often or until the other side has had enough. */
export const trickling =
  (words: string, piece: string | Uint8Array, every: number): RawReply =>
  (socket) => {
    socket.write(words, 'latin1');
    const timer = setInterval(() => socket.write(piece), every);
    socket.on('close', () => clearInterval(timer));
  };
