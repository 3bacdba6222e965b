// Negotiation: which format of a feed a request prefers, where the address does not say it.

import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { FORMATS, type Format } from '../feeds/formats.ts';

/** Media types that mean a format, though they are not its own. */
const LOOSE_TYPES: Readonly<Record<string, Format['name']>> = {
  'application/xml': 'rss',
  'text/xml': 'rss',
  'application/json': 'json',
};

/** The format that `Accept` prefers (RFC 9110 section 12.5.1); RSS when it names none of ours. */
export function preferredFormat(c: Context): Format {
  const [fallback] = FORMATS as [Format];
  const preferred = accepts(c, {
    header: 'Accept',
    supports: [...FORMATS.map(({ mediaType }) => mediaType), ...Object.keys(LOOSE_TYPES)],
    default: fallback.mediaType,
  });
  return (
    FORMATS.find(({ mediaType, name }) => mediaType === preferred || name === LOOSE_TYPES[preferred]) ??
    fallback
  );
}
