import { type CodeEntryPlace, delegations, type Delegation } from '@jse/sdk/rules';
import { newId, newSecret } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { bringCertificates } from '../domain/people/bring-certificates.ts';
import { acceptTerms } from '../domain/people/terms.ts';
import { issueTokenPair } from '../domain/people/tokens.ts';
import { OptionError } from '../option-error.ts';
import type { Database } from '../store/database.ts';
import { lockKey } from '../store/lock-key.ts';
import { toJson } from '../store/tables.ts';

/** The vendor's software as the platform knows it. `signingUrl` may hold `{collectionId}`; origins are exact. */
export interface EditorSeed {
  readonly shortcut: string;
  readonly name: string;
  /** Signs the handshake. Left out, the software keeps the one it has; where it has none, one is made. */
  readonly secret?: string;
  readonly origins: readonly string[];
  readonly signingUrl: string;
  /** Where its signers enter their codes; `by-level` when left out. */
  readonly codeEntry?: CodeEntryPlace;
}

/** A person of a firm; an expert has all delegations. */
export interface MemberSeed {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly role: 'expert' | 'collaborator';
  readonly delegations?: readonly Delegation[];
}

/** A firm with its people and its opening credit in cents, excl. VAT. */
export interface FirmSeed {
  readonly name: string;
  readonly siren: string;
  readonly creditCents: number;
  readonly members: readonly MemberSeed[];
  /** Whether the expert has accepted the terms for the firm already; true when left out. */
  readonly termsAccepted?: boolean;
}

/** What seeding made: ids to work with, and office and user tokens for tests that need no handshake. */
export interface SeededFirm {
  readonly id: string;
  readonly name: string;
  readonly members: readonly {
    readonly id: string;
    readonly email: string;
    readonly phone: string;
    readonly role: string;
  }[];
}

/** The firm of a fresh sandbox: an expert and two collaborators; fictional people on numbers reserved for fiction. */
export const defaultFirm: FirmSeed = {
  name: 'Cabinet Exemple',
  siren: '100000009',
  creditCents: 10_000,
  members: [
    { firstName: 'Alix', lastName: 'Expert', email: 'expert@cabinet.example', phone: '+33639980001', role: 'expert' },
    {
      firstName: 'Sacha',
      lastName: 'Préparateur',
      email: 'preparateur@cabinet.example',
      phone: '+33639980002',
      role: 'collaborator',
      delegations: ['prepare'],
    },
    {
      firstName: 'Noa',
      lastName: 'Lanceur',
      email: 'lanceur@cabinet.example',
      phone: '+33639980003',
      role: 'collaborator',
      delegations: ['prepare', 'launch', 'seal'],
    },
  ],
};

/** What registering a software made: the secret where none was given and it had none; it cannot be asked for later. */
export interface SeededEditor {
  readonly madeSecret: string | null;
}

/** Registers a vendor's software; one already there gets the new name, origins and signing page, and the secret if given. */
export async function seedEditor(deps: Dependencies, editor: EditorSeed): Promise<SeededEditor> {
  const { shortcut, secret = newSecret() } = editor;
  if (secret === '') throw new OptionError('editor_secret_empty', `The secret of the software ${shortcut} is empty`);
  const secret_sealed = await deps.sealer.seal(`editor:${shortcut}`, secret);
  const row = {
    name: editor.name,
    origins: toJson(editor.origins),
    signing_url: editor.signingUrl,
    code_entry: editor.codeEntry ?? ('by-level' as const),
  };
  const change = editor.secret === undefined ? row : { ...row, secret_sealed };
  const kept = await deps.db
    .insertInto('editors')
    .values({ shortcut, ...row, secret_sealed })
    .onConflict((conflict) => conflict.column('shortcut').doUpdateSet(change))
    .returning('secret_sealed')
    .executeTakeFirstOrThrow();
  const made = editor.secret === undefined && kept.secret_sealed === secret_sealed;
  return { madeSecret: made ? secret : null };
}

/** Founds a firm with its people, certificates and opening credit: all of it, or nothing. */
export function seedFirm(deps: Dependencies, seed: FirmSeed): Promise<SeededFirm> {
  return deps.db.transaction().execute((db) => foundFirm(db, deps, seed));
}

/** Founds the default firm where there is none yet; of several processes that start at a time, one does it. */
export async function seedFirstFirm(deps: Dependencies): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    await lockKey(db, 'jse:first-firm');
    const known = await db.selectFrom('firms').select('id').limit(1).executeTakeFirst();
    if (known === undefined) await foundFirm(db, deps, defaultFirm);
  });
}

async function foundFirm(db: Database, deps: Dependencies, seed: FirmSeed): Promise<SeededFirm> {
  const { clock, pki } = deps;
  const firm = { id: newId('firm'), name: seed.name, siren: seed.siren, created_at: clock.now() };
  await db.insertInto('firms').values(firm).execute();
  const entry = {
    id: newId('led'),
    firm_id: firm.id,
    kind: 'top-up' as const,
    amount_cents: seed.creditCents,
    at: clock.now(),
  };
  await db.insertInto('ledger').values(entry).execute();
  await pki.ensureFirm(db, firm);
  const members: SeededFirm['members'][number][] = [];
  for (const member of seed.members) {
    const person = {
      id: newId('per'),
      email: member.email,
      first_name: member.firstName,
      last_name: member.lastName,
      phone: member.phone,
      identity_verified_at: clock.now(),
    };
    await db
      .insertInto('people')
      .values(person)
      .onConflict((conflict) => conflict.column('email').doNothing())
      .execute();
    const known = await db.selectFrom('people').selectAll().where('email', '=', member.email).executeTakeFirstOrThrow();
    const rights = member.role === 'expert' ? delegations : (member.delegations ?? []);
    const id = newId('mem');
    await db
      .insertInto('members')
      .values({ id, firm_id: firm.id, person_id: known.id, role: member.role, delegations: toJson(rights) })
      .execute();
    members.push({ id, email: member.email, phone: member.phone, role: member.role });
  }
  const expert = members.find(({ role }) => role === 'expert');
  if (expert && (seed.termsAccepted ?? true)) await acceptTerms(db, deps, firm.id, expert.id);
  return { id: firm.id, name: firm.name, members };
}

/** Office and user tokens of a member, as the handshake would give them; for tests and in-page playgrounds. */
export async function issueTokens(
  deps: Dependencies,
  editor: string,
  memberId: string,
): Promise<{ officeToken: string; userToken: string }> {
  const { db } = deps;
  const member = await db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirstOrThrow();
  const acting = { personId: member.person_id, role: member.role, firmId: member.firm_id };
  await bringCertificates(db, deps, { ...acting, delegations: member.delegations }, false);
  const { office, user } = await issueTokenPair(db, deps, { editor, firmId: member.firm_id, memberId });
  return { officeToken: office, userToken: user };
}

/** The id of the member with an e-mail address. */
export async function memberByEmail({ db }: Dependencies, email: string): Promise<string> {
  const { id } = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select('members.id')
    .where('email', '=', email)
    .orderBy('members.id')
    .executeTakeFirstOrThrow();
  return id;
}
