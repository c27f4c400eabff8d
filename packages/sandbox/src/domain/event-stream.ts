import type { wire } from '@jse/sdk/contract';
import { type EventType, eventTypes } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { EventSubject } from './events.ts';

/** An event on the wire, with the cursor that goes on behind it. */
export interface StreamedEvent {
  readonly event: z.infer<typeof wire.Event>;
  readonly cursor: string;
}
/** What was read: the events, where to go on, and whether there is more already. */
export interface StreamPage {
  readonly events: readonly StreamedEvent[];
  readonly nextCursor: string;
  readonly hasMore: boolean;
}

/** A place in the stream: transaction and number within the table. */
interface Place {
  readonly xid: string;
  readonly seq: string;
}
const start: Place = { xid: '0', seq: '0' };
const toCursor = ({ xid, seq }: Place): string => `${xid}-${seq}`;

/**
 * That an event is older than every transaction of this database that was running when the statement began. A server
 * counts the transactions of all its databases together; one that another database is known to run is passed over.
 */
const settled = sql<boolean>`events.xid < (
  select coalesce(
    (select running from pg_snapshot_xip(pg_current_snapshot()) as running
      where not exists (
        select from pg_locks as lock join pg_stat_activity as process on process.pid = lock.pid
        where lock.locktype = 'transactionid' and lock.mode = 'ExclusiveLock' and lock.granted
          and lock.transactionid = running::xid and process.datname <> current_database())
      order by running limit 1),
    pg_snapshot_xmax(pg_current_snapshot())))`;

/** Whose events are read; with a collection, those of that collection alone. */
export interface ReadSubject extends EventSubject {
  readonly collectionId?: string;
}

/**
 * Reads the events of a firm, as one software sees them, from a cursor on, oldest first.
 *
 * Numbers are given out before transactions commit, so an event may appear behind a higher number. Therefore the stream
 * is in the order of (transaction, number), and shows only what is older than every transaction still running: nothing
 * can come in before a place that a reader has passed.
 */
export async function readEvents(
  db: Database,
  { editor, firmId, collectionId }: ReadSubject,
  query: { readonly cursor?: string; readonly types?: readonly EventType[]; readonly limit: number },
): Promise<StreamPage> {
  const { types, limit } = query;
  const ours = db.selectFrom('events').where('editor', '=', editor).where('firm_id', '=', firmId).where(settled);
  const placed = ours.select([sql<string>`events.xid::text`.as('xid'), sql<string>`events.seq::text`.as('seq')]);
  if (query.cursor === 'latest') {
    const last = await placed.orderBy('events.xid', 'desc').orderBy('events.seq', 'desc').limit(1).executeTakeFirst();
    return { events: [], nextCursor: toCursor(last ?? start), hasMore: false };
  }
  const from = query.cursor === undefined ? start : parseCursor(query.cursor);
  if (from.seq !== start.seq) await requireKept(db, { editor, firmId }, from);
  const behind = sql<boolean>`(events.xid, events.seq) > (${from.xid}::xid8, ${from.seq}::bigint)`;
  let select = placed.select(['id', 'type', 'data', 'at']).where(behind);
  if (collectionId !== undefined) select = select.where(sql<boolean>`events.data->>'transactionId' = ${collectionId}`);
  if (types !== undefined) select = select.where('type', 'in', [...types]);
  const ordered = select
    .orderBy('events.xid')
    .orderBy('events.seq')
    .limit(limit + 1);
  // One statement, one snapshot: the end of the stream must not be a later one than that of the events.
  const end = sql<
    string | null
  >`(select ${sql.ref('last.xid')}::text || '-' || ${sql.ref('last.seq')}::text from (${ours
    .select(['events.xid', 'events.seq'])
    .orderBy('events.xid', 'desc')
    .orderBy('events.seq', 'desc')
    .limit(1)}) as last)`;
  const { rows, last } = await db
    .with('page', () => ordered)
    .selectNoFrom([
      end.as('last'),
      sql<
        PageRow[]
      >`coalesce((select jsonb_agg(page order by page.xid::xid8, page.seq::bigint) from page), '[]'::jsonb)`.as('rows'),
    ])
    .executeTakeFirstOrThrow();
  const events = rows.slice(0, limit).map((row) => ({
    event: { id: row.id, type: row.type, timestamp: new Date(row.at).toISOString(), data: row.data },
    cursor: toCursor(row),
  }));
  const hasMore = rows.length > limit;
  // Where nothing more is wanted the reader goes on from the end, past what is of other types.
  const nextCursor = hasMore ? events.at(-1)?.cursor : (last ?? events.at(-1)?.cursor);
  return { events, nextCursor: nextCursor ?? toCursor(from), hasMore };
}

interface PageRow extends Place {
  readonly id: string;
  readonly type: EventType;
  readonly data: Record<string, unknown>;
  readonly at: string;
}

function parseCursor(text: string): Place {
  const [, xid, seq] = /^(\d{1,20})-(\d{1,19})$/.exec(text) ?? [];
  const fits = xid !== undefined && seq !== undefined && BigInt(xid) < 2n ** 64n && BigInt(seq) < 2n ** 63n;
  if (!fits) throw new Refusal('validation_failed', 'The cursor is not one of ours');
  return { xid, seq };
}

/** An event is pruned after the next one has got old too: whose place is kept has missed nothing. */
async function requireKept(db: Database, { editor, firmId }: EventSubject, { seq }: Place): Promise<void> {
  const kept = await db
    .selectFrom('events')
    .select('id')
    .where('editor', '=', editor)
    .where('firm_id', '=', firmId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  if (!kept) throw new Refusal('cursor_expired', 'Events behind this cursor are pruned: read the collections anew');
}

/** The types named in a query, with commas; undefined is all of them. */
export function parseTypes(text: string | undefined): EventType[] | undefined {
  if (text === undefined || text === '') return undefined;
  const named = text.split(',').map((name) => name.trim());
  const unknown = named.find((name) => !(eventTypes as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Refusal('validation_failed', `There is no event type “${unknown}”`);
  return eventTypes.filter((type) => named.includes(type));
}
