import { canonicalJson } from '../canonical-json.ts';
import { hmacHex, sha256Hex } from '../crypto.ts';

/** What a call asks for beside its address. */
export interface Asked {
  readonly search: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, unknown>>;
}

/**
 * The fingerprint of a call: an HMAC over query and body, for a body may be as short as a code of six digits. Of a JSON
 * body its value counts, not its spelling; of a form each part's name, file name and SHA-256, as the boundary differs at
 * each attempt.
 */
export async function fingerprintOf(key: Uint8Array, { search, json, form }: Asked): Promise<string> {
  const parts: string[] = [search];
  if (json !== undefined) parts.push(canonicalJson(json));
  for (const [name, value] of Object.entries(form ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const file = value instanceof File;
    const content = file ? new Uint8Array(await value.arrayBuffer()) : String(value);
    parts.push(JSON.stringify([name, file ? value.name : null, await sha256Hex(content)]));
  }
  return hmacHex(key, ['fingerprint', ...parts].join('\n'));
}
