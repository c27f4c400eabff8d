import { LedgerLineCodec, StatementCodec } from '../codecs/money.ts';
import * as wire from '../contract/wire/index.ts';
import type { Download, RequestOptions, Send } from '../http/request.ts';
import type { Credit, LedgerLine, LegacyKey, Statement } from '../schemas/money.ts';
import { encode } from './encode.ts';

/** A period of calendar days of Paris (`2026-01-01`): `from` is included, `to` is not. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The firm's credit: what it has, what came in, what was consumed. */
export interface CreditResource {
  /** What the firm has. */
  get(options?: RequestOptions): Promise<Credit>;
  /** Sets below which amount (integer cents) `credit.low` is told. Errors: `delegation_missing` (the expert only). */
  setThreshold(lowCreditCents: number, options?: RequestOptions): Promise<Credit>;
  /**
   * Books money that came in (integer cents), once for a reference. Errors: `delegation_missing` (the expert only),
   * `state_conflict` (booked with another amount).
   */
  topUp(
    payment: { readonly amountCents: number; readonly reference: string },
    options?: RequestOptions,
  ): Promise<LedgerLine>;
  /** Credits the unused days of a legacy key, once for a key. Errors: `state_conflict`, `validation_failed`. */
  creditNote(key: LegacyKey, options?: RequestOptions): Promise<LedgerLine>;
  /** The consumption of a period. Errors: `validation_failed`. */
  statement(period: Period, options?: RequestOptions): Promise<Statement>;
  /** The same as CSV: semicolons, UTF-8 with a byte order mark, no cell a formula. Errors: `validation_failed`. */
  statementCsv(period: Period, options?: RequestOptions): Promise<Download>;
}

/** The credit over a way to the platform. */
export const credit = (send: Send): CreditResource => ({
  async get(options) {
    return send('GET', '/credit', { answer: wire.Credit, options });
  },
  async setThreshold(lowCreditCents, options) {
    const body = encode(wire.CreditThreshold, { lowCreditCents });
    return send('PUT', '/credit/threshold', { body, answer: wire.Credit, options });
  },
  async topUp(payment, options) {
    return send('POST', '/credit/top-up', { body: encode(wire.TopUp, payment), answer: LedgerLineCodec, options });
  },
  async creditNote(key, options) {
    const body = encode(wire.CreditNote, key);
    return send('POST', '/credit/credit-note', { body, answer: LedgerLineCodec, options });
  },
  async statement({ from, to }, options) {
    return send('GET', '/credit/statement', { query: { from, to }, answer: StatementCodec, options });
  },
  async statementCsv({ from, to }, options) {
    return send.file('/credit/statement.csv', { query: { from, to }, options });
  },
});
