import { lookup } from 'node:dns/promises';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { OutgoingAdapter } from '../outgoing.ts';

/** `resolve` in place of the system's resolver; `ca` (PEM) in place of the system's roots. */
export interface NodeOutgoingOptions {
  readonly resolve?: OutgoingAdapter['resolve'];
  readonly ca?: string;
}

/** Headers that belong to the connection, which is ours. */
const connectionHeaders = ['host', 'connection', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'keep-alive'];

/** Node's network: a connection a call, to the given addresses whatever the name says meanwhile. */
export function createNodeOutgoing(options: NodeOutgoingOptions = {}): OutgoingAdapter {
  return {
    resolve:
      options.resolve ?? (async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address)),
    send: (request, addresses, signal) => send(request, addresses, signal, options.ca),
  };
}

async function send(
  request: Request,
  addresses: readonly string[],
  signal: AbortSignal,
  ca?: string,
): Promise<Response> {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of connectionHeaders) headers.delete(name);
  // A body of known length is passed through; any other is read first, since many servers want Content-Length.
  const streamed = request.body !== null && headers.has('content-length');
  const body = streamed ? null : new Uint8Array(await request.arrayBuffer());
  if (body && request.body !== null) headers.set('content-length', String(body.length));
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const pinned: LookupFunction = (_hostname, { all }, done) =>
    all ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family);
  const common = {
    method: request.method,
    headers: Object.fromEntries(headers),
    agent: false,
    lookup: pinned,
    autoSelectFamily: true,
    signal,
    maxHeaderSize: 16 * 1024,
  } as const;
  const secure = { ...common, servername: isIP(hostname) ? '' : hostname, ...(ca === undefined ? {} : { ca }) };
  const call: ClientRequest = url.protocol === 'https:' ? httpsRequest(url, secure) : httpRequest(url, common);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    call.once('response', resolve);
    call.on('error', reject);
  });
  if (streamed && request.body) {
    // The answer may come before the whole body has gone: the call's own error says what went wrong.
    pipeline(Readable.fromWeb(request.body as NodeReadableStream), call, { signal }).catch((error: Error) =>
      call.destroy(error),
    );
  } else {
    call.end(body ?? undefined);
  }
  return responseOf(await answered);
}

function responseOf(message: IncomingMessage): Response {
  const headers = new Headers();
  for (let at = 0; at + 1 < message.rawHeaders.length; at += 2) {
    headers.append(message.rawHeaders[at] as string, message.rawHeaders[at + 1] as string);
  }
  const status = message.statusCode ?? 0;
  const bodyless = status === 204 || status === 205 || status === 304;
  if (bodyless) message.resume();
  const body = bodyless ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>);
  return new Response(body, { status, statusText: message.statusMessage ?? '', headers });
}
