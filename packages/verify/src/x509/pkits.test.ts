import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpusFile, corpusJson, skipCorpus } from '../../test/corpus.ts';
import { validatePath, type PathOptions } from './index.ts';

interface Case {
  readonly id: string;
  readonly name: string;
  readonly cert: string;
  readonly other_certs?: string[];
  readonly crls?: string[];
  readonly params?: {
    readonly user_initial_policy_set?: string[];
    readonly initial_explicit_policy?: boolean;
    readonly initial_policy_mapping_inhibit?: boolean;
    readonly initial_any_policy_inhibit?: boolean;
  };
  readonly error?: { readonly msg_regex?: string };
}

const read = (name: string) => corpusFile(`pkits/certs/${name}`);

function optionsOf({ cert, other_certs = [], crls = [], params = {} }: Case): PathOptions {
  const names = new Set([...crls, 'TrustAnchorRootCRL.crl']);
  return {
    leaf: read(cert),
    intermediates: other_certs.map(read),
    trustAnchors: [read('TrustAnchorRootCertificate.crt')],
    crls: [...names].map((name) => corpusFile(`pkits/crls/${name}`)),
    at: new Date(Date.UTC(2020, 0, 1)),
    ...(params.user_initial_policy_set ? { initialPolicies: params.user_initial_policy_set } : {}),
    requireExplicitPolicy: params.initial_explicit_policy ?? false,
    inhibitPolicyMapping: params.initial_policy_mapping_inhibit ?? false,
    inhibitAnyPolicy: params.initial_any_policy_inhibit ?? false,
  };
}

test('every path of PKITS is accepted or refused as it must be', { skip: skipCorpus }, async () => {
  const cases = corpusJson('pkits/pkits.json') as Case[];
  const wrong: string[] = [];
  let right = 0;
  for (const one of cases) {
    const { valid, reasons } = await validatePath(optionsOf(one));
    if (valid === (one.error === undefined)) right++;
    else {
      const why = reasons.map(({ code, index }) => `${code} ${index}`).join(', ');
      wrong.push(`${one.id} ${one.name}: ${valid ? 'accepted' : why} (${one.error?.msg_regex ?? 'valid'})`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.equal(right, 246);
});

test('what revocation is asked for makes the difference that it says', { skip: skipCorpus }, async () => {
  const cases = corpusJson('pkits/pkits.json') as Case[];
  const revoked = cases.find(({ name }) => /revoked_ee/.test(name)) as Case;
  const codes = async (options: Partial<PathOptions>) => {
    const { valid, reasons } = await validatePath({ ...optionsOf(revoked), ...options });
    return valid ? 'valid' : reasons.map(({ code }) => code).join();
  };
  assert.equal(await codes({}), 'REVOKED');
  assert.equal(await codes({ revocation: 'if-present' }), 'REVOKED');
  assert.equal(await codes({ revocation: 'off' }), 'valid');
  assert.equal(await codes({ crls: [], revocation: 'if-present' }), 'valid');
  assert.equal(await codes({ crls: [] }), 'REVOCATION_UNKNOWN,REVOCATION_UNKNOWN');
});
