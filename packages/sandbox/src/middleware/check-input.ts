import { en, fr } from 'zod/locales';
import * as z from 'zod/mini';
import { Refusal } from '../problem.ts';
import type { Language } from './language.ts';
import { readBody, requireType } from './read-body.ts';

const deepest = 32;

/** Parses a value by a schema, or refuses it field by field; `prefix` says where it came from (`/query`). */
export function checkInput<T extends z.ZodMiniType>(schema: T, value: unknown, prefix: string): z.output<T> {
  const parsed = schema.safeParse(value, { error: inBothLanguages });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 100).map(({ path, code, message }) => ({
    pointer: [prefix, ...path.map((name) => escapeName(String(name)))].join('/'),
    code: code ?? 'invalid',
    detail: languagesOf(message),
  }));
  throw new Refusal('validation_failed', undefined, { errors });
}

const words = { fr: fr().localeError, en: en().localeError };

/** What zod says of a wrong value, in both languages, as the text of one message. */
function inBothLanguages(issue: z.core.$ZodRawIssue): string {
  const said = (language: Language) => {
    const message = words[language](issue);
    return typeof message === 'string' ? message : (message?.message ?? '');
  };
  return JSON.stringify({ fr: said('fr'), en: said('en') });
}

/** A schema's own message stands for both languages. */
function languagesOf(message: string): string | Record<Language, string> {
  return message.startsWith('{"fr":') ? (JSON.parse(message) as Record<Language, string>) : message;
}

/** A name within a JSON pointer (RFC 6901 §3). */
const escapeName = (name: string): string => name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');

/** Reads a JSON body of at most so many bytes and parses it by a schema. */
export async function readJson<T extends z.ZodMiniType>(
  request: Request,
  schema: T,
  longest?: number,
): Promise<z.output<T>> {
  requireType(request, 'application/json');
  return checkInput(schema, parseJson(await readBody(request, longest)), '');
}

/** The value of a JSON text in UTF-8 (RFC 8259 §8.1). */
export function parseJson(raw: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    // The parser's own message quotes the text, which may hold a secret.
    throw new Refusal('validation_failed', 'The body is not JSON in UTF-8');
  }
  requireStorable(value);
  return value;
}

/** The parameters of a query, each once. */
export function queryOf(request: Request): Record<string, string> {
  const { searchParams } = new URL(request.url);
  return onceEach([...searchParams], '/query') as Record<string, string>;
}

/** The parts of a form, each once. */
export async function parseForm(request: Request, raw: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>> {
  let parts: [string, FormDataEntryValue][];
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    parts = [...(await new Response(raw, { headers }).formData())];
  } catch {
    throw new Refusal('validation_failed', 'The body is not a form of the type that its Content-Type names');
  }
  return onceEach(parts, '/form');
}

function onceEach(entries: [string, unknown][], prefix: string): Record<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [name, value] of entries) {
    requireStorable([name, value instanceof File ? value.name : value]);
    if (found.has(name)) {
      const errors = [{ pointer: `${prefix}/${escapeName(name)}`, code: 'repeated', detail: 'Given more than once' }];
      throw new Refusal('validation_failed', undefined, { errors });
    }
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

/** Refuses what no database text can hold (U+0000, half a surrogate pair), and nesting without end. */
function requireStorable(root: unknown): void {
  const storable = (text: string) => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw new Refusal('validation_failed', 'The body is nested too deeply');
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !storable(value))
        throw new Refusal('validation_failed', 'A text holds a character that is none');
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) for (const item of value) next.push(item);
      else for (const [name, member] of Object.entries(value)) next.push(name, member);
    }
    level = next;
  }
}
