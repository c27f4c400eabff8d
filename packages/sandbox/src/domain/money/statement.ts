import type { wire } from '@jse/sdk/contract';
import { deadlines, limits, prices, vatOf } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { toCsv } from '../../csv.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Row } from '../../store/tables.ts';
import { visibleTo } from '../visibility.ts';

type Line = z.infer<typeof wire.LedgerLine>;
type Statement = z.infer<typeof wire.Statement>;
type LineRow = Row<'ledger'> & {
  readonly object?: string | null;
  readonly external_id?: string | null;
  readonly file_name?: string | null;
};

/**
 * The lines of a period between two balances; the days are those of Paris, `from` included, `to` not. Every act counts,
 * but what it was about is told of those collections only that the caller may see.
 */
export async function statementOf(
  deps: Dependencies,
  actor: Actor,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Statement> {
  if (!actor.firm) throw new Refusal('unauthenticated');
  if (from >= to) {
    throw new Refusal('validation_failed', 'The period ends before it begins', {
      errors: [{ pointer: '/query/to', code: 'too_small', detail: 'A day after from' }],
    });
  }
  const firmId = actor.firm.id;
  const begin = startOfDay(from);
  const end = startOfDay(to);
  if (Date.parse(to) - Date.parse(from) > limits.statementDays * 86_400_000) {
    throw new Refusal('validation_failed', `At most ${limits.statementDays} days`, {
      errors: [{ pointer: '/query/to', code: 'too_big', detail: `At most ${limits.statementDays} days after from` }],
    });
  }
  const opening = await balanceBefore(deps, firmId, begin);
  const rows = await deps.db
    .selectFrom('ledger')
    .leftJoin('collections', (join) =>
      join
        .onRef('collections.id', '=', 'ledger.collection_id')
        .on('collections.editor', '=', actor.editor.shortcut)
        .on(visibleTo(actor.member)),
    )
    .leftJoin('documents', (join) =>
      join.onRef('documents.id', '=', 'ledger.document_id').onRef('documents.collection_id', '=', 'collections.id'),
    )
    .selectAll('ledger')
    .select(['collections.id as collection_id', 'collections.external_id', 'documents.name as file_name'])
    .select(sql<string | null>`collections.settings->>'object'`.as('object'))
    .where('ledger.firm_id', '=', firmId)
    .where('ledger.at', '>=', begin)
    .where('ledger.at', '<', end)
    .orderBy('ledger.at')
    .orderBy('ledger.id')
    .execute();
  const { vatBasisPoints } = deps.settings;
  const amountCents = rows.reduce((sum, row) => (isAct(row) ? sum - row.amount_cents : sum), 0);
  const vatCents = vatOf(amountCents, vatBasisPoints);
  return {
    from,
    to,
    openingCents: opening,
    closingCents: rows.reduce((sum, row) => sum + row.amount_cents, opening),
    consumed: {
      signatures: rows.filter(({ kind }) => kind === 'signature').length,
      seals: rows.filter(({ kind }) => kind === 'seal').length,
      amountCents,
      vatCents,
      totalCents: amountCents + vatCents,
    },
    vatBasisPoints,
    currency: prices.currency,
    lines: rows.map(toLine),
  };
}

/** A ledger entry on the wire. */
export function toLine(row: LineRow): Line {
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    amountCents: row.amount_cents,
    reference: row.reference?.replace(/^[a-z-]+:/, '') ?? null,
    transactionId: row.collection_id,
    externalId: row.external_id ?? null,
    object: row.object ?? null,
    fileName: row.file_name ?? null,
  };
}

const kinds = { 'top-up': 'Crédit', signature: 'Signature', seal: 'Cachet', 'credit-note': 'Avoir' } as const;
const day = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: deadlines.retentionTimeZone,
});
const euros = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');

/** The statement as a CSV file, in French as the firm's accounts are. */
export function statementCsv(statement: Statement): string {
  const { consumed, vatBasisPoints } = statement;
  const header = ['Date', 'Nature', 'Collecte', 'Référence', 'Document', 'Montant HT (€)'];
  const line = (label: string, cents: number) => ['', label, '', '', '', euros(cents)];
  return toCsv(header, [
    line(`Solde au ${statement.from}`, statement.openingCents),
    ...statement.lines.map(({ at, kind, object, externalId, reference, fileName, amountCents }) => [
      day.format(new Date(at)),
      kinds[kind],
      object ?? '',
      externalId ?? reference ?? '',
      fileName ?? '',
      euros(amountCents),
    ]),
    line(`Solde au ${statement.to}`, statement.closingCents),
    line('Consommation HT', consumed.amountCents),
    line(`TVA ${(vatBasisPoints / 100).toFixed(2).replace('.', ',')} %`, consumed.vatCents),
    line('Consommation TTC', consumed.totalCents),
  ]);
}

const isAct = ({ kind }: Row<'ledger'>): boolean => kind === 'signature' || kind === 'seal';

async function balanceBefore({ db }: Dependencies, firmId: string, at: Date): Promise<number> {
  const { total } = await db
    .selectFrom('ledger')
    .select((row) => row.fn.sum<string | number | null>('amount_cents').as('total'))
    .where('firm_id', '=', firmId)
    .where('at', '<', at)
    .executeTakeFirstOrThrow();
  return Number(total ?? 0);
}

/** Midnight in Paris at the beginning of a calendar day. */
function startOfDay(date: string): Date {
  const guess = new Date(`${date}T00:00:00Z`);
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: deadlines.retentionTimeZone,
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const hour = Number(parts.format(guess));
  return new Date(guess.getTime() - hour * 3_600_000);
}
