import type { Fetch } from '@jse/sdk/browser';

/**
 * How a line breaks for a request: `before` it reaches the platform, `after` the platform has acted, or not at all
 * (undefined). What the person's device sees is the same.
 */
export type LineFault = (request: Request) => 'before' | 'after' | undefined;

/** A way to the platform that loses what the fault names. */
export function unreliableLine(way: Fetch, line: { readonly fault: LineFault | undefined }): Fetch {
  return async (request) => {
    const fault = line.fault?.(request);
    if (fault === 'before') throw new TypeError('Failed to fetch');
    const response = await way(request);
    if (fault === 'after') throw new TypeError('Failed to fetch');
    return response;
  };
}
