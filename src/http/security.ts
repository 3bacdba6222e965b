// Security: what a browser may do with a page. It runs no scripts, not even the author's.

import { STYLE_DIGEST } from '../pages/style.ts';

/** Posts may show pictures, sound, video and frames from any site; everything else is forbidden. */
const POLICY: readonly (readonly [directive: string, ...sources: string[]])[] = [
  ['default-src', "'none'"],
  ['img-src', '*'],
  ['media-src', '*'],
  ['frame-src', 'https:', 'http:'],
  // Only the site's own style sheet; style attributes are forbidden too.
  ['style-src', `'${STYLE_DIGEST}'`],
  // These three do not fall back to default-src.
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['frame-ancestors', "'self'"],
];

/**
 * The headers of every page. Strict-Transport-Security is left out: it affects the whole domain, so the owner must
 * decide on it.
 */
export const PAGE_SECURITY: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY.map((parts) => parts.join(' ')).join('; '),
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'SAMEORIGIN',
  // No other window may reach into the page.
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Not stricter: embedded video players refuse to play for a page that does not say where it is.
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};
