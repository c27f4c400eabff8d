import type { Fetch } from './request.ts';

/**
 * A form that goes with a call. Each attempt puts its bytes anew onto its request, so that none are kept for the next:
 * cloning a request whose body is a file holds all of it in memory.
 */
export interface Form {
  /** Its type names the boundary. */
  readonly body: Blob;
  /** What carries it, body included, in the place of the caller's own fetch or the runtime's. */
  readonly over?: ((own: Fetch | undefined) => Fetch) | undefined;
}
