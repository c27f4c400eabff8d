import { operations } from '@jse/sdk/contract';
import { limits, webhookRules } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { parseTypes, readEvents, type ReadSubject, type StreamPage } from '../domain/event-stream.ts';
import { type Actor, authenticate } from '../middleware/actor.ts';
import { callerOf, countingRefusals, limitRate } from '../middleware/rate-limit.ts';
import { Refusal } from '../problem.ts';
import { type App, route } from '../route.ts';

/** How often a reader who waits is looked after. Other processes write events too, so the table is what is asked. */
const interval = 500;
/** A comment that often keeps proxies from closing a quiet stream; the caller's token is checked again as often. */
const heartbeat = 15_000;

type Query = Readonly<Record<'cursor' | 'types' | 'limit' | 'wait', string | undefined>>;

/** The event stream, by pages (waiting, if asked to) or as server-sent events. */
export function eventRoutes(app: App, deps: Dependencies): void {
  app.use('/editor/:editorShortcut/event', async (context, next) => {
    const wanted = context.req.header('accept') ?? '';
    if (context.req.method !== 'GET' || !/\btext\/event-stream\b/.test(wanted)) return next();
    // A session's proof is good for one call, and a stream is authorised again and again.
    if (context.req.header('authorization') !== undefined) return next();
    const request = context.req.raw;
    const { trace } = context.env;
    const shortcut = context.req.param('editorShortcut');
    const authorise = () => authenticate(deps, operations.listEvents, shortcut, request, null);
    const actor = await countingRefusals(deps, shortcut, trace, authorise);
    Object.assign(trace, { operation: operations.listEvents, actor });
    await limitRate(deps, await callerOf(actor, request), trace);
    const query = context.req.query();
    const cursor = request.headers.get('last-event-id') ?? query['cursor'];
    const read = reader(deps, subjectOf(actor), query['types']);
    // The first page is read before the answer begins, so that a bad cursor is an error and not an empty stream.
    const first = await read(cursor, limits.pageSize.max);
    return new Response(serverSentEvents(deps, cursor, first, read, authorise, request.signal), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    });
  });
  route(app, deps, operations.listEvents, async ({ actor, query, request }) => {
    const { cursor, types, limit, wait } = query as Query;
    const read = reader(deps, subjectOf(actor), types);
    const count = Math.min(Math.max(Number(limit ?? limits.pageSize.default), 1), limits.pageSize.max);
    const patience = Math.min(Number(wait ?? 0) * 1000, webhookRules.longestWait);
    const stopped = firstOf(request.signal, deps.closing);
    try {
      const { events, nextCursor, hasMore } = await readPatiently(read, cursor, count, patience, stopped.signal);
      return { data: events.map(({ event, cursor: behind }) => ({ ...event, cursor: behind })), nextCursor, hasMore };
    } finally {
      stopped.abort();
    }
  });
}

/** What the caller may read of: his firm's, in a session of its collection alone. */
const subjectOf = ({ editor, firm, session }: Actor): ReadSubject => ({
  editor: editor.shortcut,
  firmId: firm?.id ?? '',
  ...(session && { collectionId: session.access.collectionId ?? '' }),
});

type Read = (cursor: string | undefined, limit: number) => Promise<StreamPage>;

function reader(deps: Dependencies, subject: ReadSubject, types: string | undefined): Read {
  const named = parseTypes(types);
  return (cursor, limit) =>
    readEvents(deps.db, subject, {
      limit,
      ...(cursor === undefined ? {} : { cursor }),
      ...(named === undefined ? {} : { types: named }),
    });
}

/** Reads a page; as long as it is empty, again and again until the time is up or the reader is gone. */
async function readPatiently(
  read: Read,
  cursor: string | undefined,
  count: number,
  patience: number,
  stopped: AbortSignal,
): Promise<StreamPage> {
  const started = performance.now();
  let page = await read(cursor, count);
  while (page.events.length === 0 && performance.now() - started < patience) {
    await pause(Math.min(interval, patience), stopped);
    if (stopped.aborted) break;
    page = await read(page.nextCursor, count);
  }
  return page;
}

/** The stream as `text/event-stream`: each event under its cursor, so that `Last-Event-ID` goes on behind it. */
function serverSentEvents(
  deps: Dependencies,
  cursor: string | undefined,
  first: StreamPage,
  read: Read,
  authorise: () => Promise<unknown>,
  gone: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const stopped = firstOf(gone, deps.closing);
  let cancelled = false;
  let page: StreamPage | null = first;
  let position = cursor ?? first.nextCursor;
  let quietSince = performance.now();
  let checkedAt = quietSince;
  return new ReadableStream({
    async pull(controller) {
      try {
        while (!stopped.signal.aborted) {
          page ??= await read(position, limits.pageSize.max);
          const told = page.events.at(-1)?.cursor ?? position;
          position = page.nextCursor;
          const text = page.events.map(frame).join('') + (told === position ? '' : idOnly(position));
          const more = page.hasMore;
          page = null;
          const now = performance.now();
          if (now - checkedAt >= heartbeat) {
            await authorise();
            checkedAt = now;
          }
          const due = now - quietSince >= heartbeat;
          if (text !== '' || due) {
            quietSince = now;
            return controller.enqueue(encoder.encode(text === '' ? ': \n\n' : text));
          }
          if (!more) await pause(interval, stopped.signal);
        }
        if (!cancelled) controller.close();
      } catch (error) {
        stopped.abort();
        // The reader reconnects and is then told what is wrong.
        if (!(error instanceof Refusal)) deps.log({ event: 'stream.failed', level: 'error', error: String(error) });
        if (!cancelled) controller.close();
      }
    },
    cancel() {
      cancelled = true;
      stopped.abort();
    },
  });
}

const frame = ({ event, cursor }: StreamPage['events'][number]): string =>
  `id: ${cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
/** Moves the reader's place without an event: past those of other types. */
const idOnly = (cursor: string): string => `id: ${cursor}\n\n`;

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Aborts with the first of the signals, or by itself; in either case it lets go of them. */
function firstOf(...signals: readonly AbortSignal[]): AbortController {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of signals) {
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { signal: controller.signal });
  }
  return controller;
}
