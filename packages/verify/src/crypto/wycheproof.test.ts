import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { corpusJson, skipCorpus } from '../../test/corpus.ts';
import { judgeVectors, vectorFiles, type Group } from '../../test/wycheproof.ts';

const told = new Map<string, string>();

for (const file of vectorFiles) {
  test(`every valid vector holds, no invalid one does: ${file}`, { skip: skipCorpus }, async () => {
    const { testGroups } = corpusJson(`wycheproof/${file}.json`) as { testGroups: Group[] };
    const { counted, wrong, acceptable } = await judgeVectors(testGroups);
    assert.ok(counted > 0);
    assert.deepEqual(wrong, []);
    for (const [vector, holds] of Object.entries(acceptable)) {
      told.set(`${file} ${vector}`, holds === true ? 'accepted' : 'refused');
    }
  });
}

// Each of them has a row in docs/verification.md, with the reason.
test('the vectors that may be either are judged as documented, one by one', { skip: skipCorpus }, () => {
  const page = readFileSync(new URL('../../../../docs/verification.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (\d+ .+?\]) +\| (accepted|refused) +\|/gm)];
  assert.deepEqual(new Map(rows.map(([, file, vector, holds]) => [`${file} ${vector}`, holds])), told);
  assert.ok(told.size > 0);
});
