import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpusJson, skipCorpus } from '../../test/corpus.ts';
import { judgeVectors, vectorFiles, type Group } from '../../test/wycheproof.ts';

for (const file of vectorFiles) {
  test(`every valid vector holds, no invalid one does: ${file}`, { skip: skipCorpus }, async () => {
    const { testGroups } = corpusJson(`wycheproof/${file}.json`) as { testGroups: Group[] };
    const { counted, wrong } = await judgeVectors(testGroups);
    assert.ok(counted > 0);
    assert.deepEqual(wrong, []);
  });
}
