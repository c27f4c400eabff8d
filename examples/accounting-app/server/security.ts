import type { MiddlewareHandler } from 'hono';
import type { AppSettings } from './settings.ts';

/**
 * The policy of every page: own scripts and styles alone, the platform as the one other address to talk to, and the two
 * Trusted Types policies of the elements.
 */
export function securityHeaders({ platformUrl }: AppSettings): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${platformUrl}`,
    `frame-src ${platformUrl}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html jse',
  ].join('; ');
  // Codes come by SMS to these pages, and to the platform's frame within them; nobody else may read them.
  const permissions = `otp-credentials=(self "${new URL(platformUrl).origin}")`;
  return async (context, next) => {
    await next();
    context.header('content-security-policy', policy);
    context.header('referrer-policy', 'no-referrer');
    context.header('x-content-type-options', 'nosniff');
    context.header('permissions-policy', permissions);
  };
}

/** Refuses a change asked for by another site: browsers state the origin of every such request. */
export function sameOrigin({ origin }: AppSettings): MiddlewareHandler {
  return async (context, next) => {
    const unsafe = context.req.method !== 'GET' && context.req.method !== 'HEAD';
    if (unsafe && context.req.header('origin') !== origin)
      return context.json({ code: 'forbidden', title: 'Requête refusée' }, 403);
    return next();
  };
}
