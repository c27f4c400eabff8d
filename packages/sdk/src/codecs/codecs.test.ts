import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { transactionSample } from '../../test/wire-samples.ts';
import { NewEmbedSessionCodec } from './embed-session.ts';
import { MeCodec } from './me.ts';
import { SessionCodec } from './session.ts';
import * as nouns from '../schemas/index.ts';
import { CeremonyCodec, NewCeremonyCodec } from './ceremony.ts';
import { CollectionChangesCodec, CollectionSettingsCodec } from './collection-settings.ts';
import { CollectionCodec } from './collection.ts';
import { translatePointer } from './field-names.ts';
import { StatementCodec } from './money.ts';
import { ParapheurEntryCodec } from './parapheur.ts';
import { LeftMemberCodec, NewMemberCodec, PersonalDataCodec } from './people.ts';
import { PlacementsCodec, UploadPlacementCodec } from './placements.ts';
import { NewSignerCodec, SignerChangesCodec } from './new-signer.ts';

const hash = 'c'.repeat(64);
const member = {
  id: 'me_1',
  name: 'Durand',
  firstName: 'Claire',
  email: 'claire@cabinet.example',
  phone: '+33 6 •• •• •• 78',
  role: 'expert',
  delegations: ['sign', 'launch'],
};

/** Every codec with the noun's own schema and a wire value that fills each field of it. */
const cases: readonly (readonly [string, z.ZodMiniType, z.ZodMiniType, unknown])[] = [
  ['collection', CollectionCodec, nouns.Collection, transactionSample],
  [
    'settings',
    CollectionSettingsCodec,
    nouns.CollectionSettings,
    {
      object: 'Lettre',
      message: 'm',
      mailSender: 's',
      mailSubject: 'u',
      notification: 'ALL',
      locked: true,
      invitationMode: 'parallel',
      isHandwrittenSignatureActive: true,
      confidentiality: ['a@b.example'],
      externalId: 'x1',
    },
  ],
  [
    'changes',
    CollectionChangesCodec,
    nouns.CollectionChanges,
    { object: 'Lettre', mailSender: 's', notification: 'NONE', invitationMode: 'sequential', confidentiality: [] },
  ],
  [
    'new signer',
    NewSignerCodec,
    nouns.NewSigner,
    {
      level: 3,
      signatureLevel: 'seal',
      memberId: 'me_1',
      name: 'Durand',
      firstName: 'Claire',
      email: 'claire@client.example',
      phone: '+33612345678',
      positions: [{ fileId: 'fi_1', page: 2, positionX: 1, positionY: 2 }],
    },
  ],
  [
    'signer changes',
    SignerChangesCodec,
    nouns.SignerChanges,
    { level: 1, signatureLevel: 'simple', name: 'Durand', phone: '+33612345678' },
  ],
  [
    'placements',
    PlacementsCodec,
    z.array(nouns.SignerPlacement),
    { positions: [{ signatoryId: 'si_1', fileId: 'fi_1', page: -1, positionX: 385, positionY: 792, field: 'a.b' }] },
  ],
  [
    'upload placement',
    UploadPlacementCodec,
    nouns.UploadPlacement,
    { order: 1, positionX: 3, positionY: 4, page: 1, withoutLogo: true, field: 'a.b' },
  ],
  [
    'ceremony',
    CeremonyCodec,
    nouns.Ceremony,
    {
      id: 'ce_1',
      state: 'partly-signed',
      reference: 'AB-12',
      phone: '+33 6 •• •• •• 78',
      codeSentAt: '2026-01-01T00:00:00Z',
      codeExpiresAt: '2026-01-01T00:30:00Z',
      resendAt: null,
      triesLeft: 4,
      results: [{ transactionId: 'tr_1', fileId: 'fi_1', status: 'failed', code: 'revision_changed', sha256: hash }],
    },
  ],
  [
    'new ceremony',
    NewCeremonyCodec,
    nouns.NewCeremony,
    {
      transactions: [{ transactionId: 'tr_1', files: [{ id: 'fi_1', sha256: hash }] }],
      consent: { accepted: true, text: 'oui', version: '1', language: 'fr' },
    },
  ],
  [
    'parapheur entry',
    ParapheurEntryCodec,
    nouns.ParapheurEntry,
    { act: 'sign', signatoryId: 'si_1', transaction: transactionSample },
  ],
  [
    'statement',
    StatementCodec,
    nouns.Statement,
    {
      from: '2026-01-01',
      to: '2026-02-01',
      openingCents: 500,
      closingCents: 475,
      consumed: { signatures: 1, seals: 0, amountCents: 25, vatCents: 5, totalCents: 30 },
      vatBasisPoints: 2000,
      currency: 'EUR',
      lines: [
        {
          id: 'led_1',
          at: '2026-01-02T00:00:00Z',
          kind: 'signature',
          amountCents: -25,
          reference: null,
          transactionId: 'tr_1',
          externalId: 'x1',
          object: 'Lettre',
          fileName: 'lettre.pdf',
        },
      ],
    },
  ],
  [
    'me',
    MeCodec,
    nouns.Me,
    { office: { id: 'of_1', name: 'Cabinet', creditCents: 5000 }, member, termsAccepted: true, dataLocation: 'Paris' },
  ],
  [
    'new member',
    NewMemberCodec,
    nouns.NewMember,
    {
      email: 'claire@cabinet.example',
      name: 'Durand',
      firstName: 'Claire',
      phone: '+33612345678',
      role: 'collaborator',
      delegations: ['prepare'],
    },
  ],
  ['new member, known already', NewMemberCodec, nouns.NewMember, { email: 'claire@cabinet.example' }],
  [
    'left member',
    LeftMemberCodec,
    nouns.LeftMember,
    {
      memberId: 'me_1',
      handedOver: ['tr_1'],
      unsigned: [{ transactionId: 'tr_2', signatoryId: 'si_1' }],
      certificateRevoked: true,
    },
  ],
  [
    'embed session',
    NewEmbedSessionCodec,
    nouns.NewEmbedSession,
    { purpose: 'sign', transactionId: 'tr_1', signatoryId: 'si_1', origins: ['https://app.example'] },
  ],
  [
    'session',
    SessionCodec,
    z.object({ token: z.string(), session: nouns.Session }),
    {
      accessToken: 't',
      tokenType: 'DPoP',
      expiresAt: '2026-01-01T01:00:00Z',
      purpose: 'sign',
      transactionId: 'tr_1',
      signatoryId: null,
      memberId: null,
      isolation: 'advised',
      embedder: 'https://app.example',
    },
  ],
];

for (const [name, codec, schema, wired] of cases) {
  test(`${name}: what comes from the wire goes back unchanged`, () => {
    assert.deepEqual(JSON.parse(JSON.stringify(z.encode(codec, z.decode(codec, wired)))), wired);
  });
  test(`${name}: what comes out is the noun, with nothing beside it`, () => {
    const given = z.decode(codec, wired);
    assert.deepEqual(z.parse(schema, given), given);
  });
}

test('what is held about a person names the firm, and goes back unchanged', () => {
  const wired = {
    email: 'claire@client.example',
    office: 'Cabinet Exemple',
    at: '2026-01-01T00:00:00Z',
    dataLocation: 'Paris',
    categories: [
      { category: 'contact' as const, purpose: 'p', basis: 'b', retention: 'r', records: [{ name: 'Durand' }] },
    ],
  };
  const { office, ...rest } = wired;
  const told = z.decode(PersonalDataCodec, wired);
  assert.deepEqual(told, { ...rest, firm: office });
  assert.deepEqual(z.encode(PersonalDataCodec, told), wired);
});

test('no word of the wire is left in a collection', () => {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        names.add(name);
        walk(inner);
      }
    }
  };
  walk(z.decode(CollectionCodec, transactionSample));
  const wireWords =
    /transaction|signator|^files?$|fileId|office|position|^object$|invitationMode|^notification$|mailSender/i;
  assert.deepEqual(
    [...names].filter((name) => wireWords.test(name)),
    [],
  );
});

test('level and order are not mixed up', () => {
  const { signers } = z.decode(CollectionCodec, transactionSample);
  assert.equal(signers[0]?.order, 2);
  assert.equal(signers[0]?.level, 'advanced');
});

test('pointers speak our words', () => {
  assert.equal(translatePointer('/positions/0/positionX'), '/placements/0/x');
  assert.equal(translatePointer('/signatureLevel'), '/level');
  assert.equal(translatePointer('/toString'), '/toString');
  assert.equal(translatePointer('#/files/0/na%C3%AFf'), '/documents/0/naïf');
});
