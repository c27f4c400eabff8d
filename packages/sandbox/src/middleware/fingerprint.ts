import { sha256Hex } from '../crypto.ts';

/** What a call asks for beside its address. */
export interface Asked {
  readonly search: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, unknown>>;
}

/**
 * The fingerprint of a call: SHA-256 over query and body. Of a JSON body its value counts, not its spelling; of a form
 * each part's name, file name and SHA-256, as the boundary differs at each attempt.
 */
export async function fingerprintOf({ search, json, form }: Asked): Promise<string> {
  const parts: string[] = [search];
  if (json !== undefined) parts.push(canonical(json));
  for (const [name, value] of Object.entries(form ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const file = value instanceof File;
    const content = file ? new Uint8Array(await value.arrayBuffer()) : String(value);
    parts.push(JSON.stringify([name, file ? value.name : null, await sha256Hex(content)]));
  }
  return sha256Hex(parts.join('\n'));
}

/** A JSON value with the members of its objects in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
