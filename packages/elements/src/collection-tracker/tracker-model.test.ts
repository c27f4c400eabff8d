import { expect } from '@open-wc/testing';
import type { Collection, Signer, StreamedEvent } from '@jse/sdk/browser';
import {
  actsOf,
  deadlineOf,
  historyOf,
  inOrder,
  moved,
  offsetFrom,
  progressOf,
  signerActsOf,
  spanOf,
  standingOf,
} from './tracker-model.ts';

const signer = (id: string, state: Signer['state'], changes: Partial<Signer> = {}): Signer => ({
  id,
  order: Number(id),
  level: 'simple',
  memberId: null,
  lastName: `Nom ${id}`,
  firstName: 'Prénom',
  email: `${id}@client.example`,
  phone: '+33 6 •• •• •• 11',
  phoneFlags: [],
  locked: false,
  state,
  placements: [],
  invitedAt: state === 'waiting' ? null : '2026-01-02T09:00:00Z',
  viewedAt: null,
  signedAt: state === 'signed' ? '2026-01-03T09:00:00Z' : null,
  ...changes,
});

const collection = (changes: Partial<Collection> = {}): Collection =>
  ({
    id: 'col_1',
    state: 'ongoing',
    order: 'sequential',
    signers: [signer('1', 'signed'), signer('2', 'invited'), signer('3', 'waiting')],
    documents: [{ id: 'doc_1', name: 'lettre.pdf' }],
    refusal: null,
    createdAt: '2026-01-01T09:00:00Z',
    launchedAt: '2026-01-02T09:00:00Z',
    expiresAt: '2026-01-17T09:00:00Z',
    completedAt: null,
    purgeAt: '2026-02-17T23:00:00Z',
    ...changes,
  }) as Collection;

const rights = (...delegations: ('sign' | 'seal' | 'prepare' | 'launch')[]) => ({ delegations });
const all = rights('prepare', 'launch');

describe('what a tracker offers', () => {
  it('of a running collection: by state and rights', () => {
    expect([...actsOf(collection(), all)].sort()).to.deep.equal([
      'cancel',
      'download',
      'evidence',
      'remind',
      'reorder',
    ]);
    expect([...actsOf(collection(), rights('prepare'))].sort()).to.deep.equal(['download', 'evidence', 'reorder']);
    expect([...actsOf(collection(), null)]).to.include('cancel');
    expect([...actsOf(collection(), rights())].sort()).to.deep.equal(['download', 'evidence']);
  });

  it('no order where there is none to change, no reminder where nobody is to be reminded', () => {
    const parallel = collection({ order: 'parallel' });
    expect([...actsOf(parallel, all)]).not.to.include('reorder');
    const last = collection({ signers: [signer('1', 'signed'), signer('2', 'invited')] });
    expect([...actsOf(last, all)]).not.to.include('reorder');
    expect([...actsOf(collection({ signers: [signer('1', 'waiting')] }), all)]).not.to.include('remind');
  });

  it('of what is over: files until the purge, evidence ever after', () => {
    expect([...actsOf(collection({ state: 'completed' }), all)].sort()).to.deep.equal([
      'archive',
      'download',
      'evidence',
    ]);
    expect([...actsOf(collection({ state: 'refused' }), all)].sort()).to.deep.equal(['download', 'evidence']);
    expect([...actsOf(collection({ state: 'purged' }), all)]).to.deep.equal(['evidence']);
    expect([...actsOf(collection({ state: 'prepared' }), rights('prepare'))]).to.include('cancel');
  });

  it('of a signer: another one until he has signed, never another seal', () => {
    const running = collection();
    const actsFor = (one: Signer) => [...signerActsOf(running, one, all)];
    expect(actsFor(signer('2', 'invited'))).to.deep.equal(['replace']);
    expect(actsFor(signer('2', 'invited', { locked: true }))).to.deep.equal(['replace', 'unlock']);
    expect(actsFor(signer('2', 'invited', { level: 'seal' }))).to.deep.equal([]);
    expect(actsFor(signer('1', 'signed'))).to.deep.equal(['attestation']);
    expect([...signerActsOf(running, signer('2', 'invited'), rights('prepare'))]).to.deep.equal([]);
    const over = collection({ state: 'expired' });
    expect([...signerActsOf(over, signer('2', 'invited'), all)]).to.deep.equal([]);
  });
});

describe('where signers stand', () => {
  it('says whose turn it is, and that nobody signs what is over', () => {
    const running = collection();
    expect(running.signers.map((one) => standingOf(running, one))).to.deep.equal(['signed', 'turn', 'waiting']);
    const over = collection({ state: 'cancelled' });
    expect(over.signers.map((one) => standingOf(over, one))).to.deep.equal(['signed', 'ended', 'ended']);
    expect(standingOf(running, signer('2', 'identity-pending'))).to.equal('identity');
    expect(standingOf(running, signer('2', 'identity-rejected'))).to.equal('rejected');
    expect(standingOf(running, signer('2', 'invited', { locked: true }))).to.equal('locked');
    expect(progressOf(running.signers)).to.deep.equal({ signed: 1, all: 3 });
  });
});

describe('the order', () => {
  const ids = (signers: readonly Signer[]) => signers.map(({ id }) => id).join('');
  const signers = [signer('1', 'signed'), signer('2', 'invited'), signer('3', 'waiting'), signer('4', 'waiting')];

  it('moves whoever has not signed, among those who have not', () => {
    expect(ids(moved(signers, '4', -1))).to.equal('1243');
    expect(ids(moved(signers, '4', -9))).to.equal('1423');
    expect(ids(moved(signers, '2', 9))).to.equal('1342');
    expect(moved(signers, '1', 2), 'who has signed').to.equal(signers);
    expect(moved(signers, '2', -1), 'before who has signed').to.equal(signers);
    expect(moved(signers, 'x', 1), 'nobody').to.equal(signers);
  });

  it('shows who has signed first, the others by turn', () => {
    expect(ids(inOrder([signer('3', 'waiting'), signer('2', 'signed'), signer('1', 'invited')]))).to.equal('213');
  });
});

describe('deadlines', () => {
  const at = (time: string) => Date.parse(time);

  it('the expiry while it runs, the purge afterwards, none before', () => {
    const running = deadlineOf(collection(), at('2026-01-05T09:00:00Z'));
    expect(running).to.include({ kind: 'expiry', left: 12 * 86_400_000, soon: false });
    expect(deadlineOf(collection(), at('2026-01-15T09:00:00Z'))?.soon).to.equal(true);
    const over = deadlineOf(collection({ state: 'completed' }), at('2026-02-11T09:00:00Z'));
    expect(over).to.include({ kind: 'purge', soon: true });
    expect(deadlineOf(collection({ state: 'draft' }), 0)).to.equal(undefined);
    expect(deadlineOf(collection({ state: 'purged' }), 0)).to.equal(undefined);
    expect(deadlineOf(collection(), at('2027-01-01T00:00:00Z'))?.left, 'never below zero').to.equal(0);
  });

  it('a span in the units that matter', () => {
    const words = (milliseconds: number) =>
      spanOf(milliseconds)
        .map(({ unit, value }) => `${value} ${unit}`)
        .join(' ');
    expect(words(3 * 86_400_000 + 5 * 3_600_000 + 9)).to.equal('3 day 5 hour');
    expect(words(3 * 86_400_000 + 4 * 60_000)).to.equal('3 day');
    expect(words(15 * 86_400_000 - 1)).to.equal('14 day');
    expect(words(90 * 60_000)).to.equal('1 hour 30 minute');
    expect(words(59_999)).to.equal('0 minute');
  });

  it('counts by the platform’s clock, and leaves a right one alone whatever the session’s age', () => {
    const hour = 3_600_000;
    expect(offsetFrom('2026-01-05T10:00:00Z', hour, at('2026-01-05T09:00:00Z'))).to.equal(0);
    expect(offsetFrom('2026-01-05T10:00:00Z', hour, at('2026-01-05T09:40:00Z'))).to.equal(0);
    expect(offsetFrom('2026-01-10T10:00:00Z', hour, at('2026-01-05T09:00:00Z'))).to.equal(5 * 86_400_000);
    expect(offsetFrom('2026-01-05T10:00:00Z', hour, at('2026-01-06T09:00:00Z'))).to.equal(-86_400_000);
  });
});

describe('what has happened', () => {
  it('newest first: the collection’s own times, and what the stream alone tells', () => {
    const events = [
      { type: 'collection.reminded', timestamp: '2026-01-02T12:00:00Z' },
      { type: 'signer.signed', timestamp: '2026-01-03T09:00:00Z' },
    ] as unknown as StreamedEvent[];
    const done = collection({ signers: [signer('1', 'signed')], completedAt: '2026-01-03T09:00:00Z' });
    expect(historyOf(done, events).map(({ what }) => what)).to.deep.equal([
      'completed',
      'signed',
      'reminded',
      'invited',
      'launched',
      'created',
    ]);
  });

  it('a refusal is told once, with who it was', () => {
    const refused = collection({
      state: 'refused',
      signers: [signer('1', 'refused')],
      refusal: { signerId: '1', reason: 'Non', at: '2026-01-04T09:00:00Z' },
    });
    expect(historyOf(refused, []).filter(({ what }) => what === 'refused')).to.deep.equal([
      { at: '2026-01-04T09:00:00Z', what: 'refused', signerId: '1' },
    ]);
  });
});
