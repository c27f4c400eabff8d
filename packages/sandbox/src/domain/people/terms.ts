import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';

type Termed = Pick<Dependencies, 'settings'>;

/** Whether an expert has accepted the terms (CGU) for his firm, in the version that is in force. */
export async function termsAccepted(db: Database, { settings }: Termed, firmId: string): Promise<boolean> {
  const row = await db
    .selectFrom('terms_acceptances')
    .select('at')
    .where('firm_id', '=', firmId)
    .where('version', '=', settings.terms.version)
    .executeTakeFirst();
  return row !== undefined;
}

/** Refuses (`terms_not_accepted`) a launch for a firm whose experts have not accepted the terms in force. */
export async function requireTerms(db: Database, deps: Termed, firmId: string): Promise<void> {
  if (await termsAccepted(db, deps, firmId)) return;
  throw new Refusal(
    'terms_not_accepted',
    `Un expert-comptable du cabinet doit d’abord accepter les CGU (version ${deps.settings.terms.version}), à sa connexion Comptexpert`,
  );
}

/** Notes that an expert has accepted the terms in force for his firm; once a version. */
export async function acceptTerms(
  db: Database,
  { settings, clock }: Pick<Dependencies, 'settings' | 'clock'>,
  firmId: string,
  memberId: string,
): Promise<void> {
  const row = { firm_id: firmId, version: settings.terms.version, member_id: memberId, at: clock.now() };
  await db
    .insertInto('terms_acceptances')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
