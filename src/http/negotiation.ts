// Negotiation: which format of a feed a request prefers, where the address does not say it.

import { parseAccept } from 'hono/utils/accept';
import { FORMATS, type Format } from '../feeds/formats.ts';

/** Media types that mean a format, though they are not its own. */
const LOOSE_TYPES: Readonly<Record<string, Format['name']>> = {
  'application/xml': 'rss',
  'text/xml': 'rss',
  'application/json': 'json',
};

/** The format that `Accept` prefers (RFC 9110 section 12.5.1); RSS when it names none of ours. */
export function preferredFormat(accept: string | null): Format {
  const [fallback] = FORMATS;
  for (const { type, q } of parseAccept(accept ?? '')) {
    const wanted = type.toLowerCase();
    const format = FORMATS.find(
      ({ mediaType, name }) => mediaType === wanted || name === LOOSE_TYPES[wanted],
    );
    if (format && q > 0) return format;
  }
  return fallback;
}
