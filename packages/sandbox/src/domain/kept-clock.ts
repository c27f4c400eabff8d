import { sql } from 'kysely';
import type { Dependencies } from '../dependencies.ts';

/** Sets the clock to where a developer left it: a restart must not turn the time back. */
export async function restoreClock({ db, clock }: Pick<Dependencies, 'db' | 'clock'>): Promise<void> {
  const kept = await db.selectFrom('clock').select('offset_ms').executeTakeFirst();
  if (kept) clock.advance(Number(kept.offset_ms) - clock.offset());
}

/** Keeps how far a developer has moved the clock. */
export async function keepClock({ db, clock }: Pick<Dependencies, 'db' | 'clock'>): Promise<void> {
  const offset_ms = clock.offset();
  await db
    .insertInto('clock')
    .values({ id: 1, offset_ms })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ offset_ms: sql<number>`excluded.offset_ms` }))
    .execute();
}
