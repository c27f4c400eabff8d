import type { Dependencies } from '../dependencies.ts';

/** An e-mail or SMS as it was sent; SMS have no subject. */
export interface Message {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

/** Where the sandbox's e-mails and SMS land, newest last. */
export interface Outbox {
  /** The messages so far, of one recipient if asked; what is due is delivered first. */
  messages(filter?: { readonly to?: string; readonly channel?: 'email' | 'sms' }): Promise<Message[]>;
  /** Runs the jobs that are due (deliveries, expiries, purges). */
  drain(): Promise<number>;
}

/** The outbox over the platform's tables. */
export function createOutbox(deps: Dependencies): Outbox {
  return {
    drain: () => deps.worker.drain(),
    async messages({ to, channel } = {}) {
      await deps.worker.drain('upkeep', 'email', 'sms');
      let query = deps.db.selectFrom('messages').selectAll().orderBy('created_at').orderBy('id');
      if (to !== undefined) query = query.where('recipient', '=', to);
      if (channel !== undefined) query = query.where('channel', '=', channel);
      const rows = await query.execute();
      return Promise.all(
        rows.map(async (row) => ({
          id: row.id,
          channel: row.channel,
          to: row.recipient,
          subject: row.subject,
          text: await deps.sealer.open(row.id, row.body_sealed),
          at: row.created_at.toISOString(),
        })),
      );
    },
  };
}
