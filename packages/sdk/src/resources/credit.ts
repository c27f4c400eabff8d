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
  /**
   * What the firm has.
   * @example
   * const { creditCents } = await jse.credit.get();
   */
  get(options?: RequestOptions): Promise<Credit>;
  /**
   * Sets below which amount (integer cents) `credit.low` is told. Errors: `delegation_missing` (the expert only).
   * @example
   * await jse.credit.setThreshold(5_000);
   */
  setThreshold(lowCreditCents: number, options?: RequestOptions): Promise<Credit>;
  /**
   * Books money that came in (integer cents), once for a reference. Errors: `delegation_missing` (the expert only),
   * `state_conflict` (booked with another amount).
   * @example
   * await jse.credit.topUp({ amountCents: 10_000, reference: 'virement 2026-118' });
   */
  topUp(
    payment: { readonly amountCents: number; readonly reference: string },
    options?: RequestOptions,
  ): Promise<LedgerLine>;
  /**
   * Credits the unused days of a legacy key, once for a key. Errors: `state_conflict`, `validation_failed`.
   * @example
   * await jse.credit.creditNote({ keyNumber: 'K-2026-7', priceCents: 3_600, boughtDays: 365, unusedDays: 100 });
   */
  creditNote(key: LegacyKey, options?: RequestOptions): Promise<LedgerLine>;
  /**
   * The consumption of a period. Errors: `validation_failed`.
   * @example
   * const { lines } = await jse.credit.statement({ from: '2026-01-01', to: '2026-04-01' });
   */
  statement(period: Period, options?: RequestOptions): Promise<Statement>;
  /**
   * The same as CSV: semicolons, UTF-8 with a byte order mark, no cell a formula. Errors: `validation_failed`.
   * @example
   * const { bytes } = await jse.credit.statementCsv({ from: '2026-01-01', to: '2026-04-01' });
   */
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
