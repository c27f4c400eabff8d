import type { CodeEntryPlace, Delegation, IdentityCheckState, SessionPurpose } from '@jse/sdk/rules';
import type { RevocationReason } from '../../certificates/index.ts';
import type { Generated } from 'kysely';
import type { Json, Maybe } from './columns.ts';

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
  /** Who had the embed code minted, as the evidence names actors; null for an invitation. */
  readonly mintedBy: string | null;
  /** In the platform's own frame: the origin of the page around it. */
  readonly embedder?: string;
  /** In the platform's own frame: the hash of the session that had it opened, with which it ends. */
  readonly opener?: string;
}

/** Editors, firms, people and what lets them in. */
export interface PeopleTables {
  editors: {
    shortcut: string;
    name: string;
    secret_sealed: string;
    origins: Json<string[]>;
    signing_url: string;
    code_entry: Generated<CodeEntryPlace>;
  };
  firms: {
    id: string;
    name: string;
    siren: string;
    created_at: Date;
    low_credit_cents: Generated<number>;
  };
  people: {
    id: string;
    email: string;
    first_name: string;
    last_name: string;
    phone: string;
    /** When Comptexpert has seen his identity document; without it he gets no certificate. */
    identity_verified_at: Maybe<Date>;
  };
  members: {
    id: string;
    firm_id: string;
    person_id: string;
    role: 'expert' | 'collaborator';
    delegations: Json<Delegation[]>;
    left_at: Maybe<Date>;
  };
  terms_acceptances: { firm_id: string; version: string; member_id: string; at: Date };
  identity_checks: {
    id: string;
    collection_id: string;
    signer_id: string;
    person_key: string;
    state: IdentityCheckState;
    reason: Maybe<string>;
    /** Of the images themselves; they stay when the files are erased. */
    front_sha256: string;
    back_sha256: string;
    /** Of the encrypted files in the blob store. */
    front_blob: string;
    back_blob: string;
    submitted_at: Date;
    decided_at: Maybe<Date>;
    decided_by: Maybe<string>;
    erased_at: Maybe<Date>;
  };
  tokens: {
    hash: string;
    /** How it is named where it is listed; `hint` is the secret's end, by which its holder tells it. */
    id: string;
    hint: Generated<string>;
    created_at: Maybe<Date>;
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
  embed_codes: { hash: string; access: Json<Access>; expires_at: Date; used_at: Maybe<Date> };
  sessions: {
    hash: string;
    jkt: string;
    origin: string;
    access: Json<Access>;
    expires_at: Date;
    ended_at: Maybe<Date>;
  };
  proofs: { jti: string; expires_at: Date };
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
    /** When its coming end was told. */
    warned_at: Maybe<Date>;
  };
}
