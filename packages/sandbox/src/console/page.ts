import { randomBytes, toBase64Url } from '../crypto.ts';
import { consoleScript } from './script.ts';
import { consoleStyle } from './style.ts';

/**
 * The console: one page with its own style and script, let in by nonce; it loads nothing else, talks to its own origin
 * only, and may be framed by nobody. All data come from `/sandbox/*` with the developer token.
 */
export function consolePage(): Response {
  const nonce = toBase64Url(randomBytes(16));
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>Console du bac à sable – Je Signe Expert</title><style nonce="${nonce}">${consoleStyle}</style></head><body><div id="app"></div><noscript>Cette page a besoin de JavaScript.</noscript><script nonce="${nonce}">${consoleScript}</script></body></html>`;
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ];
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
    },
  });
}
