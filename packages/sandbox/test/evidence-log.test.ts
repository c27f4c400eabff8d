import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { checkEvidenceLog, EvidenceBundle } from '@jse/verify/evidence';
import { strFromU8, unzipSync } from 'fflate';
import { clients, codeOf, draft, invitationOf, openCeremony, type Platform, renewed } from './platform.ts';
import { signBy, startPlatform, visitor } from './platform.ts';

const minute = 60_000;

describe('the log of a collection is found honest', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.sandbox.close());

  /** What the checker finds in a bundle; it must be nothing. */
  const findingsIn = async (bundle: unknown) => {
    const { at = '' } = EvidenceBundle.parse(bundle).entries.at(-1) ?? {};
    const options = { trustAnchors: [platform.sandbox.rootCertificate], at: new Date(Date.parse(at) + minute) };
    return (await checkEvidenceLog(bundle, options)).findings.map(({ code, message }) => `${code} ${message.en}`);
  };

  test('whoever reads while the last signer signs sees one moment: before, or after', async () => {
    const id = await draft(platform, ['first', 'second'], { order: 'parallel' });
    await platform.expert.collections.launch(id);
    await signBy(platform, clients.first.email, id);
    const page = visitor(platform, await invitationOf(platform, clients.second.email));
    const ceremony = await openCeremony(page, id);
    const code = await codeOf(platform, ceremony.reference);
    const bundles: unknown[] = [];
    let going = true;
    const read = async () => {
      while (going) bundles.push(await platform.expert.collections.evidence(id));
    };
    const pack = async () => {
      while (going) {
        const files = unzipSync((await platform.expert.evidence.forDispute(id)).bytes);
        bundles.push(JSON.parse(strFromU8(files['evidence.json'] ?? new Uint8Array())));
      }
    };
    const readers = [read(), read(), read(), pack(), pack()];
    await page.ceremonies.sign(ceremony.id, code);
    await platform.sandbox.outbox.drain();
    going = false;
    await Promise.all(readers);
    const states = new Set(bundles.map((bundle) => EvidenceBundle.parse(bundle).collection.state));
    assert.deepEqual([...states].sort(), ['completed', 'ongoing'], 'both moments were read');
    for (const bundle of bundles) assert.deepEqual(await findingsIn(bundle), []);
  });

  test('a process whose clock is behind writes no entry that is older than the one before', async () => {
    const id = await draft(platform, ['first']);
    platform.sandbox.clock.advance(minute);
    await platform.expert.collections.launch(id);
    await platform.sandbox.outbox.drain();
    platform.sandbox.clock.advance(-minute);
    await signBy(platform, clients.first.email, id);
    await platform.sandbox.outbox.drain();
    assert.deepEqual(await findingsIn(await platform.expert.collections.evidence(id)), []);
  });

  test('the purge is in the log, and the log is stamped after it', async () => {
    platform.sandbox.clock.advance(2 * minute);
    const id = await draft(platform, ['first']);
    await platform.expert.collections.launch(id);
    await signBy(platform, clients.first.email, id);
    await platform.sandbox.outbox.drain();
    const { purgeAt } = await platform.expert.collections.get(id);
    platform.sandbox.clock.set(new Date(Date.parse(purgeAt ?? '') + 1000));
    await platform.sandbox.outbox.drain();
    const bundle = EvidenceBundle.parse(await (await renewed(platform)).collections.evidence(id));
    assert.equal(bundle.collection.state, 'purged');
    const purged = bundle.entries.filter(({ type }) => type === 'collection.purged');
    assert.deepEqual(
      purged.map(({ actor, data }) => [actor, data]),
      [['platform', { purgeAt, documents: bundle.documents.map((one) => one.id) }]],
    );
    assert.ok((bundle.timestamps.at(-1)?.seq ?? 0) >= (purged[0]?.seq ?? Infinity));
    assert.deepEqual(await findingsIn(bundle), []);
  });
});
