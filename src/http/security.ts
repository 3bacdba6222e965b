// Security: what a browser may do with a page. No script runs, whoever wrote it and however it got there.

import { STYLE_DIGEST } from '../pages/style.ts';

/** Posts show pictures, sound and frames from anywhere, as their authors please; everything else is refused. */
const POLICY: readonly (readonly [directive: string, ...sources: string[]])[] = [
  ['default-src', "'none'"],
  ['img-src', '*'],
  ['media-src', '*'],
  ['frame-src', 'https:', 'http:'],
  // The site's own style sheet and no other, not even in an attribute.
  ['style-src', `'${STYLE_DIGEST}'`],
  // These three do not fall back to default-src.
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['frame-ancestors', "'self'"],
];

/**
 * The headers of every page. Strict-Transport-Security is left out, because it is the owner's promise for the whole
 * domain.
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
