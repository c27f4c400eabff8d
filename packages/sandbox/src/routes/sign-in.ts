import { errorCodes, wire } from '@jse/sdk/contract';
import * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import { grantHandshake, handshakeOf, refuseHandshake } from '../domain/handshake.ts';
import { consentOf, firmsOf, peopleToChoose } from '../domain/people/sign-in-choices.ts';
import { escapeHtml, page } from '../html.ts';
import { parseForm } from '../middleware/check-input.ts';
import { limitRate } from '../middleware/rate-limit.ts';
import { readBody, requireType } from '../middleware/read-body.ts';
import { consentStep, firmStep, personStep, type SignInWords } from '../pages/sign-in-pages.ts';
import { Refusal } from '../problem.ts';
import type { App } from '../route.ts';

const longestForm = 64 * 1024;
const Decision = z.object({
  decision: z._default(z.enum(['allow', 'refuse']), 'allow'),
  member: z.optional(wire.Id),
  cgu: z.optional(z.literal('oui')),
  identite: z.optional(z.literal('oui')),
});

/**
 * The sign-in page of the handshake, in the place of Comptexpert's: who signs in, for which of his firms, and what
 * access that gives to the software. Reading it, in any order and by anybody's robot, changes nothing; only the last
 * form does. It needs no script.
 */
export function signInRoutes(app: App, deps: Dependencies): void {
  app.get('/connexion/:ticket', async (context) => {
    try {
      const { personne, cabinet, recherche } = context.req.query();
      // No database text holds U+0000.
      const search = recherche?.replaceAll(/\p{Cc}/gu, ' ').slice(0, 100);
      return await stepOf(deps, context.req.param('ticket'), { personne, cabinet, recherche: search });
    } catch (error) {
      return failed(error);
    }
  });
  app.post('/connexion/:ticket', async (context) => {
    const ticket = context.req.param('ticket');
    try {
      await limitRate(deps, { kind: 'anonymous', id: 'sign-in:' }, context.env.trace);
      requireType(context.req.raw, 'application/x-www-form-urlencoded');
      const form = await parseForm(context.req.raw, await readBody(context.req.raw, longestForm));
      const said = Decision.safeParse(form);
      if (!said.success) throw new Refusal('validation_failed');
      const { decision, member, cgu, identite } = said.data;
      if (decision === 'refuse') return goTo(await refuseHandshake(deps, ticket));
      if (member === undefined) throw new Refusal('validation_failed');
      try {
        const grant = { memberId: member, terms: cgu !== undefined, identity: identite !== undefined };
        return goTo(await grantHandshake(deps, ticket, grant));
      } catch (error) {
        if (error instanceof Refusal && error.code === 'terms_not_accepted')
          return await stepOf(deps, ticket, { cabinet: member, missing: 'Acceptez les CGU pour ce cabinet.' });
        throw error;
      }
    } catch (error) {
      return failed(error);
    }
  });
  app.get('/cgu', () => page('Conditions générales d’utilisation', termsPage(deps.settings.terms.version)));
}

const goTo = (location: string) => new Response(null, { status: 303, headers: { location } });

interface Asked {
  readonly personne?: string | undefined;
  /** The membership in that firm. */
  readonly cabinet?: string | undefined;
  readonly recherche?: string | undefined;
  readonly missing?: string;
}

/** The step that the address asks for; one that names nobody known is the first. */
async function stepOf(deps: Dependencies, ticket: string, asked: Asked): Promise<Response> {
  const handshake = await handshakeOf(deps.db, deps, ticket);
  const editor = await deps.db
    .selectFrom('editors')
    .select(['name', 'origins'])
    .where('shortcut', '=', handshake.editor)
    .executeTakeFirstOrThrow();
  const { version, url } = deps.settings.terms;
  const words: SignInWords = { software: editor.name, terms: { version, url: url ?? '/cgu' } };
  const show = (title: string, body: string, status = 200) =>
    page(status === 200 ? title : `Erreur : ${title}`, body, { status, formTargets: editor.origins.join(' ') });
  const person = wire.Id.safeParse(asked.personne).data;
  const firms = person === undefined ? [] : await firmsOf(deps, person);
  const memberId = wire.Id.safeParse(asked.cabinet).data ?? (firms.length === 1 ? firms[0]?.memberId : undefined);
  if (memberId !== undefined) {
    const consent = await consentOf(deps, memberId);
    const body = consentStep(words, consent, asked.missing);
    return show(`Autoriser ${editor.name}, dernière étape`, body, asked.missing === undefined ? 200 : 422);
  }
  const people = await peopleToChoose(deps, asked.recherche ?? '');
  if (person !== undefined && firms.length > 1) {
    const who = await deps.db.selectFrom('people').selectAll().where('id', '=', person).executeTakeFirstOrThrow();
    const named = { id: who.id, name: `${who.first_name} ${who.last_name}`, email: who.email };
    return show('Choisir le cabinet, deuxième étape', firmStep(words, named, firms));
  }
  const unknown = asked.personne === undefined ? undefined : 'Choisissez une personne de la liste.';
  const first = personStep(words, people, asked.recherche ?? '', unknown);
  return show('Connexion Comptexpert, première étape', first, unknown === undefined ? 200 : 422);
}

const explanations: Readonly<Record<string, string>> = {
  request_expired: 'Cette demande de connexion a expiré ou a déjà servi. Recommencez depuis votre logiciel.',
  validation_failed: 'Le formulaire reçu n’est pas celui de cette page. Revenez en arrière et recommencez.',
  unsupported_media_type: 'Le formulaire reçu n’est pas celui de cette page. Revenez en arrière et recommencez.',
  body_too_large: 'Le formulaire reçu est trop volumineux. Revenez en arrière et recommencez.',
  rate_limited: 'Trop de demandes de connexion en peu de temps. Attendez une minute, puis recommencez.',
  not_found: 'Cette personne ne fait plus partie du cabinet. Revenez en arrière et choisissez à nouveau.',
  token_revoked: 'Cette personne ne fait plus partie du cabinet. Revenez en arrière et choisissez à nouveau.',
};

function failed(error: unknown): Response {
  if (!(error instanceof Refusal)) throw error;
  const text = explanations[error.code] ?? "La connexion n'a pas abouti. Recommencez depuis votre logiciel.";
  const { status } = errorCodes[error.code];
  return page('Connexion impossible', `<h1>Connexion impossible</h1><p class="bad" role="alert">${text}</p>`, {
    status: error.code === 'request_expired' ? 400 : status,
  });
}

const termsPage = (version: string): string =>
  `<h1>Conditions générales d’utilisation</h1><p>Version ${escapeHtml(version)}</p>` +
  `<p>Celles de ce bac à sable tiennent en peu de mots : rien de ce qu’il signe n’a de valeur, ses personnes n’existent pas, et les documents qu’on y dépose restent sur la machine qui le fait tourner.</p>` +
  `<p>Elles sont acceptées cabinet par cabinet, par un expert-comptable, et à nouveau quand leur version change.</p>`;
