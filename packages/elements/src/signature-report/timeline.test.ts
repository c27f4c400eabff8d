import type { ChangeReport, SignatureReport, VerificationReport } from '@jse/verify';
import { expect } from '@open-wc/testing';
import { timelineOf } from './timeline.ts';

const message = { fr: '', en: '' };
const change = (revision: number, more: Partial<ChangeReport> = {}): ChangeReport => ({
  ...{ code: 'FIELD_FILLED', verdict: 'permitted', level: 'form-filling', path: 'Root', revision, message },
  ...more,
});
const signature = (revision: number, changes: ChangeReport[] = [], kind: SignatureReport['kind'] = 'signature') =>
  ({ revision, changes, kind }) as SignatureReport;
const kinds = (ends: number[], signatures: SignatureReport[]) => {
  const revisions = ends.map((end, index) => ({ index, startXref: 0, end }));
  return timelineOf({ revisions, signatures } as unknown as VerificationReport);
};

describe('timelineOf', () => {
  it('tells what each revision brought, from the first to the last', () => {
    const changes = [change(3), change(4, { code: 'DSS_UPDATED', level: 'long-term-validation' })];
    const line = kinds([100, 150, 400, 450, 500, 800], [signature(2, changes), signature(5, [], 'document-timestamp')]);
    expect(line.map(({ kind }) => kind)).to.deep.equal([
      'start',
      'prepared',
      'signature',
      'completed',
      'validation',
      'timestamp',
    ]);
    expect(line.map(({ size }) => size)).to.deep.equal([100, 50, 250, 50, 50, 300]);
  });

  it('shows the gravest: what is forbidden after one signature is forbidden, be it permitted after another', () => {
    const both = [signature(0, [change(2, { verdict: 'forbidden' })]), signature(1, [change(2)])];
    const [, , last] = kinds([100, 200, 300], both);
    expect(last?.kind).to.equal('forbidden');
    expect(last?.changes).to.have.length(1);
    expect(kinds([100, 200], [signature(0, [change(1, { verdict: 'undetermined' })])])[1]?.kind).to.equal('doubtful');
  });

  it('of a file whose revisions can’t be told, nothing', () => {
    expect(kinds([], [signature(0)])).to.deep.equal([]);
  });
});
