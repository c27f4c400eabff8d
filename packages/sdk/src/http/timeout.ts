import { JseError } from '../errors.ts';

/** The value, where it is within both; a timer takes nothing else: 0, none and infinity would all fire at once. */
export function within(name: 'timeoutMs' | 'retry', value: number | undefined, least: number, most: number) {
  if (value === undefined || (value >= least && value <= most)) return value;
  throw new JseError('configuration', `${name}: ${least} to ${most}`);
}

/** Milliseconds that one attempt may take, of a call or a client: a day at most. Errors: `configuration`. */
export const checkTimeout = ({ timeoutMs }: { readonly timeoutMs?: number | undefined }): number | undefined =>
  within('timeoutMs', timeoutMs, 1, 86_400_000);

/** Milliseconds that one attempt may take: the call's own, or the client's, which files have four times. */
export const timeoutOf = (
  call: { readonly timeoutMs?: number | undefined },
  client: { readonly timeoutMs?: number | undefined },
  file: boolean,
): number => checkTimeout(call) ?? (checkTimeout(client) ?? 30_000) * (file ? 4 : 1);
