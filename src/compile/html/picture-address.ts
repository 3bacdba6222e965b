// Where a picture or frame comes from, even if the author expected a script to set the address. Here, no script runs.

import type { Element, Root } from 'hast';
import { withoutEnd } from '../text/text.ts';
import { attribute, childrenOf, elementsIn, type Parent, rewrite } from './elements.ts';

/** One address of a srcset, with the width or density that it is for. */
export interface Candidate {
  readonly address: string;
  readonly descriptor: string;
  /** Both, as they are written. */
  readonly typed: string;
}

/** What comes before a candidate, its address, and its descriptor. */
const BEFORE = /[\s,]*/y;
const ADDRESS = /\S*/y;
const DESCRIPTION = /[^,]*/y;

/** `small.png 1x, large.png 2x`: https://html.spec.whatwg.org/multipage/images.html#srcset-attributes */
export function parseSrcset(srcset: string): Candidate[] {
  const candidates: Candidate[] = [];
  let index = 0;
  const read = (pattern: RegExp): string => {
    pattern.lastIndex = index;
    const [found = ''] = pattern.exec(srcset) ?? [];
    index += found.length;
    return found;
  };
  for (;;) {
    read(BEFORE);
    const start = index;
    // An address may contain commas; one that ends with a comma has no descriptor.
    const typed = read(ADDRESS);
    if (typed === '') return candidates;
    const address = withoutEnd(typed, /,/);
    const descriptor = address === typed ? read(DESCRIPTION) : '';
    candidates.push({
      address,
      descriptor: descriptor.trim().replace(/\s+/g, ' '),
      typed: withoutEnd(srcset.slice(start, index), /[\s,]/),
    });
  }
}

/** A width, with or without a height, or a density. */
const DESCRIPTOR = /^(?:|(?:\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})x|0*[1-9]\d{0,8}w(?: 0*[1-9]\d{0,8}h)?)$/;

/** Whether browsers accept the candidate. */
export function isValidCandidate({ descriptor }: Candidate): boolean {
  return DESCRIPTOR.test(descriptor);
}

/** The value of `src` until a script replaces it. */
const PLACEHOLDER = /^\s*(?:(?:data|about):|$)/i;

/** The first real address in the attributes that browsers and lazy-loading scripts read. */
function addressOf(each: Element): string | undefined {
  const candidates = ['srcSet', 'dataSrcset'].flatMap((name) => parseSrcset(attribute(each, name) ?? ''));
  const others = candidates.filter(isValidCandidate).map(({ address }) => address);
  return [attribute(each, 'src') ?? '', attribute(each, 'dataSrc') ?? '', ...others].find(
    (address) => !PLACEHOLDER.test(address),
  );
}

/** Sets `src` to the address that a browser or a script would show, and shows each picture once. */
export function showLazyPictures(tree: Root): void {
  removeFallbacks(tree);
  for (const parent of [tree, ...elementsIn(tree)]) setSources(parent);
}

/** Pages that load pictures by script repeat each one in a `<noscript>`. */
function removeFallbacks(tree: Root): void {
  const elements = elementsIn(tree);
  const lazy = new Set(elements.map(lazyAddressOf).filter((address) => address !== undefined));
  for (const each of elements.filter(({ tagName }) => tagName === 'noscript')) {
    rewrite(each, (other) => {
      const isFallback = other.tagName === 'img' && lazy.has(addressOf(other) ?? '');
      return isFallback ? [] : undefined;
    });
  }
}

function lazyAddressOf(each: Element): string | undefined {
  const address = each.tagName === 'img' ? addressOf(each) : undefined;
  return address === attribute(each, 'src') ? undefined : address;
}

/** A picture without an address gets the first one of the sources beside it. */
function setSources(parent: Parent): void {
  const children = childrenOf(parent).filter((child) => child.type === 'element');
  const isPicture = parent.type === 'element' && parent.tagName === 'picture';
  const sources = isPicture ? children.filter(({ tagName }) => tagName === 'source').map(addressOf) : [];
  const instead = sources.find((each) => each !== undefined);
  for (const child of children) {
    if (!/^(?:img|iframe)$/.test(child.tagName)) continue;
    const address = addressOf(child) ?? instead;
    if (address !== undefined)
      child.properties = Object.assign({ src: '' }, child.properties, { src: address });
  }
}
