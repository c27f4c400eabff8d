import type { Dependencies } from '../../dependencies.ts';
import { enqueue } from '../../outbox/jobs.ts';
import type { Row } from '../../store/tables.ts';

const date = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** Stops deliveries to an endpoint and tells the firm's experts by e-mail, once however many deliveries fail together. */
export async function disableEndpoint(
  deps: Dependencies,
  endpoint: Row<'webhook_endpoints'>,
  reason: 'gone' | 'failing',
): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    const disabled = await db
      .updateTable('webhook_endpoints')
      .set({ state: 'disabled', disabled_reason: reason })
      .where('id', '=', endpoint.id)
      .where('state', '=', 'enabled')
      .returning('id')
      .executeTakeFirst();
    if (!disabled) return;
    const software = await db
      .selectFrom('editors')
      .select('name')
      .where('shortcut', '=', endpoint.editor)
      .executeTakeFirstOrThrow();
    const experts = await db
      .selectFrom('members')
      .innerJoin('people', 'people.id', 'members.person_id')
      .select('email')
      .where('firm_id', '=', endpoint.firm_id)
      .where('role', '=', 'expert')
      .where('left_at', 'is', null)
      .execute();
    const letter = disabledLetter(endpoint, software.name, reason, deps.clock.now());
    for (const { email } of experts)
      await enqueue(db, deps, { kind: 'email', firmId: endpoint.firm_id, to: email, ...letter });
  });
  deps.log({ event: 'webhook.disabled', level: 'error', endpointId: endpoint.id, reason });
}

/** What the expert is told; the host alone is named, since the rest of an address may hold a secret. */
function disabledLetter(
  endpoint: Pick<Row<'webhook_endpoints'>, 'url' | 'failing_since'>,
  software: string,
  reason: 'gone' | 'failing',
  now: Date,
): { subject: string; text: string } {
  const { host } = new URL(endpoint.url);
  const since = date.format(endpoint.failing_since ?? now);
  const why =
    reason === 'gone'
      ? `Le serveur ${host} a répondu que cette adresse n'existe plus.`
      : `Le serveur ${host} n'accepte plus nos notifications depuis le ${since}, malgré des tentatives répétées pendant trois jours.`;
  const text = [
    'Bonjour,',
    `Les notifications automatiques envoyées à votre logiciel ${software} sont suspendues. ${why}`,
    'Vos collectes ne sont pas touchées : seul leur suivi dans ce logiciel peut être en retard.',
    "Transmettez ce message à l'éditeur du logiciel : il peut rétablir l'adresse, puis redemander les notifications manquées.",
  ].join('\n\n');
  return { subject: `Notifications suspendues : ${software}`, text };
}
