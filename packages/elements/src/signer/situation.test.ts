import type { Collection, Signer } from '@jse/sdk/browser';
import type { CollectionState, SignerState } from '@jse/sdk/rules';
import { expect } from '@open-wc/testing';
import { signerName, signerOfSession, signersBefore, signersLeft, situationOf } from './situation.ts';

function signer(order: number, state: SignerState, more: Partial<Signer> = {}): Signer {
  return {
    id: `sig_${order}`,
    order,
    level: 'simple',
    memberId: null,
    lastName: 'Martin',
    firstName: 'Camille',
    email: 'camille@client.example',
    phone: '+33 6 •• •• •• 78',
    phoneFlags: [],
    locked: false,
    state,
    placements: [],
    invitedAt: null,
    viewedAt: null,
    signedAt: state === 'signed' ? '2026-03-02T10:00:00Z' : null,
    ...more,
  };
}

function collection(state: CollectionState, signers: Signer[]): Collection {
  return {
    id: 'col_1',
    externalId: null,
    templateId: null,
    state,
    version: 1,
    title: 'Lettre de mission',
    message: '',
    senderName: '',
    mailSubject: '',
    notifications: 'all',
    locked: false,
    order: 'sequential',
    handwritten: false,
    confidentiality: [],
    copyRecipients: [],
    reminderEveryDays: null,
    firm: { id: 'firm_1', name: 'Cabinet Exemple' },
    preparer: { name: 'Sacha Préparateur' },
    collector: null,
    documents: [],
    signers,
    cost: { signatures: 1, seals: 0, amountCents: 25 },
    refusal: null,
    createdAt: '2026-03-01T10:00:00Z',
    launchedAt: null,
    expiresAt: null,
    completedAt: null,
    purgeAt: null,
  };
}

describe('the situation of a signer', () => {
  for (const [state, signerState, says] of [
    ['draft', 'waiting', 'not-your-turn'],
    ['prepared', 'waiting', 'not-your-turn'],
    ['ongoing', 'waiting', 'not-your-turn'],
    ['ongoing', 'identity-pending', 'identity'],
    ['ongoing', 'identity-rejected', 'identity'],
    ['ongoing', 'invited', 'ready'],
    ['ongoing', 'signed', 'already-signed'],
    ['ongoing', 'refused', 'refused'],
    ['completed', 'signed', 'already-signed'],
    ['refused', 'invited', 'refused'],
    ['expired', 'invited', 'expired'],
    ['cancelled', 'signed', 'cancelled'],
    ['purged', 'signed', 'already-signed'],
    ['purged', 'invited', 'expired'],
  ] as const) {
    it(`collection ${state}, signer ${signerState}: ${says}`, () => {
      const one = signer(1, signerState);
      expect(situationOf(collection(state, [one]), one)).to.equal(says);
    });
  }

  it('finds the named signer, else what waits for the member, seals included', () => {
    const client = signer(1, 'signed');
    const expert = signer(2, 'waiting', { memberId: 'mem_1', level: 'advanced' });
    const seal = signer(3, 'invited', { level: 'seal' });
    const all = collection('ongoing', [client, expert, seal]);
    expect(signerOfSession(all, { signerId: 'sig_1', memberId: null })).to.equal(client);
    expect(signerOfSession(all, { signerId: null, memberId: 'mem_1' }, 'sig_2')).to.equal(expert);
    expect(signerOfSession(all, { signerId: 'sig_1', memberId: null }, 'sig_2')).to.equal(undefined);
    expect(signerOfSession(all, { signerId: null, memberId: 'mem_1' })).to.equal(seal);
    expect(signerOfSession(all, { signerId: 'sig_9', memberId: null })).to.equal(undefined);
  });

  it('knows who comes before and who is left', () => {
    const [first, second, third] = [signer(1, 'signed'), signer(2, 'invited'), signer(3, 'waiting')];
    const all = collection('ongoing', [first, second, third]);
    expect(signersBefore(all, third)).to.deep.equal([second]);
    expect(signersLeft(all, second)).to.deep.equal([third]);
  });

  it('names a person and a firm', () => {
    expect(signerName(signer(1, 'waiting'))).to.equal('Camille Martin');
    expect(signerName({ firstName: '', lastName: 'Cabinet Exemple' })).to.equal('Cabinet Exemple');
  });
});
