// Sources: where the pictures of raw HTML come from.

import { Parser } from 'htmlparser2';
import type { Warn } from './references.ts';

/** One address of a srcset, and for which width or density it is meant. */
export interface Candidate {
  readonly address: string;
  readonly descriptor: string;
  /** Both as they stand there. */
  readonly typed: string;
}

/** An address ends at white space, a candidate at a comma behind that; an address may hold commas of its own. */
const CANDIDATE = /([^\s,]\S*?)(?:,+(?=\s|$)|\s+([^,]*)(?:,|$)|$)/g;

/** `small.png 1x, large.png 2x`: https://html.spec.whatwg.org/multipage/images.html#srcset-attributes */
export function parseSrcset(srcset: string): Candidate[] {
  return [...srcset.matchAll(CANDIDATE)].map(([typed, address = '', descriptor = '']) => ({
    address,
    descriptor: descriptor.trim().replace(/\s+/g, ' '),
    typed: typed.replace(/[\s,]+$/, ''),
  }));
}

/** A width, perhaps with a height, or a density; of as many digits as come out as they went in. */
const DESCRIPTOR = /^(?:|(?:\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})x|0*[1-9]\d{0,8}w(?: 0*[1-9]\d{0,8}h)?)$/;

/** Whether a browser takes the candidate. */
export function isFit({ descriptor }: Candidate): boolean {
  return DESCRIPTOR.test(descriptor);
}

/** Warns of what a picture of raw HTML could be, but cannot. */
export function checkSources(html: string, warn: Warn): void {
  if (!/<(?:img|source)\b/i.test(html)) return;
  const parser = new Parser({
    onopentag(name, attributes) {
      // Within a quote, the lines of a tag do not stand in the post as they do here.
      const [tag = ''] = html.slice(parser.startIndex, parser.endIndex + 1).split('\n');
      const at = (typed: string) => (html.includes(typed) ? typed : tag);
      if (name === 'img' || name === 'source') checkSrcset(attributes.srcset ?? '', at, warn);
    },
  });
  parser.end(html);
}

function checkSrcset(srcset: string, at: (typed: string) => string, warn: Warn): void {
  for (const candidate of parseSrcset(srcset).filter((each) => !isFit(each))) {
    const { typed, descriptor } = candidate;
    const remedy = `"${descriptor}" is no width or density; write one such as 800w or 2x`;
    warn(at(typed), `"${typed}" is left out of srcset: ${remedy}`);
  }
}
