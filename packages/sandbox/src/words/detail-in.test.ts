import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { detailIn } from './detail-in.ts';
import { detailPairs } from './detail-pairs.ts';

const curly = (sentence: string) => sentence.replaceAll("'", '’');

test('a detail is told in the language asked for, whichever it was written in', () => {
  for (const [en, fr] of [
    ['No such collection', 'Cette collecte n’existe pas'],
    ['The collection is cancelled', 'La collecte est annulée'],
    [
      'The collection is expired: its documents are no longer handed out',
      'La collecte est expirée : ses documents ne sont plus remis',
    ],
    ['The collection is at version 7', 'La collecte en est à la version 7'],
    ['(386, 0) leaves page 1 of 595 × 842', '(386, 0) sort de la page 1 de 595 × 842'],
    ['Jeanne d’Arc has left the firm', 'Jeanne d’Arc a quitté le cabinet'],
  ] as const) {
    assert.equal(detailIn('fr', en), fr);
    assert.equal(detailIn('en', fr), en);
    assert.equal(detailIn('en', en), en);
    assert.equal(detailIn('fr', fr), fr);
  }
  assert.equal(
    detailIn('fr', 'A sentence that nobody has put into French'),
    'A sentence that nobody has put into French',
  );
});

test('each sentence has its own translation, with as many places to fill in', () => {
  for (const [en, fr] of detailPairs) {
    assert.equal(en.split('{}').length, fr.split('{}').length, en);
    const fill = (text: string) => text.split('{}').reduce((all, part, at) => `${all}<${at}>${part}`);
    assert.equal(detailIn('fr', fill(en)), fill(fr));
    assert.equal(detailIn('en', fill(fr)), fill(en));
  }
});

test('every detail that a refusal is written with is there in both languages', async () => {
  const root = join(import.meta.dirname, '..');
  const files = (await readdir(root, { recursive: true })).filter((name) => /(?<!\.test|\.harness)\.ts$/.test(name));
  const known = new Set(detailPairs.flat().map(curly));
  const missing: string[] = [];
  let found = 0;
  for (const file of files) {
    const source = await readFile(join(root, file), 'utf8');
    for (const [, quoted = ''] of source.matchAll(
      /new Refusal\(\s*(?:'[a-z_]+'|[\w.]+),\s*('(?:[^'\\]|\\.)*'|"[^"]*"|`(?:[^`\\]|\\.)*`)/g,
    )) {
      found += 1;
      const sentence = quoted
        .slice(1, -1)
        .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '{}')
        .replaceAll("\\'", "'");
      // Nobody but the log reads why the platform failed.
      if (/new Refusal\(\s*'internal'/.test(source.slice(source.indexOf(quoted) - 40, source.indexOf(quoted))))
        continue;
      // Put together of sentences, each of which is known by itself.
      if (!/[a-z]/i.test(sentence)) continue;
      if (!known.has(curly(sentence))) missing.push(`${file}: ${sentence}`);
    }
  }
  assert.ok(found > 80, `only ${found} were found`);
  assert.deepEqual(missing, [], 'add them to words/detail-pairs.ts');
});
