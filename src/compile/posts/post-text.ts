// The text of a post's file: decoded, with one kind of line end, and without what feeds cannot carry.

import { type Report, START, Unreadable } from '../report/findings.ts';
import { placesIn } from '../report/places.ts';
import { decodeUtf8 } from '../text/decode.ts';
import { findForbidden, leftOut, removeForbidden } from '../text/text.ts';

/** Throws an Unreadable for what is not UTF-8. */
export function decodeText(bytes: Uint8Array, report: Report): string {
  const decoded = decodeUtf8(bytes);
  if (decoded === undefined) throw new Unreadable(START, 'the file is not UTF-8; save it as UTF-8');
  // Some editors add a second byte order mark; the decoder removes only one.
  const text = decoded.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n');
  const placeOf = placesIn(text);
  for (const { offset, name } of findForbidden(text)) report('warning', placeOf(offset), leftOut(name));
  return removeForbidden(text);
}
