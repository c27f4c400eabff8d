import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { verifyPdf, type SignatureReport, type VerificationReport } from '@jse/verify';
import { makeTestAuthority, type TestAuthority } from '../certificates/authority.harness.ts';
import { readCertificate } from '../certificates/certificate-details.ts';
import { makeDocument } from './documents.harness.ts';
import { prepareDocument } from './prepare-document.ts';
import { renewDocument } from './renew-document.ts';
import { signField } from './sign-field.ts';
import type { PadesLevel, RevocationClient } from './types.ts';

const HOUR = 3_600_000;
const YEAR = 365.25 * 24 * HOUR;
const start = new Date('2026-03-02T10:00:00Z');

/** Authorities that follow one another on one movable clock; each answers for its own certificates. */
class Generations {
  now = start;
  readonly authorities: TestAuthority[] = [];

  async next(): Promise<TestAuthority> {
    const authority = await makeTestAuthority(() => this.now);
    this.authorities.push(authority);
    return authority;
  }

  get anchors(): Uint8Array[] {
    return this.authorities.map(({ root }) => root.certificate);
  }

  get revocation(): RevocationClient {
    const of = (issuer: Uint8Array) => {
      const found = this.authorities.find(({ issuing }) => Buffer.from(issuing.certificate).equals(issuer));
      return found ? Promise.resolve(found) : Promise.reject(new Error('unknown issuer'));
    };
    const byIssuing = (certificate: Uint8Array) =>
      this.authorities.find(({ issuing }) => Buffer.from(issuing.certificate).equals(certificate));
    return {
      ocsp: async (certificate, issuer) => (await of(issuer)).revocation.ocsp(certificate, issuer),
      crl: async (certificate) => {
        const authority = byIssuing(certificate);
        if (!authority) throw new Error('unknown certificate');
        return authority.revocation.crl(certificate);
      },
    };
  }

  verify(bytes: Uint8Array, at = this.now): Promise<VerificationReport> {
    return verifyPdf(bytes, { trustAnchors: this.anchors, at });
  }
}

async function sign(generations: Generations, level: PadesLevel): Promise<Uint8Array> {
  const [authority] = generations.authorities as [TestAuthority];
  const bytes = await prepareDocument(await makeDocument(), [
    { name: 'expert', tooltip: 'Signature', placement: null },
  ]);
  return signField({
    bytes,
    fieldName: 'expert',
    appearance: null,
    name: 'Jean Dupont',
    at: generations.now,
    signer: await authority.signer('expert', 'Jean Dupont'),
    level,
    timestamp: authority.timestamp,
    revocation: generations.revocation,
  });
}

const verdictOf = ({ signatures }: VerificationReport): (string | undefined)[] => {
  const { trust } = signatures[0] as SignatureReport;
  return [trust.indication, trust.subIndication];
};
const passed = ['TOTAL-PASSED', undefined];

describe('what the platform signs, as the verifier sees it', () => {
  let generations: Generations;
  before(async () => {
    generations = new Generations();
    await generations.next();
  });

  for (const level of ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const) {
    test(`${level} comes out at just that level, and says why it is not the next`, async () => {
      const report = await generations.verify(await sign(generations, level));
      const [signature] = report.signatures as [SignatureReport];
      assert.equal(report.conclusion, 'intact');
      assert.equal(signature.level, `PAdES_BASELINE_${level.slice(2)}`, JSON.stringify(signature.missedLevel));
      const missed = {
        'B-B': 'TIMESTAMP_MISSING',
        'B-T': 'SECURITY_STORE_MISSING',
        'B-LT': 'DOCUMENT_TIMESTAMP_MISSING',
      };
      assert.equal(signature.missedLevel?.reasons[0]?.code, level === 'B-LTA' ? undefined : missed[level]);
      assert.equal(signature.signatureKind, 'advanced');
    });
  }

  test('with its data in it a file passes an hour later, a month later, and after the certificate expired', async () => {
    for (const level of ['B-LT', 'B-LTA'] as const) {
      const bytes = await sign(generations, level);
      for (const later of [2 * HOUR, YEAR / 12, 4 * YEAR]) {
        const report = await generations.verify(bytes, new Date(start.getTime() + later));
        assert.deepEqual(verdictOf(report), passed, `${level} after ${later / HOUR} hours`);
        assert.equal(report.signatures[0]?.bestSignatureTime?.time, start.toISOString());
      }
    }
    assert.deepEqual(verdictOf(await generations.verify(await sign(generations, 'B-T'))), [
      'INDETERMINATE',
      'TRY_LATER',
    ]);
  });

  test('without anchors nothing is concluded', async () => {
    const report = await verifyPdf(await sign(generations, 'B-LTA'), { trustAnchors: [], at: start });
    assert.deepEqual(verdictOf(report), ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND']);
  });
});

describe('twenty years on', () => {
  async function after20Years(renewed: boolean): Promise<VerificationReport> {
    const generations = new Generations();
    await generations.next();
    let bytes = await sign(generations, 'B-LTA');
    for (const years of [8, 16]) {
      generations.now = new Date(start.getTime() + years * YEAR);
      const { timestamp } = await generations.next();
      if (renewed) bytes = (await renewDocument(bytes, { timestamp, revocation: generations.revocation })).bytes;
    }
    generations.now = new Date(start.getTime() + 20 * YEAR);
    const report = await generations.verify(bytes);
    assert.equal(report.conclusion, 'intact');
    return report;
  }

  test('a file renewed every 8 years with new keys passes; at is not its best-signature-time', async () => {
    const report = await after20Years(true);
    assert.deepEqual(
      report.signatures.map(({ trust }) => [trust.indication, trust.subIndication]),
      report.signatures.map(() => passed),
    );
    const [signature] = report.signatures as [SignatureReport];
    assert.equal(signature.bestSignatureTime?.time, start.toISOString());
    assert.notEqual(report.at, start.toISOString());
    assert.equal(signature.level, 'PAdES_BASELINE_LTA');
  });

  test('the same file without renewals is out of bounds, without a proof of existence', async () => {
    assert.deepEqual(verdictOf(await after20Years(false)), ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE']);
  });
});

describe('a revoked signer', () => {
  async function revoked(level: PadesLevel, hours: number): Promise<(string | undefined)[]> {
    const generations = new Generations();
    const authority = await generations.next();
    const signer = await authority.signer('expert', 'Jean Dupont');
    const prepared = await prepareDocument(await makeDocument(), [{ name: 'expert', tooltip: 'S', placement: null }]);
    const { timestamp } = authority;
    const bytes = await signField({
      bytes: prepared,
      fieldName: 'expert',
      appearance: null,
      name: 'Jean Dupont',
      at: generations.now,
      signer,
      level,
      timestamp,
      revocation: generations.revocation,
    });
    const at = new Date(start.getTime() + hours * HOUR);
    authority.statuses.set(readCertificate(signer.certificate).serial, {
      status: 'revoked',
      at,
      reason: 'keyCompromise',
    });
    generations.now = new Date(start.getTime() + 48 * HOUR);
    const renewed = await renewDocument(bytes, { timestamp, revocation: generations.revocation });
    return verdictOf(await generations.verify(renewed.bytes));
  }

  test('revoked after the time that a timestamp proves: the signature stands', async () => {
    assert.deepEqual(await revoked('B-LT', 24), passed);
    assert.deepEqual(await revoked('B-LTA', 24), passed);
  });
  test('revoked before it, or without a timestamp that came first: it does not', async () => {
    assert.deepEqual(await revoked('B-LT', -1), ['INDETERMINATE', 'REVOKED_NO_POE']);
    assert.deepEqual(await revoked('B-B', 24), ['INDETERMINATE', 'REVOKED_NO_POE']);
  });
});
