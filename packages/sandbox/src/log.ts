import type { Clock } from './clock.ts';

/** One structured event of the platform's log. */
export interface LogEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}
/** Takes one event at a time. */
export type Log = (event: LogEvent) => void;

/** What a log line may hold; a field that is not listed is left out, so that nothing gets in by a new call site alone. */
const names: ReadonlySet<string> = new Set([
  'attempts',
  'code',
  'collectionId',
  'endpointId',
  'event',
  'id',
  'kind',
  'level',
  'method',
  'milliseconds',
  'operation',
  'parentId',
  'path',
  'requestId',
  'status',
  'traceId',
]);
/** Listed too, but words of others: an error quotes what it was given. */
const words: ReadonlySet<string> = new Set(['cause', 'error', 'reason']);

const longest = 4000;

/** A log that lets through listed fields only, others' words without what could be a secret or tell who somebody is. */
export function createLog(sink: Log | undefined, clock: Pick<Clock, 'real'>): Log {
  if (!sink) return () => undefined;
  return (event) => {
    const fields = Object.entries(event)
      .filter(([name, value]) => (names.has(name) || words.has(name)) && value !== undefined)
      .map(([name, value]) => {
        if (words.has(name)) return [name, maskSecrets(String(value))] as const;
        return [name, typeof value === 'number' ? value : String(value).slice(0, 200)] as const;
      });
    sink({ at: clock.real().toISOString(), ...Object.fromEntries(fields), event: event.event });
  };
}

/** A text with dots in place of e-mail addresses, phones, codes, tokens and digests; short ids stay. */
export function maskSecrets(text: string): string {
  return text
    .slice(0, longest)
    .replaceAll(/[^\s@<>"'()=,;:]+@[^\s@<>"'(),;:]+/g, '•••')
    .replaceAll(/[A-Za-z0-9_-]{28,}/g, '•••')
    .replaceAll(/(?<![\w-])\+?\d(?:[\s.]?\d){4,}(?![\w-])/g, '•••');
}
