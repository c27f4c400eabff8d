import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from './clock.ts';
import { createLog, type LogEvent, maskSecrets } from './log.ts';

test('fields that are not listed do not get into the log, and texts are masked', () => {
  const lines: LogEvent[] = [];
  const log = createLog((line) => lines.push(line), createClock());
  log({
    event: 'job.failed',
    id: 'job_AAAAAAAAAAAAAAAAAAAA',
    token: 'x',
    error: 'to camille@client.example',
    attempts: 2,
  });
  const { at, ...rest } = lines[0] ?? { event: '' };
  assert.match(String(at), /^\d{4}-.*Z$/);
  assert.deepEqual(rest, { event: 'job.failed', id: 'job_AAAAAAAAAAAAAAAAAAAA', error: 'to •••', attempts: 2 });
});

test('addresses, phones, codes, tokens and digests are masked; ids and lines of code stay', () => {
  for (const [text, masked] of [
    ['Key (email)=(jean.dupont+x@cabinet.example) already exists', 'Key (email)=(•••) already exists'],
    ['+33639980011', '•••'],
    ['06 39 98 00 11 !', '••• !'],
    ['code 123456.', 'code •••.'],
    [`token ${'a'.repeat(43)}`, 'token •••'],
    [`${'0'.repeat(64)}`, '•••'],
    ['at run (file:///work/src/app.ts:61:12)', 'at run (file:///work/src/app.ts:61:12)'],
    ['col_0123-56789abcdef_XYZ is gone', 'col_0123-56789abcdef_XYZ is gone'],
  ] as const) {
    assert.equal(maskSecrets(text), masked);
  }
});
