import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, checkEvidenceLog, computeEntryHash, type EvidenceBundle, type EvidenceEntry } from './index.ts';

async function bundleOf(count: number): Promise<EvidenceBundle> {
  const entries: EvidenceEntry[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const previousHash = entries.at(-1)?.hash ?? null;
    const at = new Date(Date.UTC(2026, 0, 1, 12, seq)).toISOString();
    const entry = {
      seq,
      at,
      type: 'signer.viewed',
      actor: `signer:${seq}`,
      data: { page: seq, é: [null] },
      previousHash,
    };
    entries.push({ ...entry, hash: await computeEntryHash(entry) });
  }
  const last = entries.at(-1);
  return {
    version: 1,
    collection: { id: 'c1', title: 'Lettre de mission', firm: 'Cabinet' },
    documents: [{ id: 'd1', name: 'lettre.pdf', sha256Original: 'a'.repeat(64), sha256Final: null }],
    signers: [{ id: 's1', name: 'Client' }],
    entries,
    head: last ? { seq: last.seq, hash: last.hash } : null,
  };
}
const codes = async (bundle: unknown) => (await checkEvidenceLog(bundle)).findings.map((finding) => finding.code);

test('canonical JSON has sorted members and ECMAScript numbers (RFC 8785, 3.2.3)', () => {
  const value = { '\u20ac': 1e21, '\r': [-0, 1.5], a: { z: 'é"\u000f', b: null }, 1: true };
  assert.equal(canonicalJson(value), '{"\\r":[0,1.5],"1":true,"a":{"b":null,"z":"é\\"\\u000f"},"€":1e+21}');
  assert.throws(() => canonicalJson({ a: NaN }), TypeError);
  assert.throws(() => canonicalJson('\ud800'), TypeError);
});

test("an entry's hash is SHA-256 over its canonical form, by another implementation", async () => {
  const entry = {
    type: 't',
    seq: 1,
    data: { b: 1, a: 'x' },
    actor: 'a',
    at: '2026-01-01T00:00:00Z',
    previousHash: null,
  };
  const text =
    '{"actor":"a","at":"2026-01-01T00:00:00Z","data":{"a":"x","b":1},"previousHash":null,"seq":1,"type":"t"}';
  assert.equal(await computeEntryHash(entry), createHash('sha256').update(text).digest('hex'));
});

test('an untouched log is valid, an empty one too', async () => {
  assert.deepEqual(await checkEvidenceLog(await bundleOf(5)), {
    valid: true,
    timestamps: 'NONE',
    provenAt: null,
    provenSeq: null,
    findings: [],
  });
  assert.deepEqual(await codes(await bundleOf(0)), []);
});

test('removed, reordered, altered and truncated entries are told apart', async () => {
  const removed = await bundleOf(5);
  removed.entries.splice(1, 1);
  assert.deepEqual(await codes(removed), ['EVIDENCE_ENTRY_REMOVED', 'EVIDENCE_CHAIN_BROKEN']);

  const swapped = await bundleOf(4);
  swapped.entries.splice(1, 2, swapped.entries[2]!, swapped.entries[1]!);
  assert.ok((await codes(swapped)).includes('EVIDENCE_ENTRY_REORDERED'));

  const altered = await bundleOf(3);
  altered.entries[1]!.data['page'] = 9;
  assert.deepEqual(await codes(altered), ['EVIDENCE_ENTRY_ALTERED']);

  const truncated = await bundleOf(3);
  const head = truncated.entries.pop()!;
  assert.deepEqual(await codes(truncated), ['EVIDENCE_TRUNCATED']);

  const recut = { ...truncated, head: { seq: 2, hash: truncated.entries[1]!.hash } };
  assert.equal((await checkEvidenceLog(recut)).valid, true);
  const known = await checkEvidenceLog(recut, { knownHead: head });
  assert.deepEqual(
    known.findings.map((finding) => finding.code),
    ['EVIDENCE_TRUNCATED'],
  );
});

test('a member smuggled into an entry is an alteration', async () => {
  const bundle = await bundleOf(2);
  Object.assign(bundle.entries[0]!, { extra: 'x' });
  assert.deepEqual(await codes(bundle), ['EVIDENCE_ENTRY_ALTERED']);
});

test('any other value is malformed, never a throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (value) => {
      assert.equal((await checkEvidenceLog(value)).valid, false);
    }),
    { numRuns: 200 },
  );
});

test('any change of one character of the entries is found', async () => {
  const bundle = await bundleOf(3);
  const text = JSON.stringify(bundle.entries);
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 }), async (at, code) => {
      const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
      if (changed === text) return;
      let entries: unknown;
      try {
        entries = JSON.parse(changed);
      } catch {
        return;
      }
      assert.equal((await checkEvidenceLog({ ...bundle, entries })).valid, false);
    }),
    { numRuns: 300 },
  );
});
