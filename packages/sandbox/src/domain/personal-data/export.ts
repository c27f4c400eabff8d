import type { wire } from '@jse/sdk/contract';
import { personalData, type PersonalDataCategory } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { requireExpert } from '../people/require-expert.ts';
import { findPerson, type Found, messagesTo } from './find.ts';

type Records = Record<string, unknown>[];

/** Everything that the firm holds about the person with this address; what other firms hold is theirs to tell. */
export async function exportPersonalData(
  deps: Dependencies,
  actor: Actor,
  email: string,
): Promise<z.infer<typeof wire.PersonalData>> {
  const { firmId } = requireExpert(actor, 'exports what is held about a person');
  const found = await findPerson(deps.db, deps, firmId, email);
  const messages = await messagesTo(deps.db, firmId, email, found);
  const records = { ...recordsOf(found, email), message: messages.map(messageRecord) };
  const categories = Object.keys(personalData) as PersonalDataCategory[];
  return {
    email,
    office: actor.firm?.name ?? '',
    at: deps.clock.now().toISOString(),
    dataLocation: deps.settings.dataLocation,
    categories: categories.map((category) => {
      const { purpose, basis, retention } = personalData[category];
      return { category, purpose: purpose.fr, basis, retention: retention.fr, records: records[category] };
    }),
  };
}

function recordsOf(found: Found, email: string): Record<Exclude<PersonalDataCategory, 'message'>, Records> {
  return {
    member: found.members.map(({ person_id: _, ...row }) => ({ ...row, left_at: time(row.left_at) })),
    contact: found.contacts.map((row) => ({
      id: row.id,
      externalId: row.external_id,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      phone: row.phone,
      company: row.company,
      createdAt: time(row.created_at),
    })),
    signer: found.signers.map((row) => ({
      id: row.id,
      transactionId: row.collection_id,
      title: row.settings.object,
      transactionState: row.collection_state,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      phone: row.phone,
      level: row.level,
      state: row.state,
      invitedAt: time(row.invited_at),
      viewedAt: time(row.viewed_at),
      signedAt: time(row.signed_at),
    })),
    copyRecipient: found.copied.map(({ id, settings }) => ({
      transactionId: id,
      names: settings.copyRecipients.filter((copy) => sameAddress(copy.email, email)).map(({ name }) => name),
    })),
    ceremony: [
      ...found.ceremonies.map((row) => ({
        id: row.id,
        state: row.state,
        phone: row.phone,
        reference: row.reference,
        consent: row.consent,
        createdAt: time(row.created_at),
        codeSentAt: time(row.code_sent_at),
      })),
      ...found.codes.map(({ kind, at }) => ({ code: kind, at: time(at) })),
    ],
    identityDocument: found.checks.map((row) => ({
      id: row.id,
      transactionId: row.collection_id,
      state: row.state,
      reason: row.reason,
      frontSha256: row.front_sha256,
      backSha256: row.back_sha256,
      submittedAt: time(row.submitted_at),
      decidedAt: time(row.decided_at),
      erasedAt: time(row.erased_at),
    })),
    certificate: found.certificates.map((row) => ({
      serial: row.serial,
      notBefore: time(row.not_before),
      notAfter: time(row.not_after),
      revokedAt: time(row.revoked_at),
      reason: row.reason,
    })),
    access: [
      ...found.tokens.map((row) => ({
        id: row.id,
        kind: row.kind,
        createdAt: time(row.created_at),
        expiresAt: time(row.expires_at),
        revokedAt: time(row.revoked_at),
      })),
      ...found.links.map((row) => ({
        kind: 'secure-link',
        transactionId: row.collection_id,
        createdAt: time(row.created_at),
        revokedAt: time(row.revoked_at),
      })),
    ],
    evidence: found.entries.map(({ collection_id, seq, entry }) => ({
      transactionId: collection_id,
      seq,
      at: entry.at,
      type: entry.type,
      data: entry.data,
    })),
  };
}

const messageRecord = (row: { id: string; channel: string; recipient: string; subject: string; created_at: Date }) => ({
  id: row.id,
  channel: row.channel,
  recipient: row.recipient,
  subject: row.subject,
  at: time(row.created_at),
});

/** Whether two addresses are one, as the search compares them. */
export const sameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const time = (at: Date | null): string | null => at?.toISOString() ?? null;
