// Sources: where the pictures and frames of raw HTML come from, also when a script was to put that in its place. Here
// no script runs.

import { Parser } from 'htmlparser2';
import type { Warn } from '../links/references.ts';

type Attributes = Readonly<Record<string, string>>;

/** One address of a srcset, and for which width or density it is meant. */
export interface Candidate {
  readonly address: string;
  readonly descriptor: string;
  /** Both as they stand there. */
  readonly typed: string;
}

/** What stands in `src` until a script has put the address there. */
const PLACEHOLDER = /^\s*(?:(?:data|about):|$)/i;

/** The attributes, with the address in `src` that a script would have put there. */
export function withSource<T extends Attributes>(attributes: T): T {
  const source = sourceOf(attributes);
  return source === undefined ? attributes : { ...attributes, src: source };
}

function sourceOf(attributes: Attributes): string | undefined {
  const { src = '', srcset = '', 'data-src': lazy = '', 'data-srcset': lazySet = '' } = attributes;
  const others = [...parseSrcset(srcset), ...parseSrcset(lazySet)].filter(isFit);
  return [src, lazy, ...others.map(({ address }) => address)].find((each) => !PLACEHOLDER.test(each));
}

/**
 * Follows tags as they come, and gives the attributes of each with the address in `src` that a browser may show: if a
 * picture has none of its own, that of the first `<source>` beside it.
 */
export function followSources() {
  let beside: string | undefined;
  return (name: string, attributes: Attributes): Attributes => {
    const own = sourceOf(attributes);
    const source = own ?? (name === 'img' ? beside : undefined);
    if (name !== 'source') beside = undefined;
    else if (attributes.src === undefined) beside ??= own;
    return source === undefined ? attributes : { ...attributes, src: source };
  };
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

/**
 * Warns of what raw HTML is to show but does not say where from. Within a line each tag comes by itself: `follow` goes
 * from one to the next.
 */
export function checkSources(
  html: string,
  follow: ReturnType<typeof followSources>,
  warn: Warn = () => {},
): void {
  if (!/<(?:img|iframe|source|picture)\b/i.test(html)) return;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { src } = follow(name, attributes);
      // Within a quote, the lines of a tag do not stand in the post as they do here.
      const [tag = ''] = html.slice(parser.startIndex, parser.endIndex + 1).split('\n');
      const at = (typed: string) => (html.includes(typed) ? typed : tag);
      if (name === 'img' || name === 'source') checkSrcset(attributes.srcset ?? '', at, warn);
      if ((name === 'img' || name === 'iframe') && !src?.trim()) reportSourceless(tag, warn);
    },
  });
  parser.end(html);
}

function reportSourceless(tag: string, warn: Warn): void {
  const shown = tag.length > 40 ? `${tag.slice(0, 40)}…` : tag;
  warn(tag, `${shown} is left out, since it does not say what it shows; give it a src with the address`);
}

function checkSrcset(srcset: string, at: (typed: string) => string, warn: Warn): void {
  for (const candidate of parseSrcset(srcset).filter((each) => !isFit(each))) {
    const { typed, descriptor } = candidate;
    const remedy = `"${descriptor}" is no width or density; write one such as 800w or 2x`;
    warn(at(typed), `"${typed}" is left out of srcset: ${remedy}`);
  }
}
