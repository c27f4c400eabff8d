import type { Collection, ParapheurEntry } from '@jse/sdk/browser';
import { expect } from '@open-wc/testing';
import { batchOf, fingerprint, outcomesOf, rowsOf, shown, totalsOf } from './parapheur-model.ts';

function entry(id: string, more: Partial<Collection> & { act?: ParapheurEntry['act']; files?: number } = {}) {
  const { act = 'sign', files = 1, ...rest } = more;
  const documents = Array.from({ length: files }, (_, at) => ({
    id: `${id}-${at}`,
    name: `Lettre ${id}.pdf`,
    sha256: `${id}${at}`.padEnd(64, '0'),
    findings: [],
  }));
  const collection = {
    id,
    title: `Mission ${id}`,
    documents,
    signers: [{ id: `s-${id}`, firstName: 'Élodie', lastName: 'Martin' }],
    cost: { amountCents: 50 },
    createdAt: `2026-01-0${id.length}T00:00:00Z`,
    expiresAt: null,
    ...rest,
  } as unknown as Collection;
  return { act, signerId: act === 'launch' ? null : `s-${id}`, collection } as ParapheurEntry;
}

describe('the model of the parapheur', () => {
  it('puts first what deserves a second look, then what ends soonest', () => {
    const warned = entry('w');
    warned.collection.documents[0]!.findings.push({ code: 'pdf_has_embedded_files', severity: 'warning' });
    const rows = rowsOf(
      [
        entry('late', { expiresAt: '2026-02-01T00:00:00Z' }),
        entry('soon', { expiresAt: '2026-01-20T00:00:00Z' }),
        entry('draft', { act: 'launch' }),
        warned,
      ],
      {},
      1000,
    );
    expect(rows.map(({ collection }) => collection.id)).to.deep.equal(['w', 'soon', 'late', 'draft']);
    expect(rows[0]?.exceptions).to.deep.equal(['findings']);
  });

  it('tells what changed since it was looked at, and nothing of what is new', () => {
    const [one] = rowsOf([entry('a')], { a: fingerprint(entry('a').collection) }, 1000);
    expect(one?.exceptions).to.deep.equal([]);
    const [other] = rowsOf([entry('a', { files: 2 })], { a: fingerprint(entry('a').collection) }, 1000);
    expect(other?.exceptions).to.deep.equal(['changed']);
    expect(fingerprint(entry('a').collection)).not.to.contain('Martin');
  });

  it('counts acts and cost by document, and the credit that is missing', () => {
    const rows = rowsOf(
      [entry('a', { files: 3 }), entry('b', { act: 'seal', files: 2 }), entry('c', { act: 'launch' })],
      {},
      40,
    );
    expect(totalsOf(rows, 40)).to.deep.equal({
      signatures: 1,
      seals: 1,
      launches: 1,
      documents: 5,
      costCents: 85,
      missingCents: 45,
    });
    const short = rows.filter(({ exceptions }) => exceptions.includes('credit'));
    expect(short.map(({ collection }) => collection.id).sort()).to.deep.equal(['a', 'c']);
  });

  it('finds by words of title, documents and people, without accents', () => {
    const rows = rowsOf([entry('a'), entry('b', { title: 'Bilan d’été' })], {}, 1000);
    expect(shown(rows, 'all', 'ELODIE bilan').map(({ key }) => key)).to.deep.equal(['b:s-b']);
    expect(shown(rows, 'all', 'été lettre').map(({ key }) => key)).to.deep.equal(['b:s-b']);
    expect(shown(rows, 'launch', '')).to.deep.equal([]);
    expect(shown(rows, 'exceptions', '')).to.deep.equal([]);
  });

  it('takes one act of a collection a batch, and reads what became of each', () => {
    const twice = [entry('a'), { ...entry('a', { act: 'seal' }), signerId: 'seal' }, entry('b', { files: 2 })];
    const rows = rowsOf([...twice, entry('c', { act: 'launch' })], {}, 1000);
    const batch = batchOf(rows);
    expect(batch.map(({ collection }) => collection.id)).to.deep.equal(['a', 'b']);
    const result = (collectionId: string, status: 'signed' | 'failed' | 'pending', code: string | null = null) => ({
      collectionId,
      documentId: 'd',
      status,
      code,
      sha256: null,
    });
    const mixed = [result('a', 'failed', 'not_your_turn'), result('b', 'signed'), result('b', 'pending')];
    expect(outcomesOf(batch, mixed).map(({ status, code }) => [status, code])).to.deep.equal([
      ['failed', 'not_your_turn'],
      ['pending', null],
    ]);
    expect(outcomesOf(batch, [])[0]?.status).to.equal('pending');
  });
});
