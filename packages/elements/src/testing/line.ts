import type { Fetch } from '@jse/sdk/browser';

/**
 * How a line breaks for a request: `before` it reaches the platform, `after` the platform has acted (what the person's
 * device sees is the same), at a `proxy` that answers 500 by itself, or not at all (undefined).
 */
export type LineFault = (request: Request) => 'before' | 'after' | 'proxy' | undefined;

/** Nothing gets through. */
export const cutBefore: LineFault = () => 'before';
/** The platform acts, and its answers get lost. */
export const cutAfter: LineFault = () => 'after';

/** What somebody on the way makes of an answer. */
export type LineTamper = (request: Request, response: Response) => Response | Promise<Response>;

/** What is wrong with a line. */
export interface Line {
  fault: LineFault | undefined;
  tamper: LineTamper | undefined;
}

/** A way to the platform that loses and falsifies what the line says. */
export function unreliableLine(way: Fetch, line: Readonly<Line>): Fetch {
  return async (request) => {
    const fault = line.fault?.(request);
    if (fault === 'before') throw new TypeError('Failed to fetch');
    if (fault === 'proxy')
      return new Response('<h1>500</h1>', { status: 500, headers: { 'content-type': 'text/html' } });
    const response = await way(request);
    if (fault === 'after') throw new TypeError('Failed to fetch');
    return line.tamper ? line.tamper(request, response) : response;
  };
}

/** Changes one byte near the beginning of each PDF, and takes the digest away that would tell. */
export const otherPdf: LineTamper = async (_, response) => {
  if (response.headers.get('content-type') !== 'application/pdf') return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const at = Math.min(1000, bytes.length - 1);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const headers = new Headers(response.headers);
  headers.delete('repr-digest');
  return new Response(bytes, { status: response.status, headers });
};
