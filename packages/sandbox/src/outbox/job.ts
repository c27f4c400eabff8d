import { type RetryRule, retryRules } from '@jse/sdk/rules';

/** What the platform does later: written in the transaction that causes it, done by a worker at its time. */
export type Job =
  | {
      readonly kind: 'email';
      readonly to: string;
      /** Whose message it is: the one firm that may export and erase it. */
      readonly firmId?: string;
      readonly subject: string;
      readonly text: string;
      /** The name that the mail comes from, and where an answer to it goes; the platform's own when left out. */
      readonly sender?: string;
      readonly replyTo?: string;
    }
  | { readonly kind: 'sms'; readonly to: string; readonly firmId?: string; readonly text: string }
  | { readonly kind: 'webhook'; readonly endpointId: string; readonly eventId: string }
  | { readonly kind: 'expire'; readonly collectionId: string }
  | { readonly kind: 'purge'; readonly collectionId: string }
  | { readonly kind: 'remind'; readonly collectionId: string; readonly sent: number }
  | { readonly kind: 'timestamp'; readonly collectionId: string }
  | { readonly kind: 'archive'; readonly collectionId: string; readonly pushId: string }
  | { readonly kind: 'housekeeping' };

/** Lanes keep what is slow (other people's servers) from holding up what is not. */
export const lanes = ['upkeep', 'email', 'sms', 'webhook', 'archive'] as const;
/** One of {@link lanes}. */
export type Lane = (typeof lanes)[number];

/** How jobs of a kind are done. */
export interface JobKind {
  readonly lane: Lane;
  readonly retry: RetryRule;
  /** Jobs of such kinds about one subject are done in the order in which they fell due, whatever failed meanwhile. */
  readonly inOrder?: true;
}

/** Every kind of job. A rule of the platform (upkeep) is never given up; a message is, after its schedule. */
export const jobKinds: Readonly<Record<Job['kind'], JobKind>> = {
  email: { lane: 'email', retry: retryRules.email },
  sms: { lane: 'sms', retry: retryRules.sms },
  webhook: { lane: 'webhook', retry: retryRules.webhook },
  remind: { lane: 'upkeep', retry: retryRules.upkeep, inOrder: true },
  expire: { lane: 'upkeep', retry: retryRules.upkeep, inOrder: true },
  purge: { lane: 'upkeep', retry: retryRules.upkeep, inOrder: true },
  timestamp: { lane: 'upkeep', retry: retryRules.upkeep },
  archive: { lane: 'archive', retry: retryRules.webhook },
  housekeeping: { lane: 'upkeep', retry: retryRules.upkeep },
};

const kindsWhere = (holds: (kind: JobKind) => boolean): string[] =>
  Object.entries(jobKinds).flatMap(([name, kind]) => (holds(kind) ? [name] : []));

/** The kinds of a lane. */
export const kindsOf = (lane: Lane): string[] => kindsWhere((kind) => kind.lane === lane);
/** The kinds that are done in order. */
export const orderedKinds: readonly string[] = kindsWhere(({ inOrder }) => inOrder === true);

/** What a job is about. */
export function subjectOf(job: Job): string | null {
  if ('collectionId' in job) return job.collectionId;
  return 'endpointId' in job ? job.endpointId : null;
}

/** Thrown by a job that no further try can help; the message says why and holds no secret. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
}
