import type { wire } from '@jse/sdk/contract';
import type { CeremonyState } from '@jse/sdk/rules';
import type { EvidenceEntry } from '@jse/verify/evidence';
import type * as z from 'zod/mini';
import type { Generated } from 'kysely';
import type { Json, Maybe, MaybeJson } from './columns.ts';

/** Ceremonies, money, evidence. */
export interface ActTables {
  ceremonies: {
    id: string;
    firm_id: string;
    editor: Maybe<string>;
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
    /** Opened in the platform's own frame: its code is taken from there alone. */
    isolated: Generated<boolean>;
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
  code_events: {
    id: string;
    kind: 'sent' | 'used' | 'wrong' | 'locked' | 'unlocked';
    signer_key: string;
    /** An HMAC of it. */
    phone: string;
    firm_id: Maybe<string>;
    at: Date;
  };
  /** Only ever grows: the role of the platform may neither update nor delete. `reference` is unique in a firm. */
  ledger: {
    id: string;
    firm_id: string;
    kind: 'top-up' | 'signature' | 'seal' | 'credit-note';
    amount_cents: number;
    collection_id: Maybe<string>;
    document_id: Maybe<string>;
    signer_id: Maybe<string>;
    reference: Maybe<string>;
    detail: MaybeJson<Record<string, unknown>>;
    at: Date;
  };
  evidence: { collection_id: string; seq: number; entry: Json<EvidenceEntry> };
  /** RFC 3161 tokens (base64 of DER) over the hash of an entry. */
  evidence_timestamps: { collection_id: string; seq: number; hash: string; token: string; at: Date };
}
