import { newSecret, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { enqueue } from '../outbox/jobs.ts';
import type { Database } from '../store/database.ts';
import { type Collection, ownerEmail } from './collection.ts';
import { completionLetter, deliveryLetter } from './letters.ts';

/**
 * Sends the signed documents of a completed collection: a secure link of his own to every signer and copy recipient,
 * never an attachment; and a word to the collector, who has them in his software.
 */
export async function deliver(db: Database, deps: Dependencies, collection: Collection): Promise<void> {
  const { row, signers } = collection;
  const firm = await db.selectFrom('firms').select('name').where('id', '=', row.firm_id).executeTakeFirstOrThrow();
  const copies = row.settings.copyRecipients;
  const holders = new Set([...signers, ...copies].map(({ email }) => email));
  for (const holder of holders) {
    const token = newSecret();
    const link = { hash: await sha256Hex(token), collection_id: row.id, holder, created_at: deps.clock.now() };
    await db.insertInto('download_links').values(link).execute();
    const letter = deliveryLetter(collection, firm.name, `${deps.settings.baseUrl}/telecharger#${token}`);
    await enqueue(db, deps, { kind: 'email', to: holder, ...letter });
  }
  if (row.settings.notification === 'NONE') return;
  const collector = await ownerEmail(db, collection);
  if (holders.has(collector)) return;
  await enqueue(db, deps, { kind: 'email', to: collector, ...completionLetter(collection) });
}
