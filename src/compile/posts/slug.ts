// Slugs: the last part of a permalink, made from a name so that every browser asks for it in the same form.

import { lowerCase } from '../../archive/lower-case.ts';
import { withoutEnd } from '../text/text.ts';

/** A name in lower case, with hyphens between words. Letters of every script stay. Empty when no character may stay. */
export function toSlug(name: string): string {
  const slug = lowerCase(name)
    .replace(/[^\p{L}\p{M}\p{N}_~-]+/gu, '-')
    .replace(/^-+/, '');
  return withoutEnd(slug, /-/);
}
