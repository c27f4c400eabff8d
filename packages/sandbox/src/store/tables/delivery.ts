import type { EventType } from '@jse/sdk/rules';
import type { Generated } from 'kysely';
import type { Json, Maybe, MaybeJson } from './columns.ts';

/** What leaves the platform, and how the platform is called. */
export interface DeliveryTables {
  jobs: {
    id: string;
    kind: string;
    key: Maybe<string>;
    /** The collection or endpoint that it is about. */
    subject: Maybe<string>;
    /** When it was to be done; stays when it is put off. */
    due_at: Date;
    /** When it is to be tried next. */
    run_at: Date;
    attempts: number;
    locked_until: Maybe<Date>;
    payload: string;
    done_at: Maybe<Date>;
    /** When it was given up; `error` says why. */
    dead_at: Maybe<Date>;
    error: Maybe<string>;
  };
  messages: {
    id: string;
    /** The firm whose message it is, or nobody's to hand out. */
    firm_id: Maybe<string>;
    channel: 'email' | 'sms';
    recipient: string;
    subject: string;
    body_sealed: string;
    created_at: Date;
  };
  download_links: {
    hash: string;
    collection_id: string;
    holder: string;
    created_at: Maybe<Date>;
    revoked_at: Maybe<Date>;
  };
  archive_pushes: {
    id: string;
    collection_id: string;
    url: string;
    headers_sealed: string;
    state: 'pending' | 'done' | 'failed';
    receipt: MaybeJson<Record<string, unknown>>;
    created_at: Date;
    done_at: Maybe<Date>;
  };
  events: {
    id: string;
    seq: Generated<string | number>;
    xid: Generated<string>;
    editor: string;
    firm_id: string;
    type: EventType;
    data: Json<Record<string, unknown>>;
    at: Date;
  };
  webhook_endpoints: {
    id: string;
    editor: string;
    firm_id: string;
    url: string;
    types: Json<EventType[]>;
    secret_sealed: string;
    old_secret_sealed: Maybe<string>;
    old_secret_until: Maybe<Date>;
    state: 'enabled' | 'disabled';
    disabled_reason: Maybe<string>;
    failing_since: Maybe<Date>;
    created_at: Date;
  };
  webhook_deliveries: {
    id: string;
    endpoint_id: string;
    event_id: string;
    attempt: number;
    status: Maybe<number>;
    error: Maybe<string>;
    milliseconds: number;
    at: Date;
  };
  /** The calls with a key: `owner` runs it, and is held to be alive until `lease_until`, of the database's time. */
  idempotency: {
    scope: string;
    fingerprint: string;
    owner: Maybe<string>;
    lease_until: Maybe<Date>;
    status: Maybe<number>;
    response: Maybe<string>;
    started_at: Date;
    expires_at: Date;
  };
  rate_counters: { key: string; window_start: Date; count: number };
  /** Whose turn it is at what one does at a time, until when by the database's time. */
  turns: { name: string; holder: string; until: Date };
  requests: { id: string; at: Date; entry: Json<Record<string, unknown>> };
  clock: { id: number; offset_ms: number | string };
  faults: { name: string; value: Json<unknown> };
}
