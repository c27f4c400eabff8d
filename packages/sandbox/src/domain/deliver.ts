import { newSecret, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { enqueue } from '../outbox/jobs.ts';
import type { Database } from '../store/database.ts';
import type { Collection } from './collection.ts';
import { correspondentOf } from './correspondent.ts';
import { completionLetter, deliveryLetter } from './letters.ts';

/**
 * Sends the signed documents of a completed collection: a secure link of his own to every signer and copy recipient,
 * never an attachment; and a word to the collector, who has them in his software.
 */
export async function deliver(db: Database, deps: Dependencies, collection: Collection): Promise<void> {
  const { row, signers } = collection;
  const { firm, sender, replyTo } = await correspondentOf(db, row);
  const copies = row.settings.copyRecipients;
  const holders = new Set([...signers, ...copies].map(({ email }) => email));
  for (const holder of holders) {
    const token = newSecret();
    const link = { hash: await sha256Hex(token), collection_id: row.id, holder, created_at: deps.clock.now() };
    await db.insertInto('download_links').values(link).execute();
    const letter = deliveryLetter(collection, firm, `${deps.settings.baseUrl}/telecharger#${token}`);
    await enqueue(db, deps, { kind: 'email', firmId: row.firm_id, to: holder, sender, replyTo, ...letter });
  }
  if (row.settings.notification === 'NONE') return;
  if (holders.has(replyTo)) return;
  await enqueue(db, deps, { kind: 'email', firmId: row.firm_id, to: replyTo, ...completionLetter(collection) });
}
