import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { multipart } from './multipart.ts';

const read = async (form: Blob) => new Response(form, { headers: { 'content-type': form.type } }).formData();

test('what is written is what a reader of forms finds, whatever texts and bytes it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.uint8Array({ maxLength: 500 }), async (text, bytes) => {
      const file = { file: new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), name: 'bilan d’été.pdf' };
      const form = await read(multipart({ file, fields: text, left: undefined }));
      const found = form.get('file') as File;
      assert.deepEqual([...form.keys()], ['file', 'fields']);
      assert.equal(found.name, 'bilan d’été.pdf');
      assert.equal(found.type, 'application/pdf');
      assert.deepEqual(new Uint8Array(await found.arrayBuffer()), new Uint8Array(bytes));
      assert.equal(form.get('fields'), text);
    }),
    { numRuns: 200 },
  );
});

test('a name can’t end its header or begin another one', async () => {
  const form = multipart({ file: { file: new Blob(['x']), name: 'a"\r\nX-Evil: 1\r\n\r\n.pdf' } });
  const text = await form.text();
  assert.match(
    text,
    /filename="a%22%0D%0AX-Evil: 1%0D%0A%0D%0A\.pdf"\r\nContent-Type: application\/octet-stream\r\n\r\nx/,
  );
  assert.equal([...(await read(form)).keys()].length, 1);
});
