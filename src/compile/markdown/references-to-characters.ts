// References such as `&#8;`: warns of those to characters that feeds cannot contain.

import { decodeHTML } from 'entities';
import { offsetAt } from '../html/raw-html.ts';
import type { Warn } from '../links/references.ts';
import { findForbidden, leftOut } from '../text/text.ts';
import type { Places } from './places.ts';

const REFERENCE = /&#(?:\d+|x[\da-f]+);?/gi;
/** Tokens in which references are decoded. */
const DECODED = new Set(['text', 'html', 'link', 'image', 'def']);

export function warnOfForbidden(places: Places, warn: Warn): void {
  const offsets = new Set<number>();
  for (const token of places.tokens) {
    if (!DECODED.has(token.type)) continue;
    for (const { 0: reference, index } of token.raw.matchAll(REFERENCE)) {
      const [character] = findForbidden(decodeHTML(reference));
      const offset = offsetAt(places.pieceOf(token), index);
      if (character && !offsets.has(offset)) warn(offset, leftOut(character.name));
      offsets.add(offset);
    }
  }
}
