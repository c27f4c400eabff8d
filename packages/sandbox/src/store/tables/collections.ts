import type { wire } from '@jse/sdk/contract';
import type { CollectionState, SignatureLevel, SignerState } from '@jse/sdk/rules';
import type { ColumnType, GeneratedAlways } from 'kysely';
import type * as z from 'zod/mini';
import type { Json, Maybe, MaybeJson } from './columns.ts';

type CollectionSettings = z.infer<typeof wire.TransactionCreate>;

/** Collections with what belongs to them, and what they are made from. */
export interface CollectionTables {
  collections: {
    id: string;
    firm_id: string;
    editor: string;
    external_id: Maybe<string>;
    template_id: Maybe<string>;
    /** Of what was asked for when it was made: told with the same `externalId` again, it names the same collection. */
    creation_sha256: Maybe<string>;
    creation_key: Maybe<string>;
    state: CollectionState;
    version: number;
    settings: Json<CollectionSettings>;
    preparer_id: string;
    collector_id: Maybe<string>;
    created_at: Date;
    launched_at: Maybe<Date>;
    expires_at: Maybe<Date>;
    completed_at: Maybe<Date>;
    /** When it was completed, refused, cancelled or expired. */
    ended_at: Maybe<Date>;
    purge_at: Maybe<Date>;
    refusal: MaybeJson<{ signatoryId: string; reason: string; at: string }>;
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
    /** The empty signature fields of the file's own. */
    signature_fields: ColumnType<z.infer<typeof wire.SignatureField>[], string | undefined, string>;
  };
  revisions: {
    document_id: string;
    number: number;
    sha256: string;
    kind: 'original' | 'preparation' | 'signature' | 'archive-timestamp';
    signer_id: Maybe<string>;
    created_at: Date;
  };
  signers: {
    id: string;
    collection_id: string;
    ord: number;
    level: SignatureLevel;
    member_id: Maybe<string>;
    contact_id: Maybe<string>;
    first_name: string;
    last_name: string;
    email: string;
    phone: string;
    state: SignerState;
    invited_at: Maybe<Date>;
    viewed_at: Maybe<Date>;
    signed_at: Maybe<Date>;
    locked_at: Maybe<Date>;
    /** When a client's phone was changed after the collection had been prepared. */
    phone_changed_at: Maybe<Date>;
    /** When another person took his place in a running collection; his row stays for the evidence. */
    replaced_at: Maybe<Date>;
  };
  /** `field` names an unsigned signature field of the PDF's own; page, x and y are then that field's. */
  placements: { signer_id: string; document_id: string; page: number; x: number; y: number; field: Maybe<string> };
  invitations: { hash: string; signer_id: string; member_id: Maybe<string>; dead_at: Maybe<Date> };
  contacts: {
    id: string;
    firm_id: string;
    external_id: Maybe<string>;
    first_name: string;
    last_name: string;
    email: string;
    phone: string;
    company: string;
    created_at: Date;
    updated_at: Date;
    version: number;
    /** What the search looks in, folded; the database's own. */
    words: GeneratedAlways<string>;
  };
  /** What the search of collections looks in: title, documents, signers, folded; kept by triggers. */
  collection_words: { collection_id: string; firm_id: string; words: string };
  templates: {
    id: string;
    firm_id: string;
    name: string;
    definition: Json<z.infer<typeof wire.TemplateCreate>>;
    version: number;
    created_at: Date;
    archived_at: Maybe<Date>;
  };
  template_documents: {
    template_id: string;
    ord: number;
    name: string;
    size: number;
    sha256: string;
    pages: Json<z.infer<typeof wire.PageSize>[]>;
    findings: Json<z.infer<typeof wire.FileFinding>[]>;
    signature_fields: Json<z.infer<typeof wire.SignatureField>[]>;
  };
  /** Which bytes the blob store holds, and when they were put last; what nothing names is swept a day later. */
  blobs: { sha256: string; put_at: Date };
}
