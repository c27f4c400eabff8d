import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpusFile, corpusJson, skipCorpus } from '../../test/corpus.ts';
import { checkTrust } from '../checks/trust.ts';
import { platformCrypto } from '../crypto/crypto-door.ts';
import { parseCertificate } from './certificate.ts';
import { parseCrl } from './revocation/crl.ts';

interface Case {
  readonly id: string;
  readonly name: string;
  readonly cert: string;
  readonly other_certs?: string[];
  readonly crls?: string[];
  readonly params?: unknown;
  readonly error?: { readonly msg_regex?: string };
}

const read = (name: string) => parseCertificate(corpusFile(`pkits/certs/${name}`));
const readCrl = (name: string) => parseCrl(corpusFile(`pkits/crls/${name}`));

/**
 * Policies are not judged yet: cases about them say nothing here. All others must be refused where they must be; to
 * refuse a sound path for what is not processed (name constraints, delta and indirect CRLs…) is allowed, and counted.
 */
test('no path of PKITS is accepted that its constraints or its CRLs forbid', { skip: skipCorpus }, async () => {
  const anchors = [read('TrustAnchorRootCertificate.crt')];
  const falseAccepts: string[] = [];
  const refused: string[] = [];
  const right = { accepted: 0, refused: 0 };
  for (const one of corpusJson('pkits/pkits.json') as Case[]) {
    if (one.params !== undefined || /polic/i.test(one.error?.msg_regex ?? '')) continue;
    const names = new Set([...(one.crls ?? []), 'TrustAnchorRootCRL.crl']);
    const trust = await checkTrust(
      {
        door: platformCrypto(),
        anchors,
        certificates: (one.other_certs ?? []).map(read),
        evidence: { crls: [...names].map(readCrl), ocspResponses: [] },
        at: new Date(Date.UTC(2020, 0, 1)),
        provenTime: null,
        revocation: 'required',
      },
      read(one.cert),
      'signature',
    );
    const label = `${one.id} ${one.name}: ${trust.subIndication} ${trust.notices.map(({ detail }) => detail).join(' ')}`;
    if (trust.passed && one.error) falseAccepts.push(label);
    else if (!trust.passed && !one.error) refused.push(label);
    else right[trust.passed ? 'accepted' : 'refused']++;
  }
  assert.deepEqual(falseAccepts, []);
  assert.ok(right.accepted >= 35 && right.refused >= 90, JSON.stringify({ ...right, wronglyRefused: refused }));
  const unexplained = refused.filter(
    (line) => !/CONSTRAINT_NOT_PROCESSED|ALGORITHM_UNSUPPORTED|TRY_LATER|deltacrl/.test(line),
  );
  assert.deepEqual(unexplained, []);
});
