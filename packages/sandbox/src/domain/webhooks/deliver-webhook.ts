import { retryDelay, retryRules, webhookRules } from '@jse/sdk/rules';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { GiveUp, type Job } from '../../outbox/job.ts';
import { OutgoingError } from '../../outgoing.ts';
import type { Row } from '../../store/tables.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import { secretsOf, signatureHeaders } from './secrets.ts';

type Endpoint = Row<'webhook_endpoints'>;
interface Answer {
  readonly status: number | null;
  readonly error: string | null;
}

/**
 * One try of one delivery, kept in the log. Anything but a 2xx is a failure. 410 disables the endpoint at once; so does
 * the last try of a delivery when nothing got through since its first one. What waits for an endpoint that is disabled
 * or gone is let go: it can be replayed.
 */
export async function deliverWebhook(
  deps: Dependencies,
  job: Pick<Row<'jobs'>, 'attempts' | 'due_at'>,
  { endpointId, eventId }: Extract<Job, { kind: 'webhook' }>,
): Promise<void> {
  const { db } = deps;
  const endpoint = await db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', endpointId)
    .where('state', '=', 'enabled')
    .executeTakeFirst();
  const event = await db.selectFrom('events').selectAll().where('id', '=', eventId).executeTakeFirst();
  if (!endpoint || !event) return;
  const started = performance.now();
  const { status, error } = await post(deps, endpoint, event);
  const now = deps.clock.now();
  const milliseconds = Math.round(performance.now() - started);
  const attempt = { attempt: job.attempts, status, error, milliseconds, at: now };
  await db
    .insertInto('webhook_deliveries')
    .values({ id: newId('whd'), endpoint_id: endpoint.id, event_id: event.id, ...attempt })
    .execute();
  if (error === null) return noteSuccess(deps, endpoint);
  if (status === 410) {
    await disableEndpoint(deps, endpoint, 'gone');
    throw new GiveUp('The endpoint is gone (410)');
  }
  if (endpoint.failing_since === null) {
    const failing = db.updateTable('webhook_endpoints').set({ failing_since: now }).where('failing_since', 'is', null);
    await failing.where('id', '=', endpoint.id).execute();
  }
  const last = retryDelay(retryRules.webhook, job.attempts, 0.5) === null;
  if (last && !(await gotThrough(deps, endpoint, job.due_at))) await disableEndpoint(deps, endpoint, 'failing');
  throw new Error(error);
}

async function post(deps: Dependencies, endpoint: Endpoint, event: Row<'events'>): Promise<Answer> {
  const body = JSON.stringify({ type: event.type, timestamp: event.at.toISOString(), data: event.data });
  // The receiver compares the time with his own clock, so it is the machine's, however the platform's was moved.
  const signed = { id: event.id, at: deps.clock.real(), body };
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'jesignexpert-webhooks/1',
    ...(await signatureHeaders(signed, await secretsOf(deps, endpoint))),
  };
  try {
    const request = new Request(endpoint.url, { method: 'POST', headers, body });
    const { status, ok } = await deps.callOut(request, { timeout: webhookRules.timeout, discardBody: true });
    return { status, error: ok ? null : `The endpoint answered ${status}` };
  } catch (error) {
    if (error instanceof OutgoingError) return { status: null, error: error.code };
    throw error;
  }
}

async function noteSuccess({ db }: Dependencies, endpoint: Endpoint): Promise<void> {
  if (endpoint.failing_since === null) return;
  await db.updateTable('webhook_endpoints').set({ failing_since: null }).where('id', '=', endpoint.id).execute();
}

async function gotThrough({ db }: Dependencies, endpoint: Endpoint, since: Date): Promise<boolean> {
  const success = await db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('endpoint_id', '=', endpoint.id)
    .where('at', '>=', since)
    .where('error', 'is', null)
    .executeTakeFirst();
  return success !== undefined;
}
