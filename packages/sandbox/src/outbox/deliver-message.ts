import type { Dependencies } from '../dependencies.ts';
import { isLost } from '../faults.ts';
import type { Job } from './job.ts';

type MessageJob = Extract<Job, { kind: 'email' | 'sms' }>;

/**
 * Sends an e-mail or SMS where the operator has configured how, and lays it into the outbox in every case. The message
 * has the job's id throughout, so that a job done twice still makes one message.
 */
export async function deliverMessage(deps: Dependencies, id: string, job: MessageJob): Promise<void> {
  const { kind: channel, to, text } = job;
  const subject = job.kind === 'email' ? oneLine(job.subject) : '';
  if (await isLost(deps, channel)) return;
  if (job.kind === 'email') await deps.mailer?.send({ id, to, subject, text, ...named(job) });
  else await deps.smsGateway?.send({ id, to, text });
  const body_sealed = await deps.sealer.seal(id, text);
  await deps.db
    .insertInto('messages')
    .values({
      id,
      firm_id: job.firmId ?? null,
      channel,
      recipient: to,
      subject,
      body_sealed,
      created_at: deps.clock.now(),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** A subject is one line, whatever was typed into a title. */
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

const named = ({ sender, replyTo }: Extract<Job, { kind: 'email' }>) => ({
  ...(sender === undefined ? {} : { sender }),
  ...(replyTo === undefined ? {} : { replyTo }),
});
