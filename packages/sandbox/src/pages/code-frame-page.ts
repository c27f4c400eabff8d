import { randomBytes, toBase64Url } from '../crypto.ts';
import { escapeHtml } from '../html.ts';

/** What the frame's page is made for: the editor, the origins of the pages that may hold it, and its script. */
export interface CodeFramePage {
  readonly editor: string;
  readonly origins: readonly string[];
  readonly baseUrl: string;
  readonly script: { readonly url: string; readonly integrity: string };
}

const style = `:root{color-scheme:light dark}:root[data-scheme=light]{color-scheme:light}:root[data-scheme=dark]{color-scheme:dark}body{margin:0;background:Canvas;color:CanvasText;font:1rem/1.5 system-ui,sans-serif}.said{margin:0;padding:.75rem}`;

/**
 * The page in which consent and code are given, inside a page of the vendor's that cannot reach into it. Only pages of
 * the editor's registered origins may hold it (`frame-ancestors`); it loads its one script, talks to the platform alone,
 * and learns what to sign from the page around it by one message whose origin it checks.
 */
export function codeFramePage({ editor, origins, baseUrl, script }: CodeFramePage): Response {
  const nonce = toBase64Url(randomBytes(16));
  const data = { editor, baseUrl, origins: origins.join(' ') };
  const attributes = Object.entries(data).map(([name, value]) => `data-${name.toLowerCase()}="${escapeHtml(value)}"`);
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>Code confidentiel – Je Signe Expert</title><style nonce="${nonce}">${style}</style><script type="module" nonce="${nonce}" src="${escapeHtml(script.url)}" integrity="${script.integrity}"></script></head><body ${attributes.join(' ')}><noscript><p class="said">Cette page a besoin de JavaScript.</p></noscript></body></html>`;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}' 'self'`,
    'img-src data:',
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${origins.length > 0 ? origins.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'permissions-policy': 'otp-credentials=(self), camera=(), microphone=(), geolocation=(), display-capture=()',
      // No page of the same site shares its process, or its globals, with this one.
      'origin-agent-cluster': '?1',
      // A vendor's page may be cross-origin isolated: then what it holds must agree to it.
      'cross-origin-resource-policy': 'cross-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cache-control': 'no-store',
    },
  });
}
