import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpusFile, corpusJson, skipCorpus } from '../../test/corpus.ts';
import { platformCrypto } from '../crypto/crypto-door.ts';
import { parseCertificate } from './certificate.ts';
import { findPath } from './find-path.ts';

interface Case {
  readonly id: string;
  readonly name: string;
  readonly cert: string;
  readonly other_certs?: string[];
  readonly revocation?: boolean;
  readonly params?: unknown;
  readonly error?: { readonly msg_regex?: string };
}

const read = (name: string) => parseCertificate(corpusFile(`pkits/certs/${name}`));

/**
 * Revocation and policies are judged elsewhere or not yet: those cases say nothing of the path alone. All others must be
 * refused where they must be; a refusal of a sound path for a constraint that is not processed is allowed, and counted.
 */
test('no path of PKITS is accepted that its constraints forbid', { skip: skipCorpus }, async () => {
  const anchor = read('TrustAnchorRootCertificate.crt');
  const at = new Date(Date.UTC(2020, 0, 1));
  const falseAccepts: string[] = [];
  const falseRefusals: string[] = [];
  let judged = 0;
  for (const one of corpusJson('pkits/pkits.json') as Case[]) {
    const aboutOther =
      one.revocation === true || one.params !== undefined || /revo|CRL|polic/i.test(one.error?.msg_regex ?? '');
    if (aboutOther) continue;
    judged++;
    const bag = (one.other_certs ?? []).map(read);
    const { path, reasons } = await findPath(platformCrypto(), read(one.cert), bag, [anchor], at);
    const accepted = path.length > 0 && reasons.length === 0;
    if (accepted && one.error) falseAccepts.push(`${one.id} ${one.name}`);
    if (!accepted && !one.error) falseRefusals.push(`${one.id} ${one.name}: ${reasons.map((r) => r.code).join(' ')}`);
  }
  assert.ok(judged > 100);
  assert.deepEqual(falseAccepts, []);
  const unexplained = falseRefusals.filter((line) => !/CONSTRAINT_NOT_PROCESSED|ALGORITHM_UNSUPPORTED/.test(line));
  assert.deepEqual(unexplained, []);
});
