// Where a picture or frame comes from, even if the author expected a script to set the address. Here, no script runs.

import type { Element, Root } from 'hast';
import { attribute, childrenOf, elementsIn, type Parent, rewrite } from './elements.ts';

/** One address of a srcset, with the width or density that it is for. */
export interface Candidate {
  readonly address: string;
  readonly descriptor: string;
  /** Both, as they are written. */
  readonly typed: string;
}

/** An address ends at white space and may contain commas; a candidate ends at the next comma after its address. */
const CANDIDATE = /([^\s,]\S*?)(?:,+(?=\s|$)|\s+([^,]*)(?:,|$)|$)/g;

/** `small.png 1x, large.png 2x`: https://html.spec.whatwg.org/multipage/images.html#srcset-attributes */
export function parseSrcset(srcset: string): Candidate[] {
  return [...srcset.matchAll(CANDIDATE)].map(([typed, address = '', descriptor = '']) => ({
    address,
    descriptor: descriptor.trim().replace(/\s+/g, ' '),
    typed: typed.replace(/[\s,]+$/, ''),
  }));
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
  const lazy = elements.map(lazyAddressOf).filter((address) => address !== undefined);
  for (const each of elements.filter(({ tagName }) => tagName === 'noscript')) {
    rewrite(each, (other) => {
      const isFallback = other.tagName === 'img' && lazy.includes(addressOf(other) ?? '');
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
  for (const child of children) {
    if (!/^(?:img|iframe)$/.test(child.tagName)) continue;
    const address = addressOf(child) ?? sources.find((each) => each !== undefined);
    if (address !== undefined)
      child.properties = Object.assign({ src: '' }, child.properties, { src: address });
  }
}
