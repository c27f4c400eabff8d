import { sha256Hex } from '../crypto.ts';
import { Refusal } from '../problem.ts';

/** An entity tag (RFC 9110 §8.8.3) as a conditional header names it. */
interface EntityTag {
  readonly weak: boolean;
  readonly value: string;
}

/** What a conditional header says: any (`*`), or these. */
type Condition = 'any' | readonly EntityTag[];

/** Reads If-Match or If-None-Match: `*`, or a list of strong and weak tags. Refuses what is neither. */
function conditionOf(name: string, header: string): Condition {
  if (header.trim() === '*') return 'any';
  const tags: EntityTag[] = [];
  const tag = /\s*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)|\s*,/y;
  while (tag.lastIndex < header.length) {
    const found = tag.exec(header);
    if (!found || tags.length > 50) {
      const errors = [{ pointer: `/header/${name}`, code: 'malformed', detail: 'A list of entity tags, or *' }];
      throw new Refusal('validation_failed', `${name} is malformed`, { errors });
    }
    if (found[2] !== undefined) tags.push({ weak: found[1] !== undefined, value: found[2] });
  }
  return tags;
}

/**
 * The versions that If-Match allows; null where it allows any. Our tags are `"v3"` or, of a representation that was read,
 * `"v3-…"`: what they have in common is the version. By strong comparison a weak tag matches nothing.
 */
export function allowedVersions(request: Request): readonly number[] | null {
  const header = request.headers.get('if-match');
  if (header === null) return null;
  const condition = conditionOf('If-Match', header);
  if (condition === 'any') return null;
  const strong = condition.filter(({ weak }) => !weak);
  const versions = strong.map(({ value }) => /^v(\d{1,9})(?:-[0-9a-f]{16})?$/.exec(value)?.[1]);
  return versions.filter((version) => version !== undefined).map(Number);
}

/** Whether If-None-Match names this tag, by weak comparison: then the caller has the representation already. */
export function isKnown(request: Request, tag: string): boolean {
  const header = request.headers.get('if-none-match');
  if (header === null) return false;
  const condition = conditionOf('If-None-Match', header);
  return condition === 'any' || condition.some(({ value }) => `"${value}"` === tag);
}

/**
 * The strong tag of a JSON representation: version and digest. The digest is there because some members (a signer's lock,
 * what he has viewed) change without a new version, and others depend on who reads.
 */
export async function entityTag(body: string): Promise<string> {
  const { version } = JSON.parse(body) as { version?: unknown };
  const digest = (await sha256Hex(body)).slice(0, 16);
  return typeof version === 'number' ? `"v${version}-${digest}"` : `"${digest}"`;
}
