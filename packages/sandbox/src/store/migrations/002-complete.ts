/**
 * People's terms and identity checks, contacts and templates, events and webhooks, the archive, counters that every
 * process shares. `events.xid` lets a reader of the stream leave out what another transaction may still put before it.
 */
export const complete = [
  `create table terms_acceptances (firm_id text not null references firms, version text not null,
    member_id text not null references members, at timestamptz not null, primary key (firm_id, version))`,
  `alter table firms add column low_credit_cents integer not null default 500`,
  `create table identity_checks (id text primary key, collection_id text not null references collections,
    signer_id text not null references signers on delete cascade, person_key text not null, state text not null,
    reason text, front_sha256 text not null, back_sha256 text not null, front_blob text not null, back_blob text not null,
    submitted_at timestamptz not null, decided_at timestamptz, decided_by text, erased_at timestamptz)`,
  `create index identity_checks_by_signer on identity_checks (signer_id, submitted_at)`,

  `create index identity_checks_by_person on identity_checks (person_key, state)`,
  `alter table people add column identity_verified_at timestamptz`,
  `update people set identity_verified_at = now()`,
  `alter table tokens add column id text`,
  `alter table tokens add column hint text not null default ''`,
  `alter table tokens add column created_at timestamptz`,
  `update tokens set id = 'tok_' || left(hash, 20)`,
  `alter table tokens alter column id set not null`,
  `create unique index tokens_by_id on tokens (id)`,
  `create index tokens_by_firm on tokens (firm_id, editor)`,
  `alter table certificates add column warned_at timestamptz`,

  `alter table collections add column template_id text`,
  `alter table collections add column ended_at timestamptz`,
  `create index collections_by_state on collections (firm_id, state)`,
  `update collections set settings = '{"copyRecipients": [], "reminderEveryDays": null}'::jsonb || settings`,
  `alter table placements add column field text`,
  `alter table documents add column signature_fields jsonb not null default '[]'`,
  `alter table signers add column contact_id text`,
  `alter table signers add column replaced_at timestamptz`,
  `alter table signers add column phone_changed_at timestamptz`,
  `create index signers_by_member on signers (member_id, state) where member_id is not null`,
  `create index invitations_by_signer on invitations (signer_id)`,
  // Without accents and case, for the search: composed or not, whatever the server's locale knows of upper case.
  `create function fold(value text) returns text language sql immutable parallel safe as $$ select lower(translate(
    replace(replace(replace(replace(replace(regexp_replace(normalize(value, NFKD), '[\\u0300-\\u036f]', '', 'g'),
      'Œ', 'oe'), 'œ', 'oe'), 'Æ', 'ae'), 'æ', 'ae'), 'ß', 'ss'), 'ŁłØøĐđ’-', 'lloodd'' ')) $$`,
  `create table contacts (id text primary key, firm_id text not null references firms, external_id text, first_name text not null,
    last_name text not null, email text not null, phone text not null, company text not null, created_at timestamptz not null,
    updated_at timestamptz not null, version integer not null,
    words text generated always as (fold(first_name || ' ' || last_name || chr(10) || email || chr(10) || company)) stored,
    unique (firm_id, external_id))`,
  `create index contacts_by_firm on contacts (firm_id, last_name, first_name, id)`,
  `create table templates (id text primary key, firm_id text not null references firms, name text not null,
    definition jsonb not null, version integer not null, created_at timestamptz not null, archived_at timestamptz)`,
  `create table template_documents (template_id text not null references templates on delete cascade, ord integer not null,
    name text not null, size integer not null, sha256 text not null, pages jsonb not null, findings jsonb not null,
    signature_fields jsonb not null, primary key (template_id, ord))`,
  `alter table collections add column creation_sha256 text`,
  `create index signers_by_email on signers (lower(email))`,
  // What the search looks in, a line each: title, names of documents, names of signers; kept by the triggers below.
  `create table collection_words (collection_id text primary key references collections on delete cascade,
    firm_id text not null references firms, words text not null)`,
  `create index collection_words_by_firm on collection_words (firm_id)`,
  `create function write_words(ids text[]) returns void language sql as $$
    insert into collection_words (collection_id, firm_id, words)
    select id, firm_id, fold(concat_ws(chr(10), settings->>'object',
      (select string_agg(name, chr(10)) from documents where collection_id = collections.id),
      (select string_agg(first_name || ' ' || last_name, chr(10)) from signers
        where collection_id = collections.id and replaced_at is null)))
    from collections where id = any(ids)
    on conflict (collection_id) do update set words = excluded.words $$`,
  `create function collection_has_words() returns trigger language plpgsql as $$
    begin perform write_words(array[new.id]); return null; end $$`,
  `create function row_has_words() returns trigger language plpgsql as $$
    begin perform write_words(array[new.collection_id]); return null; end $$`,
  `create function rows_have_words() returns trigger language plpgsql as $$
    begin perform write_words(array(select distinct collection_id from changed)); return null; end $$`,
  `create trigger words after insert or update of settings on collections
    for each row execute function collection_has_words()`,
  `create trigger words after update of first_name, last_name, replaced_at on signers
    for each row execute function row_has_words()`,
  ...['documents', 'signers'].flatMap((table) => [
    `create trigger words_added after insert on ${table} referencing new table as changed
      for each statement execute function rows_have_words()`,
    `create trigger words_taken after delete on ${table} referencing old table as changed
      for each statement execute function rows_have_words()`,
  ]),
  `select write_words(array(select id from collections))`,
  `create table blobs (sha256 text primary key, put_at timestamptz not null)`,

  `alter table code_events add column firm_id text`,

  `alter table ledger add column reference text`,
  `alter table ledger add column detail jsonb`,
  `create unique index ledger_by_reference on ledger (firm_id, reference)`,
  `create unique index ledger_by_legacy_key on ledger (reference) where kind = 'credit-note'`,
  `create index ledger_by_time on ledger (firm_id, at, id) include (amount_cents)`,

  `create table evidence_timestamps (collection_id text not null references collections, seq integer not null, hash text not null,
    token text not null, at timestamptz not null, primary key (collection_id, seq))`,
  `create function refuse_shrinking() returns trigger language plpgsql as $$
    begin raise exception 'table % only grows', tg_table_name using errcode = 'insufficient_privilege'; end $$`,
  ...['ledger', 'evidence', 'evidence_timestamps'].map(
    (table) => `create trigger only_grows before update or delete or truncate on ${table}
      for each statement execute function refuse_shrinking()`,
  ),
  `alter table download_links add column created_at timestamptz`,
  `create index download_links_by_collection on download_links (collection_id)`,
  `create table archive_pushes (id text primary key, collection_id text not null references collections, url text not null,
    headers_sealed text not null, state text not null, receipt jsonb, created_at timestamptz not null, done_at timestamptz)`,

  `create table events (id text primary key, seq bigserial not null unique, xid xid8 not null default pg_current_xact_id(),
    editor text not null references editors, firm_id text not null references firms, type text not null, data jsonb not null,
    at timestamptz not null)`,
  `create index events_by_firm on events (firm_id, editor, xid, seq)`,
  `create table webhook_endpoints (id text primary key, editor text not null references editors, firm_id text not null references firms,
    url text not null, types jsonb not null, secret_sealed text not null, old_secret_sealed text, old_secret_until timestamptz,
    state text not null, disabled_reason text, failing_since timestamptz, created_at timestamptz not null)`,
  `create index webhook_endpoints_by_firm on webhook_endpoints (firm_id, editor)`,
  `create table webhook_deliveries (id text primary key, endpoint_id text not null references webhook_endpoints on delete cascade,
    event_id text not null references events, attempt integer not null, status integer, error text, milliseconds integer not null,
    at timestamptz not null)`,
  `create index webhook_deliveries_by_endpoint on webhook_deliveries (endpoint_id, at desc)`,

  `alter table idempotency add column owner text`,
  `alter table idempotency add column lease_until timestamptz`,
  `create unlogged table rate_counters (key text not null, window_start timestamptz not null, count integer not null,
    primary key (key, window_start))`,
  `create unlogged table turns (name text primary key, holder text not null, until timestamptz not null)`,
  `alter table jobs add column dead_at timestamptz`,
  `alter table jobs add column due_at timestamptz`,
  `alter table jobs add column subject text`,
  `update jobs set due_at = run_at, subject = split_part(key, ':', 2)`,
  `alter table jobs alter column due_at set not null`,
  `drop index jobs_due`,
  `create index jobs_due on jobs (kind, run_at) where done_at is null and dead_at is null`,
  `create index jobs_by_subject on jobs (subject, due_at) where done_at is null and dead_at is null`,
  `create table requests (id text primary key, at timestamptz not null, entry jsonb not null)`,
  `create index requests_by_time on requests (at desc)`,
  `create table clock (id integer primary key, offset_ms bigint not null)`,
  `create table faults (name text primary key, value jsonb not null)`,
  `alter table ceremonies add column editor text`,
];
