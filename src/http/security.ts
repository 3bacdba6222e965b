// Security: what a browser may do with a page. No script runs, whoever wrote it and however it got there.

import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono/quick';
import { secureHeaders } from 'hono/secure-headers';
import { STYLE_DIGEST } from '../pages/style.ts';

/**
 * The headers of pages. Posts show pictures, sound and frames from anywhere, as their authors please. Left out is what
 * is the owner's to promise for the whole domain (Strict-Transport-Security), what every answer says and not only pages
 * (X-Content-Type-Options), and what only asks browsers of long ago.
 */
const secure = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    imgSrc: ['*'],
    mediaSrc: ['*'],
    frameSrc: ['https:', 'http:'],
    styleSrc: [`'${STYLE_DIGEST}'`],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'self'"],
  },
  // No stricter: embedded video players refuse to play for a page that does not say where it is.
  referrerPolicy: 'strict-origin-when-cross-origin',
  crossOriginResourcePolicy: false,
  originAgentCluster: false,
  strictTransportSecurity: false,
  xContentTypeOptions: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  removePoweredBy: false,
});

/** They are the same for every page, so the middleware is asked once and not for each answer. */
export const PAGE_SECURITY = await headersOf(secure);

async function headersOf(middleware: MiddlewareHandler): Promise<Readonly<Record<string, string>>> {
  const page = new Hono().get('/', middleware, (c) => c.body(null));
  const { headers } = await page.request('/');
  return Object.fromEntries(headers);
}
