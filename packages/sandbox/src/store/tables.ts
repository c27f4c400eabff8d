import type {
  CeremonyState,
  CollectionState,
  Delegation,
  SessionPurpose,
  SignatureLevel,
  SignerState,
} from '@jse/sdk/rules';
import type { wire } from '@jse/sdk/contract';
import type { EvidenceEntry } from '@jse/verify/evidence';
import type { RevocationReason } from '../certificates/index.ts';
import type { ColumnType, Insertable, Selectable } from 'kysely';
import type * as z from 'zod/mini';

/** A jsonb column: read as a value, written as its JSON text (`toJson`). */
export type Json<T> = ColumnType<T, string, string>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** What an embed code or a session gives access to. */
export interface Access {
  readonly purpose: SessionPurpose;
  readonly editor: string;
  readonly firmId: string;
  readonly collectionId: string | null;
  readonly signerId: string | null;
  readonly memberId: string | null;
  readonly origins: readonly string[];
  /** How the person came: by the vendor's page or by an invitation link; kept in the evidence. */
  readonly via: 'embed' | 'invitation';
}

type CollectionSettings = z.infer<typeof wire.TransactionCreate>;

/** The tables of the platform. */
export interface Tables {
  editors: { shortcut: string; name: string; secret_sealed: string; origins: Json<string[]>; signing_url: string };
  firms: { id: string; name: string; siren: string; created_at: Date };
  people: { id: string; email: string; first_name: string; last_name: string; phone: string };
  members: {
    id: string;
    firm_id: string;
    person_id: string;
    role: 'expert' | 'collaborator';
    delegations: Json<Delegation[]>;
    left_at: Maybe<Date>;
  };
  tokens: {
    hash: string;
    kind: 'office' | 'user';
    editor: string;
    firm_id: string;
    member_id: Maybe<string>;
    expires_at: Maybe<Date>;
    revoked_at: Maybe<Date>;
  };
  handshakes: {
    id_request: string;
    editor: string;
    ticket_hash: string;
    success_url: string;
    expires_at: Date;
    member_id: Maybe<string>;
    fetched_at: Maybe<Date>;
  };
  collections: {
    id: string;
    firm_id: string;
    editor: string;
    external_id: Maybe<string>;
    state: CollectionState;
    version: number;
    settings: Json<CollectionSettings>;
    preparer_id: string;
    collector_id: Maybe<string>;
    created_at: Date;
    launched_at: Maybe<Date>;
    expires_at: Maybe<Date>;
    completed_at: Maybe<Date>;
    purge_at: Maybe<Date>;
    refusal: ColumnType<
      { signatoryId: string; reason: string; at: string } | null,
      string | null | undefined,
      string | null
    >;
  };
  documents: {
    id: string;
    collection_id: string;
    ord: number;
    name: string;
    size: number;
    original_sha256: string;
    head_sha256: string;
    pages: Json<z.infer<typeof wire.PageSize>[]>;
    findings: Json<z.infer<typeof wire.FileFinding>[]>;
    sign_fields: Json<z.infer<typeof wire.SignField>[]>;
  };
  revisions: {
    document_id: string;
    number: number;
    sha256: string;
    kind: 'original' | 'preparation' | 'signature';
    signer_id: Maybe<string>;
    created_at: Date;
  };
  signers: {
    id: string;
    collection_id: string;
    ord: number;
    level: SignatureLevel;
    member_id: Maybe<string>;
    first_name: string;
    last_name: string;
    email: string;
    phone: string;
    state: SignerState;
    invited_at: Maybe<Date>;
    viewed_at: Maybe<Date>;
    signed_at: Maybe<Date>;
    locked_at: Maybe<Date>;
  };
  placements: { signer_id: string; document_id: string; page: number; x: number; y: number };
  embed_codes: { hash: string; access: Json<Access>; expires_at: Date; used_at: Maybe<Date> };
  invitations: { hash: string; signer_id: string; member_id: Maybe<string>; dead_at: Maybe<Date> };
  sessions: {
    hash: string;
    jkt: string;
    origin: string;
    access: Json<Access>;
    expires_at: Date;
    ended_at: Maybe<Date>;
  };
  proofs: { jti: string; expires_at: Date };
  ceremonies: {
    id: string;
    firm_id: string;
    signer_key: string;
    session_hash: string;
    phone: string;
    reference: string;
    consent: Json<z.infer<typeof wire.CeremonyCreate>['consent']>;
    state: CeremonyState;
    code_mac: Maybe<string>;
    code_sent_at: Maybe<Date>;
    code_expires_at: Maybe<Date>;
    tries: number;
    created_at: Date;
  };
  ceremony_items: {
    ceremony_id: string;
    ord: number;
    collection_id: string;
    document_id: string;
    signer_id: string;
    reviewed_sha256: string;
    status: 'pending' | 'signed' | 'failed';
    code: Maybe<string>;
    sha256: Maybe<string>;
  };
  code_events: { id: string; kind: 'sent' | 'wrong' | 'unlocked'; signer_key: string; phone: string; at: Date };
  ledger: {
    id: string;
    firm_id: string;
    kind: 'top-up' | 'signature' | 'seal';
    amount_cents: number;
    collection_id: Maybe<string>;
    document_id: Maybe<string>;
    signer_id: Maybe<string>;
    at: Date;
  };
  evidence: { collection_id: string; seq: number; entry: Json<EvidenceEntry> };
  jobs: {
    id: string;
    kind: string;
    key: Maybe<string>;
    run_at: Date;
    attempts: number;
    locked_until: Maybe<Date>;
    payload: string;
    done_at: Maybe<Date>;
    error: Maybe<string>;
  };
  messages: {
    id: string;
    channel: 'email' | 'sms';
    recipient: string;
    subject: string;
    body_sealed: string;
    created_at: Date;
  };
  keys: { id: string; sealed: string; created_at: Date };
  certificates: {
    serial: string;
    kind: string;
    owner: string;
    issuer: string;
    der: string;
    key_id: string;
    not_before: Date;
    not_after: Date;
    revoked_at: Maybe<Date>;
    reason: Maybe<RevocationReason>;
  };
  idempotency: {
    scope: string;
    fingerprint: string;
    status: Maybe<number>;
    response: Maybe<string>;
    started_at: Date;
    expires_at: Date;
  };
  download_links: { hash: string; collection_id: string; holder: string; revoked_at: Maybe<Date> };
}

/** A row as read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
/** A row as written. */
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;

/** The text that a jsonb column takes (both drivers would turn an array into a PostgreSQL array otherwise). */
export const toJson = (value: unknown): string => JSON.stringify(value);
