// Negotiation: which feed format a request gets at an address without a format.

import { parseAccept } from 'hono/utils/accept';
import { FORMATS, type Format } from '../routes/formats.ts';

/** Generic media types, and the format that clients mean by each. */
const LOOSE_TYPES: Readonly<Record<string, Format['name']>> = {
  'application/xml': 'rss',
  'text/xml': 'rss',
  'application/json': 'json',
};

/**
 * The format that `Accept` prefers (RFC 9110 section 12.5.1). When it names no format, the first format that it does
 * not refuse.
 */
export function preferredFormat(accept: string | null): Format {
  const accepted = parseAccept(accept ?? '');
  for (const { type, q } of accepted) {
    const wanted = type.toLowerCase();
    const format = FORMATS.find(
      ({ mediaType, name }) => mediaType === wanted || name === LOOSE_TYPES[wanted],
    );
    if (format && q > 0) return format;
  }
  const refused = accepted.filter(({ q }) => q === 0).map(({ type }) => type.toLowerCase());
  return FORMATS.find(({ mediaType }) => !refused.includes(mediaType)) ?? FORMATS[0];
}
