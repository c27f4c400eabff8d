import { fromHex } from '../certificates/bytes.ts';
import { sha256Hex, toBase64 } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { codeFramePage } from '../pages/code-frame-page.ts';
import { Refusal } from '../problem.ts';
import type { App } from '../route.ts';

/** The frame in which consent and codes are given, an editor's own by its `frame-ancestors`, and its script. */
export function codeFrameRoutes(app: App, { db, codeFrame, settings }: Dependencies): void {
  if (codeFrame === null) return;
  const digest = sha256Hex(codeFrame);
  const name = digest.then((hash) => `${hash.slice(0, 32)}.js`);
  app.get('/code-frame/script/:name', async (context) => {
    if (context.req.param('name') !== (await name)) throw new Refusal('not_found', 'No such address');
    const headers = {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
    };
    return new Response(codeFrame, { headers });
  });
  app.get('/code-frame/:editor', async (context) => {
    const shortcut = context.req.param('editor');
    const row = await db.selectFrom('editors').select('origins').where('shortcut', '=', shortcut).executeTakeFirst();
    if (!row) throw new Refusal('not_found', 'No editor has this shortcut');
    const { baseUrl } = settings;
    const integrity = `sha256-${toBase64(fromHex(await digest))}`;
    const script = { url: `${baseUrl}/code-frame/script/${await name}`, integrity };
    return codeFramePage({ editor: shortcut, origins: row.origins, baseUrl, script });
  });
}
