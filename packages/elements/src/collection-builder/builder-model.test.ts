import type { Collection, Document, Me, Member, Signer } from '@jse/sdk/browser';
import { expect } from '@open-wc/testing';
import {
  blockersOf,
  budgetOf,
  handOverBlockers,
  hasSeal,
  isEditable,
  membersToAdd,
  movedTo,
  nextOrder,
  remarksOf,
  rightsOf,
  tooManyDocuments,
  withDocumentPlacements,
} from './builder-model.ts';

const page = { width: 595, height: 842, rotate: 0 };
const sha256 = '0'.repeat(64);

function document(order: number): Document {
  const name = `document-${order}.pdf`;
  return {
    id: `doc_${order}`,
    order,
    name,
    size: 1000,
    sha256,
    currentSha256: sha256,
    pages: [page],
    findings: [],
    signatureFields: [],
  };
}

function signer(order: number, more: Partial<Signer> = {}): Signer {
  return {
    id: `sig_${order}`,
    order,
    level: 'simple',
    memberId: null,
    lastName: `Nom${order}`,
    firstName: 'Camille',
    email: `camille${order}@client.example`,
    phone: '+33 6 •• •• •• 78',
    phoneFlags: [],
    locked: false,
    state: 'waiting',
    placements: [],
    invitedAt: null,
    viewedAt: null,
    signedAt: null,
    ...more,
  };
}

function collection(documents: Document[], signers: Signer[], more: Partial<Collection> = {}): Collection {
  return {
    id: 'col_1',
    externalId: null,
    templateId: null,
    state: 'draft',
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
    documents,
    signers,
    cost: { signatures: 0, seals: 0, amountCents: 0 },
    refusal: null,
    createdAt: '2026-03-01T10:00:00Z',
    launchedAt: null,
    expiresAt: null,
    completedAt: null,
    purgeAt: null,
    ...more,
  };
}

function member(id: string, delegations: Member['delegations']): Member {
  return {
    id,
    lastName: 'Lanceur',
    firstName: 'Noa',
    email: 'noa@cabinet.example',
    phone: '+33 6 •• •• •• 03',
    role: 'collaborator',
    delegations,
  };
}

const me = (creditCents: number, delegations: Member['delegations'] = ['prepare', 'launch']): Me => ({
  firm: { id: 'firm_1', name: 'Cabinet Exemple', creditCents },
  member: member('mem_1', delegations),
  termsAccepted: true,
  dataLocation: 'Paris',
});

describe('the model of the builder', () => {
  it('costs each signer on each document, a seal less, and names what the credit lacks', () => {
    const made = collection([document(1), document(2)], [signer(1), signer(2), signer(3, { level: 'seal' })]);
    expect(budgetOf(made, me(100))).to.deep.equal({
      signatures: 4,
      seals: 2,
      amountCents: 110,
      creditCents: 100,
      missingCents: 10,
    });
  });

  it('names everything that keeps a collection from being launched', () => {
    const empty = collection([], [], { title: ' ' });
    expect(blockersOf(empty, me(0, ['prepare']), true)).to.deep.equal([
      'title',
      'uploading',
      'documents',
      'signers',
      'delegation',
    ]);
    const ready = collection([document(1)], [signer(1)]);
    expect(blockersOf(ready, me(24), false)).to.deep.equal(['credit']);
    expect(blockersOf(ready, me(25), false)).to.deep.equal([]);
  });

  it('lets a collection be handed over without credit and without the right to launch', () => {
    const ready = collection([document(1)], [signer(1)]);
    expect(handOverBlockers(blockersOf(ready, me(0, ['prepare']), false))).to.deep.equal([]);
    expect(handOverBlockers(blockersOf(collection([], []), me(0), false))).to.deep.equal(['documents', 'signers']);
  });

  it('tells what is odd about phones before the launch', () => {
    const odd = [signer(1, { phoneFlags: ['shared'] }), signer(2, { phoneFlags: ['shared', 'member'] }), signer(3)];
    expect(remarksOf(collection([], odd))).to.deep.equal([
      { kind: 'phone-member', names: ['Camille Nom2'] },
      { kind: 'phone-shared', names: ['Camille Nom1', 'Camille Nom2'] },
    ]);
  });

  it('reads rights from the delegations; nobody named has none', () => {
    expect(rightsOf(me(0, ['prepare']))).to.deep.equal({ launch: false, prepare: true });
    expect(rightsOf({ ...me(0), member: null })).to.deep.equal({ launch: false, prepare: false });
  });

  it('remarks who has no visible signature on some document', () => {
    const placed = signer(1, { placements: [{ documentId: 'doc_1', page: 1, x: 0, y: 0 }] });
    const remarks = remarksOf(collection([document(1)], [placed, signer(2)]));
    expect(remarks).to.deep.equal([{ kind: 'unplaced', names: ['Camille Nom2'] }]);
  });

  it('remarks when many signers in turn make 15 days tight, but not in parallel', () => {
    const many = Array.from({ length: 5 }, (_, index) => signer(index + 1));
    expect(remarksOf(collection([], many))).to.deep.equal([{ kind: 'tight', days: 3 }]);
    expect(remarksOf(collection([], many, { order: 'parallel' }))).to.deep.equal([]);
    expect(remarksOf(collection([], many.slice(1)))).to.deep.equal([]);
  });

  it('remarks two people with one address, not the seal', () => {
    const [one, two] = [signer(1, { email: 'a@b.example' }), signer(2, { email: 'A@b.example' })];
    expect(remarksOf(collection([], [one, two]))).to.deep.equal([
      { kind: 'same-mail', names: ['Camille Nom1', 'Camille Nom2'] },
    ]);
    expect(remarksOf(collection([], [one, { ...two, level: 'seal' }]))).to.deep.equal([]);
  });

  it('moves an item and leaves the list alone at its ends', () => {
    const list = ['a', 'b', 'c'];
    expect(movedTo(list, 0, 2)).to.deep.equal(['b', 'c', 'a']);
    expect(movedTo(list, 2, 1)).to.deep.equal(['a', 'c', 'b']);
    for (const [from, to] of [
      [0, -1],
      [2, 3],
      [1, 1],
      [9, 0],
    ] as const)
      expect(movedTo(list, from, to)).to.equal(list);
  });

  it('replaces the placements of one document and keeps the others', () => {
    const placed = signer(1, {
      placements: ['doc_1', 'doc_2'].map((documentId) => ({ documentId, page: 1, x: 1, y: 2 })),
    });
    const all = withDocumentPlacements(collection([], [placed]), 'doc_1', [
      { signerId: 'sig_1', page: -1, x: 5, y: 6 },
    ]);
    expect(all).to.deep.equal([
      { signerId: 'sig_1', documentId: 'doc_2', page: 1, x: 1, y: 2 },
      { signerId: 'sig_1', documentId: 'doc_1', page: -1, x: 5, y: 6 },
    ]);
  });

  it('counts orders on, knows the seal, whom to add, and what may be changed', () => {
    expect([nextOrder([]), nextOrder([{ order: 2 }, { order: 7 }])]).to.deep.equal([1, 8]);
    expect(hasSeal(collection([], [signer(1, { level: 'seal' })]))).to.equal(true);
    const members = [member('mem_1', []), member('mem_2', [])];
    expect(membersToAdd(members, collection([], [signer(1, { memberId: 'mem_1' })]))).to.deep.equal([members[1]]);
    const states = ['draft', 'prepared', 'ongoing', 'completed'] as const;
    expect(states.map((state) => isEditable({ state }))).to.deep.equal([true, true, false, false]);
    expect([tooManyDocuments(49, 1), tooManyDocuments(50, 1)]).to.deep.equal([false, true]);
  });
});
