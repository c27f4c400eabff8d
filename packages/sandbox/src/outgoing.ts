import { Refusal } from './problem.ts';
import { isAddress, isPublicAddress } from './public-address.ts';

/** Why an outgoing call came to nothing. */
export type OutgoingErrorCode =
  | 'outgoing_unavailable'
  | 'outgoing_target_refused'
  | 'outgoing_unresolved'
  | 'outgoing_redirected'
  | 'outgoing_timeout'
  | 'outgoing_too_large'
  | 'outgoing_failed';

/** An outgoing call that came to nothing; the message names host or limit, never path, query or address. */
export class OutgoingError extends Error {
  readonly code: OutgoingErrorCode;

  constructor(code: OutgoingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutgoingError';
    this.code = code;
  }
}

/**
 * `timeout` in milliseconds covers the whole call, name to last byte; `maxBytes` is the cap on the answer's body, which is
 * not read at all where `discardBody` says that its status is enough.
 */
export interface CallOutOptions {
  readonly timeout?: number;
  readonly maxBytes?: number;
  readonly discardBody?: boolean;
}
/** Makes a call to somebody else's server; rejects with an {@link OutgoingError}. The answer's body is read already. */
export type CallOut = (request: Request, options?: CallOutOptions) => Promise<Response>;

/** How a host reaches the network when it can say to which address a connection goes. */
export interface OutgoingAdapter {
  /** All IP addresses of a name. */
  resolve(hostname: string): Promise<readonly string[]>;
  /**
   * Sends to one of these addresses (the first that answers) and to no other, TLS for the URL's host; follows no
   * redirect, ends when the signal aborts.
   */
  send(request: Request, addresses: readonly string[], signal: AbortSignal): Promise<Response>;
}
/** What the host gives: addresses to choose from, or (in a page, where nobody resolves names) its fetch alone. */
export type OutgoingHost = OutgoingAdapter | { readonly fetch: (request: Request) => Promise<Response> };

/** The door of all outgoing calls: webhooks, the vendor's safe, the SMS gateway. */
export interface Outgoing {
  readonly callOut: CallOut;
  /** Refuses (`target_refused`) an address that would not be called, so that its owner learns it when he gives it. */
  readonly checkTarget: (url: string) => Promise<void>;
}

const defaults = { timeout: 15_000, maxBytes: 64 * 1024, discardBody: false } as const;
const resolveTimeout = 5000;
/** Ports above 1023 that the Fetch standard blocks as they speak protocols that a request could be read as. */
const badPorts = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/**
 * Opens the door: https only, without credentials, on port 443 or an unprivileged one, to public addresses after the
 * name is resolved, with the connection pinned to what was checked; no redirects, a time limit, a cap on the answer.
 * `allowPrivate` (laptops) lets private addresses in, and plain http to those. Without a host nothing is called.
 */
export function createOutgoing(host: OutgoingHost | undefined, allowPrivate = false): Outgoing {
  const addressesOf = async (url: URL): Promise<readonly string[]> => {
    requireShape(url, allowPrivate);
    if (!host || !('resolve' in host)) return [];
    const addresses = isAddress(url.hostname) ? [url.hostname.replace(/^\[(.*)\]$/, '$1')] : await resolve(host, url);
    const open = addresses.filter(isPublicAddress).length;
    if (!allowPrivate && open < addresses.length) throw refused(`${url.hostname} leads to no public address`);
    if (url.protocol === 'http:' && open > 0) throw refused('http is for private addresses');
    if (addresses.length === 0) throw new OutgoingError('outgoing_unresolved', `${url.hostname} has no address`);
    return addresses;
  };

  const exchange = async (request: Request, signal: AbortSignal, maxBytes: number | null): Promise<Response> => {
    const url = new URL(request.url);
    const addresses = await addressesOf(url);
    if (!host) throw new OutgoingError('outgoing_unavailable', 'This host makes no outgoing calls');
    const response =
      'resolve' in host
        ? await host.send(request, addresses, signal)
        : await host.fetch(new Request(request, { redirect: 'manual', credentials: 'omit', signal }));
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      throw new OutgoingError('outgoing_redirected', `${url.hostname} answered with a redirect`);
    }
    const { status, statusText, headers } = response;
    const body = maxBytes === null || status === 204 || status === 205 ? null : await readCapped(response, maxBytes);
    return new Response(body, { status, statusText, headers });
  };

  return {
    async callOut(request, options) {
      const { timeout, maxBytes, discardBody } = { ...defaults, ...options };
      return withDeadline(request, timeout, (signal) => exchange(request, signal, discardBody ? null : maxBytes));
    },
    async checkTarget(url) {
      if (!URL.canParse(url) || url.length > 2048) throw new Refusal('target_refused', 'This is no address');
      try {
        await addressesOf(new URL(url));
      } catch (error) {
        throw new Refusal('target_refused', error instanceof Error ? error.message : undefined, {}, { cause: error });
      }
    },
  };
}

const refused = (why: string) => new OutgoingError('outgoing_target_refused', why);

/** What can be told of an address before its name is resolved. */
function requireShape(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) throw refused('Only https is called');
  if (url.username !== '' || url.password !== '') throw refused('An address carries no credentials');
  const port = url.port === '' ? 443 : Number(url.port);
  const usual = port === 443 || (port >= 1024 && !badPorts.has(port)) || (allowPrivate && port === 80);
  if (!usual) throw refused(`Port ${port} is not called`);
  if (!allowPrivate && isAddress(url.hostname) && !isPublicAddress(url.hostname)) {
    throw refused(`${url.hostname} is no public address`);
  }
}

async function resolve(host: OutgoingAdapter, { hostname }: URL): Promise<readonly string[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${resolveTimeout} ms`)), resolveTimeout);
  });
  try {
    return await Promise.race([host.resolve(hostname), late]);
  } catch (cause) {
    throw new OutgoingError('outgoing_unresolved', `${hostname} could not be resolved`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a call until its deadline, or until the caller gives it up; whatever is left open then is aborted. */
async function withDeadline<T>(
  request: Request,
  timeout: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const { host } = new URL(request.url);
  const late = new OutgoingError('outgoing_timeout', `${host} has not answered within ${timeout} ms`);
  const timer = setTimeout(() => controller.abort(late), timeout);
  const givenUp = () => controller.abort(request.signal.reason);
  request.signal.addEventListener('abort', givenUp, { once: true });
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true });
  });
  try {
    if (request.signal.aborted) givenUp();
    return await Promise.race([aborted, run(controller.signal)]);
  } catch (cause) {
    if (cause instanceof OutgoingError) throw cause;
    const why = controller.signal.aborted ? 'was given up' : 'failed';
    throw new OutgoingError('outgoing_failed', `The call to ${host} ${why}`, { cause });
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', givenUp);
    aborted.catch(() => undefined);
    controller.abort();
  }
}

/** Reads a body, counting while it reads: a declared length is not believed. */
async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new OutgoingError('outgoing_too_large', `The answer is larger than ${maxBytes} bytes`);
    }
    parts.push(value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
