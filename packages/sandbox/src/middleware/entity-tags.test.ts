import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../problem.ts';
import { allowedVersions, entityTag, isKnown } from './entity-tags.ts';

const withHeader = (name: string, value: string) => new Request('http://localhost/', { headers: { [name]: value } });

test('If-Match: one tag, the tag of what was read, a list, any; weak and foreign ones match nothing', () => {
  const versions = (value: string) => allowedVersions(withHeader('if-match', value));
  assert.deepEqual(versions('"v3"'), [3]);
  assert.deepEqual(versions('"v3-0123456789abcdef"'), [3]);
  assert.deepEqual(versions(' "v1" ,, "v2","x,y" '), [1, 2]);
  assert.deepEqual(versions('W/"v3"'), []);
  assert.deepEqual(versions('W/"v3", "v4"'), [4]);
  assert.deepEqual(versions('"etag of others"'.replaceAll(' ', '-')), []);
  assert.equal(versions('*'), null);
  assert.equal(allowedVersions(new Request('http://localhost/')), null);
  for (const malformed of ['v3', '"v3', '"v3" "v4"', '*, "v3"', `${'"v1",'.repeat(60)}`]) {
    assert.throws(() => versions(malformed), Refusal, malformed);
  }
});

test('If-None-Match compares weakly', async () => {
  const tag = await entityTag('{"version":3}');
  assert.match(tag, /^"v3-[0-9a-f]{16}"$/);
  assert.notEqual(await entityTag('{"version":3,"viewedAt":null}'), tag);
  assert.match(await entityTag('{"data":[]}'), /^"[0-9a-f]{16}"$/);
  assert.ok(isKnown(withHeader('if-none-match', tag), tag));
  assert.ok(isKnown(withHeader('if-none-match', `"other", W/${tag}`), tag));
  assert.ok(isKnown(withHeader('if-none-match', '*'), tag));
  assert.ok(!isKnown(withHeader('if-none-match', '"v3"'), tag));
  assert.ok(!isKnown(new Request('http://localhost/'), tag));
});
