import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { certificatePolicy, issueCertificate, type Identity } from '../../test/certificates.ts';
import { buildPdf, documentObjects, signPdf } from '../../test/pdf-builder.ts';
import { verifyPdf, type VerificationReport } from '../index.ts';

const at = new Date(Date.UTC(2026, 5, 1));
let root: Identity;

async function reportOf(kind: 'simple' | 'advanced' | 'seal' | null, anchored = true): Promise<VerificationReport> {
  const oid = { simple: '.1', advanced: '.2', seal: '.3' }[kind ?? 'simple'];
  const extensions = kind ? [certificatePolicy(`1.3.6.1.4.1.32473.1.1${oid}`)] : [];
  const signer = await issueCertificate({ commonName: 'Plateforme', issuer: root, extensions });
  const bytes = await signPdf(buildPdf(documentObjects({ fields: ['Signature1'] })), signer, {
    dictionary: '/Name(Jeanne Dupont)',
  });
  return verifyPdf(bytes, { trustAnchors: anchored ? [root.certificate] : [], at, revocation: 'off' });
}

const said = ({ statements }: VerificationReport, code: string) =>
  statements.find((statement) => statement.code === code)?.message ?? { fr: '', en: '' };

describe('what each party may conclude', () => {
  before(async () => {
    root = await issueCertificate({ commonName: 'Racine', ca: true });
  });

  test('an unsigned file binds nobody, and says so in both languages', async () => {
    const bytes = buildPdf(documentObjects());
    const { verdict, statements } = await verifyPdf(bytes, { trustAnchors: [root.certificate], at });
    assert.equal(verdict.indication, 'NO_SIGNATURE_FOUND');
    assert.match(verdict.message.fr, /n'identifie personne/u);
    assert.deepEqual(
      statements.map(({ party, signature }) => [party, signature]),
      [
        ['signer', null],
        ['recipient', null],
      ],
    );
    for (const { message } of statements) assert.ok(message.fr && message.en && message.fr !== message.en);
  });

  test('at the simple level the platform attests; no certificate of the signer is claimed to have signed', async () => {
    const report = await reportOf('simple');
    assert.equal(report.signatures[0]?.signatureKind, 'simple');
    const name = 'Jeanne Dupont';
    const { fr, en } = said(report, 'PLATFORM_ATTESTS');
    assert.ok(fr.includes(`atteste que ${name} a confirmé par un code reçu par SMS`), fr);
    assert.ok(en.includes(`attests that ${name} confirmed by an SMS code`), en);
    assert.equal(said(report, 'SIGNER_SIGNED').fr, '');
  });

  test('advanced, seal and certificates of others are told apart', async () => {
    assert.match(said(await reportOf('advanced'), 'SIGNER_SIGNED').en, /Plateforme signed with a certificate in that/u);
    assert.match(said(await reportOf('seal'), 'FIRM_SEALED').en, /no natural person's signature/u);
    const other = await reportOf(null);
    assert.equal(other.signatures[0]?.signatureKind, null);
    assert.match(said(other, 'SIGNER_SIGNED').fr, /a signé avec un certificat à son nom/u);
  });

  test('without an anchor no author is established, whatever the policy says', async () => {
    const report = await reportOf('simple', false);
    assert.deepEqual(report.verdict.subIndication, 'NO_CERTIFICATE_CHAIN_FOUND');
    assert.equal(said(report, 'PLATFORM_ATTESTS').fr, '');
    assert.match(said(report, 'AUTHOR_NOT_ESTABLISHED').en, /which is not established/u);
    assert.match(said(report, 'MAY_NOT_CONCLUDE').en, /neither that the signature is good nor that it is false/u);
  });
});
