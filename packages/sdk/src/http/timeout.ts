import { JseError } from '../errors.ts';

const day = 86_400_000;

/** Milliseconds that one attempt may take: the call's own, or the client's, which files have four times. */
export function timeoutOf(
  call: { readonly timeoutMs?: number | undefined },
  client: { readonly timeoutMs?: number | undefined },
  file: boolean,
): number {
  return checkTimeout(call.timeoutMs) ?? (checkTimeout(client.timeoutMs) ?? 30_000) * (file ? 4 : 1);
}

/** A timer takes nothing else: 0, none and infinity would all fire at once. Errors: `configuration`. */
export function checkTimeout(timeoutMs: number | undefined): number | undefined {
  if (timeoutMs === undefined || (timeoutMs >= 1 && timeoutMs <= day)) return timeoutMs;
  throw new JseError('configuration', `timeoutMs must be between 1 and ${day} milliseconds`);
}
