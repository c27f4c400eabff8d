import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { type Files, followGuide, guideOf, unpackInto } from './follow-guide.ts';
import { clients, draft, type Platform, renewed, signBy, startPlatform } from './platform.ts';

const execute = promisify(execFile);
const day = 86_400_000;
const expertEmail = 'expert@cabinet.example';

describe('packs for a dispute, whatever has happened since', () => {
  let platform: Platform;
  let folder: string;
  before(async () => {
    platform = await startPlatform({ settings: { padesLevel: 'B-T' } });
    folder = await mkdtemp(join(tmpdir(), 'jse-dispute-'));
  });
  after(async () => {
    await platform.sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const fresh = async (): Promise<Platform> => ({ ...platform, expert: await renewed(platform) });
  const packOf = async (id: string): Promise<Files> =>
    unzipSync((await (await renewed(platform)).evidence.forDispute(id)).bytes);
  /** A collection in which all have signed; the invitations are sent before anybody looks for his. */
  async function signed(signers: Parameters<typeof draft>[1], emails: readonly string[]): Promise<string> {
    const own = await fresh();
    const id = await draft(own, signers);
    await own.expert.collections.launch(id);
    for (const email of emails) {
      await platform.sandbox.outbox.drain();
      await signBy(platform, email, id);
    }
    await platform.sandbox.outbox.drain();
    return id;
  }
  const sound = (printed: string) => {
    assert.doesNotMatch(printed, /Status times invalid|fail|error|Signature is Invalid/i);
    assert.match(printed, /chaîne entière \d+/);
  };

  test('one that nobody has signed yet asks for no signature, and holds', async () => {
    // The platform's time is not the reader's: what it says of certificates is of a month after he reads it.
    platform.sandbox.clock.advance(30 * day);
    const own = await fresh();
    const id = await draft(own, ['first']);
    await own.expert.collections.launch(id);
    const files = await packOf(id);
    assert.doesNotMatch(guideOf(files), /p7s|pdfsig -nocert/);
    sound(await followGuide(join(folder, 'unsigned'), files));
    await followScript('unsigned');
  });

  /** Runs a pack's script from elsewhere; `path` goes before the machine's. */
  async function followScript(name: string, path = ''): Promise<string> {
    const env = { ...process.env, PATH: `${path}${process.env['PATH'] ?? ''}` };
    const { stdout, stderr } = await execute('sh', [join(folder, name, 'verifier.sh')], { cwd: tmpdir(), env });
    assert.match(stdout, /Toutes les commandes ont abouti/);
    return `${stdout}${stderr}`;
  }

  test('the script runs all of it, and asks for an openssl that can', async () => {
    const id = await signed(['first'], [clients.first.email]);
    await unpackInto(join(folder, 'script'), await packOf(id));
    const printed = await followScript('script');
    assert.equal(printed.match(/CMS Verification successful/gi)?.length, 2);
    sound(printed);
    const old = await mkdtemp(join(folder, 'old-'));
    await writeFile(join(old, 'openssl'), '#!/bin/sh\necho LibreSSL 3.3.6\n');
    await chmod(join(old, 'openssl'), 0o755);
    await assert.rejects(followScript('script', `${old}:`), /Il faut OpenSSL 3.*LibreSSL 3\.3\.6/);
  });

  test('a document that came signed from elsewhere, by an authority of the same name, under a foreign name', async () => {
    const elsewhere = await startPlatform();
    const theirs = await draft(elsewhere, ['first']);
    await elsewhere.expert.collections.launch(theirs);
    await signBy(elsewhere, clients.first.email, theirs);
    const [document] = (await elsewhere.expert.collections.get(theirs)).documents;
    const { bytes } = await elsewhere.expert.documents.download(theirs, document?.id ?? '');
    await elsewhere.sandbox.close();

    const { expert } = await fresh();
    const { id } = await expert.collections.create({ title: 'Deuxième tour' });
    await expert.documents.upload(id, 1, bytes, { name: 'договор.pdf' });
    await expert.signers.add(id, { order: 1, level: 'simple', ...clients.second });
    await expert.collections.launch(id);
    await platform.sandbox.outbox.drain();
    await signBy(platform, clients.second.email, id);
    const files = await packOf(id);
    assert.ok('documents/01-sans-nom.pdf' in files, Object.keys(files).join());
    // Of the platform and of its timestamp authority; theirs bear the same names.
    assert.equal(Object.keys(files).filter((path) => path.startsWith('certificats/titulaires/')).length, 2);
    assert.match(guideOf(files), /1 signature\(s\) d’une autre autorité/);
    const printed = await followGuide(join(folder, 'foreign'), files);
    assert.equal(printed.match(/CMS Verification successful/gi)?.length, 2);
    assert.equal(printed.match(/Signature is Valid/g)?.length, 3);
    sound(printed);
  });

  test('a certificate that was revoked after it had signed', async () => {
    const id = await signed(['expert', 'seal'], [expertEmail, 'lanceur@cabinet.example']);
    platform.sandbox.clock.advance(day);
    const { certificates } = await renewed(platform);
    const own = (await certificates.list()).find(({ memberId }) => memberId === platform.expertId);
    await certificates.revoke(own?.serial ?? '', 'superseded');
    const files = await packOf(id);
    assert.match(
      guideOf(files),
      /a été révoqué le .* \(heure de Paris\) ; sa dernière signature .*, avant : il est vérifié/,
    );
    const printed = await followGuide(join(folder, 'revoked'), files);
    assert.equal(printed.match(/\.pem: revoked/g)?.length, 1);
    assert.equal(printed.match(/titulaires\/[^ ]+\.pem: OK/g)?.length, 4);
    sound(printed);
  });

  // The last one: the clock goes on by years.
  for (const padesLevel of ['B-B', 'B-T'] as const)
    test(`a certificate that has come to its end since, at ${padesLevel}`, async () => {
      const own = await startPlatform({ settings: { padesLevel } });
      const ends = (await own.expert.certificates.list()).map(({ notAfter }) => Date.parse(notAfter));
      own.sandbox.clock.set(new Date(Math.min(...ends) - 5 * day));
      const expert = await renewed(own);
      const id = await draft({ ...own, expert }, ['expert', 'seal']);
      await expert.collections.launch(id);
      await signBy(own, expertEmail, id);
      await own.sandbox.outbox.drain();
      await signBy(own, 'lanceur@cabinet.example', id);
      own.sandbox.clock.advance(30 * day);
      const files = unzipSync((await (await renewed(own)).evidence.forDispute(id)).bytes);
      assert.match(guideOf(files), /a pris fin le .* ; sa dernière signature .*, avant : il est vérifié/);
      const printed = await followGuide(join(folder, padesLevel), files);
      assert.equal(printed.match(/CMS Verification successful/gi)?.length, 4);
      sound(printed);
      await own.sandbox.close();
    });
});
