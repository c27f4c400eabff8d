import type { Clock } from './clock.ts';

/** One structured event of the platform's log. */
export interface LogEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}
/** Takes one event at a time. */
export type Log = (event: LogEvent) => void;

/** What a log line may hold; a field that is not listed is left out, so that nothing gets in by a new call site alone. */
const allowed: ReadonlySet<string> = new Set([
  'attempts',
  'cause',
  'code',
  'collectionId',
  'endpointId',
  'error',
  'event',
  'id',
  'kind',
  'level',
  'method',
  'milliseconds',
  'operation',
  'parentId',
  'path',
  'reason',
  'requestId',
  'status',
  'traceId',
]);

const longest = 4000;

/** A log that lets through listed fields only, their texts without what could be a secret or tell who somebody is. */
export function createLog(sink: Log | undefined, clock: Pick<Clock, 'real'>): Log {
  if (!sink) return () => undefined;
  return (event) => {
    const fields = Object.entries(event)
      .filter(([name, value]) => allowed.has(name) && value !== undefined)
      .map(([name, value]) => [name, typeof value === 'number' ? value : maskSecrets(String(value))] as const);
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
