import type { CallOut } from '../outgoing.ts';
import { GiveUp } from './job.ts';
import type { SmsGateway } from './transports.ts';

/** A gateway that takes `{ to, text, id }` as JSON by POST; the token goes with it as `Authorization: Bearer`. */
export interface HttpSmsOptions {
  readonly url: string;
  readonly token: string;
}

/** What a gateway answers when the message itself is wrong; anything else may pass. */
const final = new Set([400, 404, 409, 410, 413, 422]);

/**
 * SMS by a gateway over HTTP, through the outgoing door. A try that is made again has the same `id` (and
 * `Idempotency-Key`), by which the gateway tells a repetition. Errors name the status, never the number or the text.
 */
export function createHttpSmsGateway({ url, token }: HttpSmsOptions, callOut: CallOut): SmsGateway {
  return {
    async send({ id, to, text }) {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': `"${id}"`,
      };
      const request = new Request(url, { method: 'POST', headers, body: JSON.stringify({ to, text, id }) });
      const { ok, status } = await callOut(request, { timeout: 10_000, discardBody: true });
      if (ok) return;
      const words = `The SMS gateway answered ${status}`;
      throw final.has(status) ? new GiveUp(words) : new Error(words);
    },
  };
}
