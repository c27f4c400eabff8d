import { randomBytes, toBase64Url } from './crypto.ts';

/** Text made safe inside HTML. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
:root{color-scheme:light dark;--ink:light-dark(#16243a,#e8edf5);--soft:light-dark(#55627a,#a9b4c6);--ground:light-dark(#f4f6f9,#0f1622);
--card:light-dark(#fff,#182233);--line:light-dark(#d5dce6,#31405a);--accent:light-dark(#0b5c8a,#6cc0ee);--on:light-dark(#fff,#0b1420);--bad:light-dark(#a3201d,#ff9d96);--good:light-dark(#1c6b45,#7fd6a8);--tint:light-dark(#eef4f9,#1e2c42)}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;min-height:100vh;display:grid;grid-template-columns:minmax(0,34rem);justify-content:center;align-content:start;padding:clamp(1rem,6vh,4rem) 1rem}
main{min-width:0;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:clamp(1.25rem,5vw,2.25rem);box-shadow:0 12px 40px rgb(0 0 0/.06);overflow-wrap:anywhere}
h1{font-size:1.45rem;line-height:1.25;margin:0 0 .5rem;text-wrap:balance}h2{font-size:1rem;line-height:1.4;margin:1.5rem 0 .25rem}p{margin:.5rem 0 1rem}.brand{font-weight:650;color:var(--accent);margin:0 0 1.5rem;letter-spacing:.01em}.soft,.step{color:var(--soft)}.step{margin:0 0 .25rem;font-size:.9rem}
a{color:var(--accent)}small{display:block;color:var(--soft);font-size:.875rem}.soft{font-size:.9rem;margin:1.25rem 0 0}
fieldset{border:0;padding:0;margin:1.25rem 0;min-width:0;display:grid;gap:.6rem}legend{font-weight:600;padding:0;margin-bottom:.5rem}
label.choice{display:flex;gap:.75rem;align-items:flex-start;border:1px solid var(--line);border-radius:10px;padding:.7rem .9rem;min-height:44px;cursor:pointer}label.choice:hover{background:var(--tint)}label.choice>span{min-width:0}
label.choice input{flex:none;width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--accent)}
label.choice:has(:checked){border-color:var(--accent);outline:1px solid var(--accent);background:var(--tint)}
form+form{margin-top:.75rem}button,a.button{display:inline-flex;align-items:center;justify-content:center;min-height:46px;width:100%;border:1px solid transparent;border-radius:10px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer;text-decoration:none;padding:.5rem 1rem}
button+button{margin-top:.75rem}button.secondary{background:none;color:var(--accent);border-color:var(--accent)}button:hover{filter:brightness(1.08)}button.secondary:hover{background:var(--tint)}
.search{display:grid;gap:.5rem;margin:1.25rem 0}.search input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:10px;min-height:44px;padding:.4rem .8rem;width:100%}.search label{font-weight:600}
dl{margin:1.25rem 0;border:1px solid var(--line);border-radius:10px}dl>div{display:grid;grid-template-columns:5.5rem 1fr;gap:.5rem;padding:.65rem .9rem}dl>div+div{border-top:1px solid var(--line)}dt{color:var(--soft)}dd{margin:0;font-weight:600}dd small{font-weight:400}@media(max-width:26rem){dl>div{grid-template-columns:1fr;gap:0}}
ul{padding-left:1.1rem;margin:.25rem 0}li{margin:.4rem 0}ul.can,ul.cannot{list-style:none;padding:0}ul.can li,ul.cannot li{position:relative;padding-left:1.6rem}ul.can li::before,ul.cannot li::before{position:absolute;left:0;font-weight:700}ul.can li::before{content:'✓' / '';color:var(--good)}ul.cannot li::before{content:'✕' / '';color:var(--bad)}
.note{background:var(--tint);border-radius:10px;padding:.75rem .9rem}.alert{border:2px solid var(--bad);border-radius:10px;padding:.25rem .9rem;margin:1rem 0}.alert p{margin:.5rem 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.bad{color:var(--bad)}label+p.bad{margin:0}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`;

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
