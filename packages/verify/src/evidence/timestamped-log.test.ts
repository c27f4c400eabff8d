import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import {
  chain,
  later,
  makeStamping,
  stamp,
  stampedBundle,
  type Stamping,
  start,
  story,
} from '../../test/evidence-log.ts';
import { checkEvidenceLog, type EvidenceBundle, type EvidenceLogOptions } from './index.ts';

describe('a log whose heads are timestamped', () => {
  let stamping: Stamping;
  let bundle: EvidenceBundle;
  let trusted: EvidenceLogOptions;
  before(async () => {
    stamping = await makeStamping();
    bundle = await stampedBundle(stamping);
    trusted = { trustAnchors: [stamping.root.certificate], at: later };
  });
  const stamped = () => bundle.timestamps ?? [];
  const changed = (changes: Partial<EvidenceBundle>): EvidenceBundle => ({ ...structuredClone(bundle), ...changes });
  /** The log with another head, as whoever cuts or rewrites it would leave it. */
  const recut = (entries: EvidenceBundle['entries'], changes: Partial<EvidenceBundle> = {}): EvidenceBundle => {
    const last = entries.at(-1);
    return changed({ entries, head: last ? { seq: last.seq, hash: last.hash } : null, ...changes });
  };
  const passes = async (value: unknown, options = trusted) => {
    const { valid, timestamps } = await checkEvidenceLog(value, options);
    return valid && timestamps === 'TOTAL-PASSED';
  };
  const codes = async (value: unknown) =>
    (await checkEvidenceLog(value, trusted)).findings.map(({ code }) => code as string);

  test('passes under its root and with evidence that its authority is not revoked, and not otherwise', async () => {
    const report = await checkEvidenceLog(bundle, trusted);
    assert.deepEqual(report, {
      valid: true,
      timestamps: 'TOTAL-PASSED',
      provenAt: stamped()[1]?.at,
      provenSeq: 7,
      findings: [],
    });
    assert.equal((await checkEvidenceLog(bundle, { at: later })).timestamps, 'INDETERMINATE');
    const other = await makeStamping();
    const underOther = { trustAnchors: [other.root.certificate], at: later };
    assert.equal((await checkEvidenceLog(bundle, underOther)).timestamps, 'INDETERMINATE');
    const bare = changed({ validation: { ocspResponses: [], crls: [] } });
    assert.equal((await checkEvidenceLog(bare, trusted)).timestamps, 'INDETERMINATE');
    assert.equal(await passes(bare, { ...trusted, revocation: 'off' }), true);
    const early = { ...trusted, at: new Date(start) };
    assert.equal((await checkEvidenceLog(bundle, early)).timestamps, 'INDETERMINATE', 'a CRL of the future');
  });

  test('an authority that was revoked, before or after its token, proves nothing', async () => {
    for (const at of [new Date(start), later]) {
      const revoked = await makeStamping(at);
      const report = await checkEvidenceLog(await stampedBundle(revoked), {
        trustAnchors: [revoked.root.certificate],
        at: later,
      });
      assert.deepEqual([report.timestamps, report.provenSeq], ['INDETERMINATE', null]);
    }
  });

  test('every member of every entry changed, removed or added is found', async () => {
    for (const [index, entry] of bundle.entries.entries()) {
      for (const path of pathsOf(entry)) {
        for (const change of ['replace', 'remove', 'add'] as const) {
          const mutated = structuredClone(bundle);
          if (!mutate(mutated.entries[index], path, change)) continue;
          assert.equal((await checkEvidenceLog(mutated, trusted)).valid, false, `${index} ${path.join('.')} ${change}`);
        }
      }
    }
  });

  test('every entry removed, doubled, moved, or cut off with all that follows is found', async () => {
    const { entries } = bundle;
    for (let at = 0; at < entries.length; at++) {
      assert.equal(await passes(recut(entries.toSpliced(at, 1))), at === entries.length - 1, `removed ${at}`);
      assert.equal(await passes(recut(entries.toSpliced(at, 0, entries[at]!))), false, `doubled ${at}`);
      if (at < 7) assert.ok((await codes(recut(entries.slice(0, at)))).includes('EVIDENCE_TRUNCATED'), `cut at ${at}`);
      for (let to = 0; to < entries.length; to++) {
        const [moved] = entries.slice(at, at + 1);
        if (to !== at) assert.equal(await passes(recut(entries.toSpliced(at, 1).toSpliced(to, 0, moved!))), false);
      }
    }
    // Behind the last timestamp only a head that was noted elsewhere can tell.
    const cut = recut(entries.slice(0, 7));
    assert.equal(await passes(cut), true);
    assert.equal(await passes(cut, { ...trusted, knownHead: entries[7]! }), false);
  });

  test('a cut log does not pass by dropping the timestamps or the state that give it away', async () => {
    const cut = bundle.entries.slice(0, 5);
    const [first] = stamped();
    assert.equal(await passes(recut(cut, { timestamps: [] })), false);
    assert.equal(await passes(recut(cut, { timestamps: [first!] })), false, 'it is said to be completed');
    const running = { ...bundle.collection, state: 'ongoing' };
    assert.equal(
      await passes(recut(cut, { timestamps: [first!], collection: running })),
      false,
      'signed, says the rest',
    );
    const purged = { ...bundle.collection, state: 'purged' };
    assert.equal(await passes(recut(cut, { timestamps: [first!], collection: purged })), false);
    const endless = changed({ timestamps: [first!] });
    assert.equal((await checkEvidenceLog(endless, trusted)).timestamps, 'INDETERMINATE', 'its end is not stamped');
  });

  test('a log that was rewritten and chained anew is found by its timestamps', async () => {
    const rewritten = await chain(story.map((one, at) => (at === 4 ? { ...one, data: { signerId: 's1' } } : one)));
    assert.deepEqual(await codes(recut(rewritten)), ['EVIDENCE_TIMESTAMP_MISMATCH']);
    const own = await makeStamping();
    const timestamps = [await stamp(own, rewritten[3]!), await stamp(own, rewritten[6]!)];
    const report = await checkEvidenceLog(recut(rewritten, { timestamps }), trusted);
    assert.equal(report.timestamps, 'INDETERMINATE', 'another authority is not the one that is trusted');
  });

  test('an entry dated after its proof, or before the proof of what preceded it, is found', async () => {
    const hour = 3_600_000;
    const before = [await stamp(stamping, bundle.entries[6]!, -2 * hour)];
    assert.deepEqual(await codes(changed({ timestamps: before })), ['EVIDENCE_TIME_CONTRADICTED']);
    const after = [await stamp(stamping, bundle.entries[3]!, 5 * hour), stamped()[1]!];
    assert.deepEqual(await codes(changed({ timestamps: after })), ['EVIDENCE_TIME_CONTRADICTED']);
    const noted = stamped().map((one) => ({ ...one, at: '2020-01-01T00:00:00.000Z' }));
    assert.ok((await codes(changed({ timestamps: noted }))).includes('EVIDENCE_TIME_CONTRADICTED'));
  });

  test('what is said beside the log must be what the log tells', async () => {
    const [document, signer] = [bundle.documents[0]!, bundle.signers[0]!];
    const lies: Partial<EvidenceBundle>[] = [
      { documents: [{ ...document, sha256Final: 'c'.repeat(64) }] },
      { documents: [{ ...document, sha256Final: null }] },
      { documents: [{ ...document, sha256Original: 'c'.repeat(64) }] },
      { documents: [{ ...document, name: 'autre.pdf' }] },
      { documents: [] },
      { documents: [document, { ...document, id: 'd2' }] },
      { signers: [{ ...signer, name: 'Claude Autre' }] },
      { signers: [{ ...signer, level: 'advanced' }] },
      { signers: [{ ...signer, signedAt: null }] },
      { signers: [] },
      { collection: { ...bundle.collection, title: 'Autre lettre' } },
      { collection: { ...bundle.collection, state: 'refused' } },
    ];
    for (const lie of lies) {
      assert.deepEqual([...new Set(await codes(changed(lie)))], ['EVIDENCE_SUMMARY_CONTRADICTED'], JSON.stringify(lie));
    }
    assert.equal(await passes(changed({ collection: { ...bundle.collection, state: 'purged' } })), true);
  });

  test('no change of a token or of what proves it makes the check throw, and none passes as another log’s', async () => {
    const [first, last] = stamped();
    const bytes = Buffer.from(last!.token, 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const forged = Buffer.from(bytes);
        forged[at] = forged[at]! ^ change;
        const crls = [forged.toString('base64')];
        const token = forged.toString('base64');
        const report = await checkEvidenceLog(changed({ timestamps: [first!, { ...last!, token }] }), trusted);
        // What is not signed in a token (its order of certificates, say) may change; its time may not.
        if (report.timestamps === 'TOTAL-PASSED') assert.equal(report.provenAt, last!.at);
        assert.equal(
          (await checkEvidenceLog(changed({ validation: { ocspResponses: crls, crls } }), trusted)).valid,
          true,
        );
      }),
      { numRuns: 150 },
    );
  });
});

type Path = readonly (string | number)[];

/** Every member and element of a value, by its path. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([name, one]) => pathsOf(one, [...path, name])),
  ];
}

/** Changes a value in place; false where that kind of change leaves it as it was. */
function mutate(root: unknown, path: Path, change: 'replace' | 'remove' | 'add'): boolean {
  const parent = path.slice(0, -1).reduce((at, name) => (at as Record<string, unknown>)[name], root) as Record<
    string,
    unknown
  >;
  const name = String(path.at(-1));
  const value = parent[name];
  if (change === 'remove') {
    if (Array.isArray(parent)) parent.splice(Number(name), 1);
    else delete parent[name];
    return true;
  }
  if (change === 'add') {
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) value.push(null);
    else (value as Record<string, unknown>)['added'] = 0;
    return true;
  }
  if (typeof value === 'string')
    parent[name] = value === '' ? ' ' : `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
  else if (typeof value === 'number') parent[name] = value + 1;
  else parent[name] = value === null ? false : null;
  return true;
}
