import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferredLanguage } from './language.ts';

for (const [header, language] of [
  [null, 'fr'],
  ['', 'fr'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['de, en;q=0.5', 'en'],
  ['de', 'fr'],
  ['fr;q=0.2, en;q=0.8', 'en'],
  ['en;q=0.2, fr;q=0.8', 'fr'],
  ['en, fr', 'en'],
  ['fr, en', 'fr'],
  ['*', 'fr'],
  ['en;q=0', 'fr'],
  ['fr;q=0, *', 'en'],
  ['*, en', 'en'],
  ['EN', 'en'],
  [';;;q=,,', 'fr'],
] as const) {
  test(`Accept-Language ${header} gets ${language}`, () => assert.equal(preferredLanguage(header), language));
}
