import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const period = z.object({ from: z.iso.date(), to: z.iso.date() });

/** What launching a collection would cost now. */
export const getEstimate = operation({
  id: 'getEstimate',
  method: 'GET',
  path: '/transaction/{transactionId}/estimate',
  summary: 'Estimate what a collection costs',
  source: 'ours',
  auth: 'office',
  purposes: ['prepare'],
  response: wire.Estimate,
  status: 200,
  errors: [],
});

/** The firm's credit. */
export const getCredit = operation({
  id: 'getCredit',
  method: 'GET',
  path: '/credit',
  summary: 'Read the credit of the firm',
  source: 'ours',
  auth: 'office',
  purposes: [],
  response: wire.Credit,
  status: 200,
  errors: [],
});

/** Sets the amount below which `credit.low` is told; the expert only. */
export const updateCreditThreshold = operation({
  id: 'updateCreditThreshold',
  method: 'PUT',
  path: '/credit/threshold',
  summary: 'Set the low-credit threshold',
  source: 'ours',
  auth: 'member',
  purposes: [],
  body: wire.CreditThreshold,
  response: wire.Credit,
  status: 200,
  errors: ['delegation_missing'],
});

/** Books money that came in; once for a reference. In the sandbox nobody pays: it is booked at once. */
export const createTopUp = operation({
  id: 'createTopUp',
  method: 'POST',
  path: '/credit/top-up',
  summary: 'Top the credit up',
  source: 'ours',
  auth: 'member',
  purposes: [],
  body: wire.TopUp,
  response: wire.LedgerLine,
  status: 201,
  errors: ['delegation_missing', 'state_conflict'],
});

/** Credits the firm of the acting member for a legacy key's unused days; once for a key. */
export const createCreditNote = operation({
  id: 'createCreditNote',
  method: 'POST',
  path: '/credit/credit-note',
  summary: 'Credit a legacy key',
  source: 'ours',
  auth: 'member',
  purposes: [],
  body: wire.CreditNote,
  response: wire.LedgerLine,
  status: 201,
  errors: ['state_conflict'],
});

/** The consumption of a period, available at any time. */
export const getStatement = operation({
  id: 'getStatement',
  method: 'GET',
  path: '/credit/statement',
  summary: 'Statement of a period',
  source: 'ours',
  auth: 'office',
  purposes: [],
  query: period,
  response: wire.Statement,
  status: 200,
  errors: [],
});

/** The same as a CSV file: semicolons, UTF-8 with a byte order mark, cells that no spreadsheet takes for a formula. */
export const downloadStatement = operation({
  id: 'downloadStatement',
  method: 'GET',
  path: '/credit/statement.csv',
  summary: 'Statement of a period as CSV',
  source: 'ours',
  auth: 'office',
  purposes: [],
  query: period,
  response: 'csv',
  status: 200,
  errors: [],
});
