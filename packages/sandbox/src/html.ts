import { randomBytes, toBase64Url } from './crypto.ts';

/** Text made safe inside HTML. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
:root{color-scheme:light dark;--ink:light-dark(#16243a,#e8edf5);--soft:light-dark(#55627a,#a9b4c6);--ground:light-dark(#f4f6f9,#0f1622);
--card:light-dark(#fff,#182233);--line:light-dark(#d5dce6,#31405a);--accent:light-dark(#0b5c8a,#6cc0ee);--on:light-dark(#fff,#0b1420);--bad:light-dark(#a3201d,#ff9d96)}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;min-height:100vh;display:grid;place-items:start center;padding:clamp(1rem,6vh,5rem) 1rem}
main{width:min(34rem,100%);background:var(--card);border:1px solid var(--line);border-radius:14px;padding:clamp(1.25rem,5vw,2.25rem);box-shadow:0 12px 40px rgb(0 0 0/.06)}
h1{font-size:1.45rem;line-height:1.25;margin:0 0 .5rem}p{margin:.5rem 0 1rem}.brand{font-weight:650;color:var(--accent);margin:0 0 1.5rem;letter-spacing:.01em}.soft{color:var(--soft)}
fieldset{border:0;padding:0;margin:1.25rem 0;display:grid;gap:.6rem}legend{font-weight:600;padding:0;margin-bottom:.5rem}
label.choice{display:flex;gap:.75rem;align-items:center;border:1px solid var(--line);border-radius:10px;padding:.7rem .9rem;min-height:44px;cursor:pointer}
label.choice:has(:checked){border-color:var(--accent);outline:1px solid var(--accent)}label.choice small{display:block;color:var(--soft)}
button,a.button{display:inline-flex;align-items:center;justify-content:center;min-height:46px;width:100%;border:0;border-radius:10px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer;text-decoration:none;padding:.5rem 1rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}ul{padding-left:1.1rem}.bad{color:var(--bad)}li{margin:.4rem 0}`;

/**
 * A page of the platform in French. Its policy lets nothing in but the page's own style and script, by nonce; the page
 * may be framed by nobody.
 */
export function page(
  title: string,
  body: string,
  options: { readonly status?: number; readonly script?: string; readonly formTargets?: string } = {},
): Response {
  const nonce = toBase64Url(randomBytes(16));
  const script = options.script ? `<script nonce="${nonce}">${options.script}</script>` : '';
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)} – Je Signe Expert</title><style nonce="${nonce}">${style}</style></head><body><main><p class="brand">Je Signe Expert · bac à sable</p>${body}</main>${script}</body></html>`;
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    `form-action 'self' ${options.formTargets ?? ''}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
  };
  return new Response(html, { status: options.status ?? 200, headers });
}
