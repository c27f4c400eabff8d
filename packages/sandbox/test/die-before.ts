// Preloaded into a platform's process: kills it the moment before its embedded database gets a statement that holds the
// text of JSE_DIE_BEFORE.
import { PGlite } from '@electric-sql/pglite';

const fragment = process.env['JSE_DIE_BEFORE'] ?? '';
const doors = ['execProtocol', 'execProtocolStream', 'execProtocolRaw'] as const;
const decoder = new TextDecoder('latin1');
const prototype = PGlite.prototype as unknown as Record<
  string,
  (this: PGlite, message: Uint8Array, ...rest: never[]) => unknown
>;

for (const door of fragment === '' ? [] : doors) {
  const original = prototype[door];
  if (!original) throw new Error(`PGlite has no ${door} any more`);
  prototype[door] = function (message, ...rest) {
    if (decoder.decode(message).includes(fragment)) process.kill(process.pid, 'SIGKILL');
    return original.call(this, message, ...rest);
  };
}
