import { errorCodes, wire } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { grantHandshake, handshakeOf } from '../domain/handshake.ts';
import { escapeHtml, page } from '../html.ts';
import { parseForm } from '../middleware/check-input.ts';
import { limitRate } from '../middleware/rate-limit.ts';
import { readBody, requireType } from '../middleware/read-body.ts';
import { Refusal } from '../problem.ts';
import type { App } from '../route.ts';

const longestForm = 64 * 1024;

/**
 * The sign-in page of the handshake, in the place of Comptexpert's: the sandbox's people are its own, so it asks who
 * signs in and for which firm, and says which software gets access to what.
 */
export function signInRoutes(app: App, deps: Dependencies): void {
  app.get('/connexion/:ticket', async (context) => {
    try {
      const handshake = await handshakeOf(deps, context.req.param('ticket'));
      const editor = await deps.db
        .selectFrom('editors')
        .select(['name', 'origins'])
        .where('shortcut', '=', handshake.editor)
        .executeTakeFirstOrThrow();
      return page('Connexion', await choices(deps, editor.name), { formTargets: editor.origins.join(' ') });
    } catch (error) {
      return failed(error);
    }
  });
  app.post('/connexion/:ticket', async (context) => {
    try {
      await limitRate(deps, { kind: 'anonymous', id: 'sign-in:' }, context.env.trace);
      requireType(context.req.raw, 'application/x-www-form-urlencoded');
      const { member } = await parseForm(context.req.raw, await readBody(context.req.raw, longestForm));
      const chosen = wire.Id.safeParse(member);
      if (!chosen.success) throw new Refusal('validation_failed', 'Choisissez une personne');
      return new Response(null, {
        status: 303,
        headers: { location: await grantHandshake(deps, context.req.param('ticket'), chosen.data) },
      });
    } catch (error) {
      return failed(error);
    }
  });
}

async function choices(deps: Dependencies, software: string): Promise<string> {
  const members = await deps.db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .innerJoin('firms', 'firms.id', 'members.firm_id')
    .select(['members.id', 'first_name', 'last_name', 'email', 'role', 'firms.name as firm'])
    .where('left_at', 'is', null)
    .orderBy('firms.name')
    .orderBy('members.role', 'desc')
    .orderBy('last_name')
    .execute();
  const roles = { expert: 'expert-comptable', collaborator: 'collaborateur' } as const;
  const options = members.map(
    ({ id, first_name, last_name, email, role, firm }, at) =>
      `<label class="choice"><input type="radio" name="member" value="${escapeHtml(id)}" required${at === 0 ? ' checked' : ''}>` +
      `<span>${escapeHtml(`${first_name} ${last_name}`)}, ${roles[role]}<small>${escapeHtml(`${firm} · ${email}`)}</small></span></label>`,
  );
  return (
    `<h1>Connexion Comptexpert</h1><p><strong>${escapeHtml(software)}</strong> demande l'accès à votre cabinet pour préparer, lancer et suivre des collectes en votre nom.</p>` +
    `<form method="post"><fieldset><legend>Qui êtes-vous, et pour quel cabinet ?</legend>${options.join('')}</fieldset><button>Autoriser ${escapeHtml(software)}</button></form>` +
    `<p class="soft">Bac à sable : aucun mot de passe, ces personnes n'existent pas. L'accès dure 5 jours et peut être révoqué.</p>`
  );
}

function failed(error: unknown): Response {
  if (!(error instanceof Refusal)) throw error;
  const text =
    error.code === 'request_expired'
      ? 'Cette demande de connexion a expiré ou a déjà servi. Recommencez depuis votre logiciel.'
      : "La connexion n'a pas abouti.";
  return page('Connexion', `<h1>Connexion impossible</h1><p class="bad">${text}</p>`, {
    status: error.code === 'request_expired' ? 400 : errorCodes[error.code].status,
  });
}
