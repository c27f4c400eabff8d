import { equalInConstantTime, fromBase64, hmacHex, toBase64Url } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';

/** Where a page ended: the sort key of its last item. */
export type Position = readonly (string | number)[];

/**
 * A cursor that nobody else can make: the position with an HMAC over it, the list and its filters. It stays good as items
 * come and go, since it names a place in the order and not a count.
 */
export async function sealCursor(deps: Pick<Dependencies, 'codeKey'>, list: unknown, at: Position): Promise<string> {
  const place = JSON.stringify(at);
  return `${toBase64Url(new TextEncoder().encode(place))}.${await seal(deps, list, place)}`;
}

/** The position in a cursor of this very list; refused with `cursor_invalid` when it is forged or its filters changed. */
export async function openCursor(
  deps: Pick<Dependencies, 'codeKey'>,
  list: unknown,
  cursor: string,
  length: number,
): Promise<Position> {
  const [encoded = '', given = ''] = cursor.split('.');
  const place = decode(encoded);
  if (place === undefined || !equalInConstantTime(given, await seal(deps, list, place))) {
    throw new Refusal('cursor_invalid');
  }
  const at = JSON.parse(place) as Position;
  if (at.length !== length) throw new Refusal('cursor_invalid');
  return at;
}

const seal = async (deps: Pick<Dependencies, 'codeKey'>, list: unknown, place: string): Promise<string> =>
  (await hmacHex(deps.codeKey, `cursor\n${JSON.stringify(list)}\n${place}`)).slice(0, 32);

function decode(text: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(text.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}
