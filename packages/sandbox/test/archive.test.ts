import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { operations } from '@jse/sdk/contract';
import { checkEvidenceLog, EvidenceBundle } from '@jse/verify/evidence';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { call, type Caller, callerOf, problem } from './api.ts';
import { type Files, followGuide, resummed } from './follow-guide.ts';
import { clients, draft, invitationOf, type Platform, renewed, signBy, startPlatform, visitor } from './platform.ts';

const execute = promisify(execFile);
const day = 86_400_000;

describe('what leaves the platform for good', () => {
  let platform: Platform;
  let as: Caller;
  let id: string;
  let folder: string;
  before(async () => {
    platform = await startPlatform({ settings: { padesLevel: 'B-LT' } });
    as = await callerOf(platform);
    id = await draft(platform, ['first', 'second', 'seal'], { documents: 2, order: 'parallel' });
    await platform.expert.collections.launch(id);
    await signBy(platform, clients.first.email, id);
    await signBy(platform, clients.second.email, id);
    const [seal] = (await platform.expert.collections.get(id)).signers.filter(({ level }) => level === 'seal');
    assert.ok(seal);
    await signBy(platform, 'lanceur@cabinet.example', id);
    await platform.sandbox.outbox.drain();
    folder = await mkdtemp(join(tmpdir(), 'jse-archive-'));
  });
  after(async () => {
    await platform.sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const unpack = async (response: Response) => {
    assert.equal(response.headers.get('content-type'), 'application/zip');
    return unzipSync(new Uint8Array(await response.arrayBuffer()));
  };

  test('the log’s head is timestamped at the end; the checker trusts it under the root alone', async () => {
    const bundle = EvidenceBundle.parse(await platform.expert.collections.evidence(id));
    const trustAnchors = [platform.sandbox.rootCertificate];
    const report = await checkEvidenceLog(bundle, { trustAnchors });
    assert.deepEqual([report.valid, report.timestamps, report.findings], [true, 'TOTAL-PASSED', []]);
    assert.equal((await checkEvidenceLog(bundle)).timestamps, 'INDETERMINATE');
    const seq = bundle.timestamps.at(-1)?.seq ?? 0;
    const cut = { ...bundle, entries: bundle.entries.slice(0, seq - 1) };
    const last = cut.entries.at(-1);
    const recut = { ...cut, head: last ? { seq: last.seq, hash: last.hash } : null };
    const codes = (await checkEvidenceLog(recut, { trustAnchors })).findings.map(({ code }) => code);
    assert.ok(codes.includes('EVIDENCE_TRUNCATED'), codes.join());
    const forged = { ...bundle, timestamps: bundle.timestamps.map((one) => ({ ...one, hash: 'a'.repeat(64) })) };
    assert.equal((await checkEvidenceLog(forged, { trustAnchors })).timestamps, 'TOTAL-FAILED');
    const garbage = {
      ...bundle,
      timestamps: [{ seq: 1, hash: 'a'.repeat(64), token: '!', at: bundle.entries[0]?.at ?? '' }],
    };
    assert.equal((await checkEvidenceLog(garbage, { trustAnchors })).timestamps, 'TOTAL-FAILED');
  });

  test('an attestation shows its own signer and nobody else; pdfsig finds its seal valid', async () => {
    const { signers } = await platform.expert.collections.get(id);
    const first = signers.find(({ email }) => email === clients.first.email);
    const params = { transactionId: id, signatoryId: first?.id ?? '' };
    const file = await call(platform, operations.downloadAttestation, { as, params });
    const path = join(folder, 'attestation.pdf');
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
    assert.match((await execute('pdfsig', ['-nocert', path])).stdout, /Signature is Valid/);
    const { stdout: text } = await execute('pdftotext', ['-layout', path, '-']);
    assert.match(text, /Camille Cliente/);
    assert.match(text, /Ce n'est pas un certificat de Camille/);
    assert.match(text, /\+33 6 •• •• •• 11/);
    for (const foreign of [clients.second.email, clients.second.lastName, '•• 12', 'lanceur@cabinet.example'])
      assert.ok(!text.includes(foreign), foreign);
  });

  test('only a signature that was made is attested', async () => {
    const other = await draft(platform, ['first', 'second'], { order: 'parallel' });
    await platform.expert.collections.launch(other);
    const { signers } = await platform.expert.collections.get(other);
    const params = { transactionId: other, signatoryId: signers[1]?.id ?? '' };
    assert.equal((await problem(platform, operations.downloadAttestation, { as, params })).code, 'state_conflict');
  });

  test('the archive holds files, attestations, evidence and report, each with its hash', async () => {
    const files = await unpack(await call(platform, operations.downloadArchive, { as, params: { transactionId: id } }));
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as {
      files: { path: string; sha256: string }[];
    };
    const hash = async (bytes = new Uint8Array()) =>
      Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
    for (const { path, sha256 } of manifest.files) assert.equal(await hash(files[path]), sha256, path);
    const names = manifest.files.map(({ path }) => path);
    assert.equal(names.filter((path) => path.startsWith('documents/')).length, 2);
    assert.deepEqual(Object.keys(files).sort(), [...names, 'manifest.json'].sort());
    assert.deepEqual(
      names.filter((path) => path.startsWith('attestations/')),
      [
        'attestations/01-Camille_Cliente.pdf',
        'attestations/02-Dominique_Cogerant.pdf',
        'attestations/03-Cabinet_Exemple.pdf',
      ],
    );
    const said = JSON.parse(strFromU8(files['verification/01-document-1.json'] ?? new Uint8Array())) as {
      verifier: string;
      report: { conclusion: string; signatures: { trust: { indication: string } }[] };
    };
    assert.match(said.verifier, /the platform’s own/);
    assert.equal(said.report.conclusion, 'intact');
    assert.deepEqual(
      said.report.signatures.map(({ trust }) => trust.indication),
      ['TOTAL-PASSED', 'TOTAL-PASSED', 'TOTAL-PASSED'],
    );
    assert.equal(names.filter((path) => path.startsWith('certificats/titulaires/')).length, 3);
    const { entries } = EvidenceBundle.parse(await platform.expert.collections.evidence(id));
    assert.equal(entries.findLast(({ type }) => type === 'archive.downloaded')?.actor, `member:${platform.expertId}`);
    const again = await platform.expert.archive.download(id);
    assert.equal(Object.keys(unzipSync(again.bytes)).length, names.length + 1);
    const running = await draft(platform, ['first']);
    await platform.expert.collections.launch(running);
    const refused = { as, params: { transactionId: running } };
    assert.equal((await problem(platform, operations.downloadArchive, refused)).code, 'state_conflict');
  });

  const follow = (name: string, files: Files) => followGuide(join(folder, name), files);

  test('the pack for a dispute: every command of its LISEZMOI holds, with tools that are not ours', async () => {
    const files = unzipSync((await platform.expert.evidence.forDispute(id)).bytes);
    const printed = await follow('preuve', files);
    const count = (words: RegExp) => printed.match(words)?.length ?? 0;
    // Two documents of three signatures, three attestations.
    assert.equal(count(/Signature is Valid/g), 9);
    assert.equal(count(/CMS Verification successful/gi), 9);
    assert.doesNotMatch(printed, /Signature is Invalid|not verified|fail|revoked/i);
    assert.equal(count(/titulaires\/[^ ]+\.pem: OK/g), 3);
    assert.equal(count(/titulaires\/[^ ]+\.pem: good/g), 3);
    const stamps = Object.keys(files).filter((path) => path.endsWith('.tsr')).length;
    assert.ok(stamps >= 2);
    assert.equal(count(/Verification: OK/g), stamps);
    assert.match(printed, /chaîne entière \d+/);
    const bundle = JSON.parse(strFromU8(files['evidence.json'] ?? new Uint8Array())) as EvidenceBundle;
    const report = await checkEvidenceLog(bundle, { trustAnchors: [platform.sandbox.rootCertificate] });
    assert.equal(report.provenSeq, bundle.head?.seq, 'all that the pack holds is stamped');
  });

  test('a pack that somebody changed is found by the same commands', async () => {
    const files = unzipSync((await platform.expert.evidence.forDispute(id)).bytes);
    const text = strFromU8(files['evidence.json'] ?? new Uint8Array());
    const forged = { ...files, 'evidence.json': strToU8(text.replace('Camille', 'Claudia')) };
    await assert.rejects(follow('forged', forged), /evidence\.json a été modifié/);
    await assert.rejects(follow('resummed', resummed(forged)), /NE TIENT PAS : signataire Claudia/);
    const everywhere = { ...files, 'evidence.json': strToU8(text.replaceAll('Camille', 'Claudia')) };
    await assert.rejects(follow('everywhere', resummed(everywhere)), /NE TIENT PAS : entrée \d+ du journal, modifiée/);
    const [path = ''] = Object.keys(files).filter((name) => name.startsWith('documents/'));
    const broken = Uint8Array.from(files[path] ?? []);
    broken[700] = (broken[700] ?? 0) ^ 1;
    await assert.rejects(
      follow('broken', resummed({ ...files, [path]: broken })),
      /digest failure|verification failure/i,
    );
    const added = resummed({
      ...files,
      'documents/09-autre.pdf': files['attestations/01-Camille_Cliente.pdf'] ?? broken,
    });
    await assert.rejects(follow('added', added), /09-autre\.pdf n’est pas dans le journal/);
    await assert.rejects(follow('unsummed', { ...files, SHA256SUMS: strToU8('') }), /SHA256SUMS est vide/);
  });

  test('download links are taken back, one holder’s or all; each use was noted', async () => {
    const letters = await platform.sandbox.outbox.messages({ to: clients.first.email, channel: 'email' });
    const token = /telecharger#([\w-]+)/.exec(
      letters.findLast(({ text }) => text.includes('telecharger#'))?.text ?? '',
    )?.[1];
    const open = () =>
      platform.sandbox.fetch(
        new Request('http://localhost:4010/telecharger/liste', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token }),
        }),
      );
    assert.equal((await open()).status, 200);
    const revoke = (query: Record<string, string>) =>
      call(platform, operations.revokeLinks, { as, params: { transactionId: id }, query });
    assert.deepEqual(await revoke({ holder: clients.second.email }), { revoked: 1 });
    assert.equal((await open()).status, 200);
    assert.ok((await revoke({})).revoked >= 1);
    assert.equal((await open()).status, 404);
  });

  test('the log of a running collection is timestamped every day, and after the purge the pack still opens', async () => {
    const own = await startPlatform();
    const running = await draft(own, ['first']);
    await own.expert.collections.launch(running);
    for (let at = 0; at < 3; at++) {
      own.sandbox.clock.advance(day + 1000);
      await own.sandbox.outbox.drain();
      const page = visitor(own, await invitationOf(own, clients.first.email));
      await page.session();
      await (await renewed(own)).collections.remind(running);
    }
    const expert = await renewed(own);
    const { timestamps } = EvidenceBundle.parse(await expert.collections.evidence(running));
    assert.equal(timestamps.length, 3);
    await signBy(own, clients.first.email, running);
    const { purgeAt } = await expert.collections.get(running);
    own.sandbox.clock.set(new Date(Date.parse(purgeAt ?? '') + 1000));
    await own.sandbox.outbox.drain();
    const later = await callerOf(own);
    const response = await call(own, operations.downloadDisputePack, { as: later, params: { transactionId: running } });
    const files = await unpack(response);
    assert.equal(Object.keys(files).filter((path) => path.startsWith('documents/')).length, 0);
    assert.match(strFromU8(files['LISEZMOI.txt'] ?? new Uint8Array()), /Les documents ont été purgés/);
    await own.sandbox.close();
  });
});
