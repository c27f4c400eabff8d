import { expect } from '@open-wc/testing';
import { sha256 } from './sha256.ts';
import { beginsWith, type CheckedSignature, proveSignature } from './signature-proof.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = bytes('%PDF reviewed');
const mineOnly = bytes('%PDF reviewed+mine');
const withOther = bytes('%PDF reviewed+mine+other');

function signature(end: number, more: Partial<CheckedSignature> = {}): CheckedSignature {
  return {
    kind: 'signature',
    integrity: 'intact',
    coverage: 'whole-revision',
    laterChanges: 'none',
    byteRange: [0, 4, 8, end - 8],
    signer: { commonName: 'Camille Martin' },
    claimedTime: null,
    timestampTime: '2026-03-02T10:00:00Z',
    trust: { indication: 'TOTAL-PASSED' },
    ...more,
  };
}

const prove = (signed: Uint8Array<ArrayBuffer>, signatures: CheckedSignature[], signedSha256: string | null = null) =>
  proveSignature({ reviewed: read, signed, signedSha256 }, { signatures, revisions: [{ end: mineOnly.length }] }, true);

describe('the signer’s own proof', () => {
  it('holds when the file begins with what was read and the new signature is intact', async () => {
    const proof = await prove(mineOnly, [signature(mineOnly.length)]);
    expect(proof).to.deep.equal({
      verdict: 'proved',
      sameBytes: true,
      sameDigest: null,
      integrity: 'intact',
      laterChanges: 'none',
      recognised: true,
      signerName: 'Camille Martin',
      signedAt: '2026-03-02T10:00:00Z',
      sha256: await sha256(mineOnly),
    });
  });

  it('says no when one byte that was read is another', async () => {
    const proof = await prove(bytes('%PDF revi3wed+mine'), [signature(mineOnly.length)]);
    expect([proof.verdict, proof.sameBytes]).to.deep.equal(['disproved', false]);
  });

  for (const [what, signatures] of [
    ['there is no signature', []],
    ['only an earlier signature is there', [signature(read.length)]],
    ['the signature covers less than a revision', [signature(mineOnly.length, { coverage: 'partial' })]],
    ['there is only a timestamp', [signature(mineOnly.length, { kind: 'document-timestamp' })]],
    ['the signature is broken', [signature(mineOnly.length, { integrity: 'broken' })]],
    ['something forbidden came later', [signature(mineOnly.length, { laterChanges: 'forbidden' })]],
    ['the byte range does not begin at the file', [signature(mineOnly.length, { byteRange: [1, 4, 8, 9] })]],
  ] as const) {
    it(`says no when ${what}`, async () => {
      expect((await prove(mineOnly, [...signatures])).verdict).to.equal('disproved');
    });
  }

  it('does not say yes where the verifier cannot tell', async () => {
    const unclear = await prove(mineOnly, [signature(mineOnly.length, { integrity: 'undetermined' })]);
    expect(unclear.verdict).to.equal('undetermined');
  });

  it('tells its own signature from a co-signer’s later one by the platform’s digest', async () => {
    const signatures = [
      signature(mineOnly.length, { laterChanges: 'permitted' }),
      signature(withOther.length, { integrity: 'broken', signer: { commonName: 'Dominique Petit' } }),
    ];
    const proof = await prove(withOther, signatures, await sha256(mineOnly));
    expect([proof.verdict, proof.signerName]).to.deep.equal(['proved', 'Camille Martin']);
  });

  it('says no when no revision has the platform’s digest, whatever the verifier says', async () => {
    const proof = await prove(mineOnly, [signature(mineOnly.length)], await sha256(bytes('%PDF reviewed+m1ne')));
    expect([proof.verdict, proof.sameDigest, proof.integrity]).to.deep.equal(['disproved', false, 'missing']);
  });

  it('does not speak of trust without an anchor', async () => {
    const file = { reviewed: read, signed: mineOnly, signedSha256: null };
    const report = { signatures: [signature(mineOnly.length)], revisions: [] };
    expect((await proveSignature(file, report, false)).recognised).to.equal(null);
  });

  it('takes neither an equal nor an empty file for an update', () => {
    expect(beginsWith(read, read)).to.equal(false);
    expect(beginsWith(read, bytes(''))).to.equal(false);
  });
});
