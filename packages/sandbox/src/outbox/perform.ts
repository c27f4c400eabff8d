import type { Dependencies } from '../dependencies.ts';
import { sendArchive } from '../domain/archive/push.ts';
import { timestampEvidence } from '../domain/evidence-timestamps.ts';
import { expireCollection } from '../domain/expire.ts';
import { keepHouse } from '../domain/housekeeping.ts';
import { purgeCollection } from '../domain/purge.ts';
import { remindByItself } from '../domain/remind.ts';
import { deliverWebhook } from '../domain/webhooks/deliver-webhook.ts';
import type { Row } from '../store/tables.ts';
import { deliverMessage } from './deliver-message.ts';
import type { Job } from './job.ts';

/** Does a job. A job may be done twice (its worker may die before it says so): each kind sees to it that this is no harm. */
export async function perform(deps: Dependencies, row: Row<'jobs'>, job: Job): Promise<void> {
  switch (job.kind) {
    case 'email':
    case 'sms':
      return deliverMessage(deps, row.id, job);
    case 'webhook':
      return deliverWebhook(deps, row, job);
    case 'expire':
      return expireCollection(deps, job.collectionId);
    case 'purge':
      return purgeCollection(deps, job.collectionId);
    case 'remind':
      return remindByItself(deps, job.collectionId, job.sent);
    case 'timestamp':
      return timestampEvidence(deps, job.collectionId);
    case 'archive':
      return sendArchive(deps, row, job.pushId);
    case 'housekeeping':
      return keepHouse(deps);
  }
}
