import { type Operation, pathParameter } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import { checkInput, parseForm, parseJson, queryOf } from './check-input.ts';
import { allowedVersions } from './entity-tags.ts';
import { readBody, readUpload, requireType } from './read-body.ts';

/** A call's input: as it came, for its fingerprint, and as the operation's schemas parse it. */
export interface ParsedInput {
  /** The body of a JSON call, as it came. */
  readonly raw: Uint8Array | null;
  readonly asked: {
    readonly search: string;
    readonly json?: unknown;
    readonly form?: Readonly<Record<string, unknown>>;
  };
  readonly query: unknown;
  readonly body: unknown;
  readonly form: unknown;
}

/** Refuses parameters of a path that cannot name anything. */
export function checkParams(operation: Operation, params: Readonly<Record<string, string>>): void {
  for (const [, name = ''] of operation.path.matchAll(/\{(\w+)\}/g)) {
    if (pathParameter(name).safeParse(params[name]).success) continue;
    if (name === 'hmac') throw new Refusal('hmac_invalid');
    if (name.endsWith('Id')) throw new Refusal('not_found');
    const errors = [{ pointer: `/path/${name}`, code: 'malformed', detail: 'This part of the address is malformed' }];
    throw new Refusal('validation_failed', undefined, { errors });
  }
}

/** Reads and parses query, body or form of a call; a body that the operation does not take is read and let go. */
export async function parseInput(operation: Operation, request: Request): Promise<ParsedInput> {
  const given = queryOf(request);
  const query = operation.query ? checkInput(operation.query, given, '/query') : undefined;
  const { search } = new URL(request.url);
  if (operation.multipart) {
    requireType(request, 'multipart/form-data');
    const form = await parseForm(request, await readUpload(request));
    const parsed = checkInput(operation.multipart, form, '/form');
    return { raw: null, asked: { search, form }, query, body: undefined, form: parsed };
  }
  if (operation.body) {
    requireType(request, 'application/json');
    const raw = await readBody(request);
    const json = parseJson(raw);
    return { raw, asked: { search, json }, query, body: checkInput(operation.body, json, ''), form: undefined };
  }
  if (operation.method !== 'GET') await readBody(request);
  return { raw: null, asked: { search }, query, body: undefined, form: undefined };
}

/** Where a resource's version stands, by the parameter of the path that names it; the innermost one first. */
const versioned = [
  ['contactId', 'contacts'],
  ['templateId', 'templates'],
  ['transactionId', 'collections'],
] as const;

/**
 * The version that If-Match demands; null where any will do. Of a list it is the one that is current, so that the change
 * itself compares it again under its lock; 0, which no resource has, where none can match.
 */
export async function demandedVersion(
  { db }: Pick<Dependencies, 'db'>,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<number | null> {
  const versions = allowedVersions(request);
  if (versions === null) return null;
  const [first = 0] = versions;
  const named = versioned.find(([name]) => params[name] !== undefined);
  if (versions.length < 2 || !named) return first;
  const [name, table] = named;
  const row = await db
    .selectFrom(table)
    .select('version')
    .where('id', '=', params[name] ?? '')
    .executeTakeFirst();
  return row && versions.includes(row.version) ? row.version : first;
}
