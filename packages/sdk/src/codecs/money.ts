import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { LedgerLine, Statement } from '../schemas/money.ts';
import { noun } from './noun.ts';

type WireLine = z.infer<typeof wire.LedgerLine>;
const toLine = ({ transactionId, object, fileName, ...rest }: WireLine): LedgerLine => ({
  ...rest,
  collectionId: transactionId,
  title: object,
  documentName: fileName,
});
const fromLine = ({ collectionId, title, documentName, ...rest }: LedgerLine): WireLine => ({
  ...rest,
  transactionId: collectionId,
  object: title,
  fileName: documentName,
});

/** A line of the ledger. */
export const LedgerLineCodec = z.codec(wire.LedgerLine, noun<LedgerLine>(), { decode: toLine, encode: fromLine });

/** A statement. */
export const StatementCodec = z.codec(wire.Statement, noun<Statement>(), {
  decode: ({ lines, ...rest }) => ({ ...rest, lines: lines.map(toLine) }),
  encode: ({ lines, ...rest }) => ({ ...rest, lines: lines.map(fromLine) }),
});
