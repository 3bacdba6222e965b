// Where a picture or frame comes from, also when a script was to put the address in its place. Here no script runs.

import type { Element, Root } from 'hast';
import { attribute, elementsIn, type Parent, rewrite } from './elements.ts';

/** One address of a srcset, and for which width or density it is meant. */
export interface Candidate {
  readonly address: string;
  readonly descriptor: string;
  /** Both as they are written. */
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

/** A width, perhaps with a height, or a density. */
const DESCRIPTOR = /^(?:|(?:\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})x|0*[1-9]\d{0,8}w(?: 0*[1-9]\d{0,8}h)?)$/;

/** Whether a browser takes the candidate. */
export function isFit({ descriptor }: Candidate): boolean {
  return DESCRIPTOR.test(descriptor);
}

/** What is in `src` until a script has put the address there. */
const PLACEHOLDER = /^\s*(?:(?:data|about):|$)/i;

function addressOf(each: Element): string | undefined {
  const sets = ['srcSet', 'dataSrcset'].flatMap((name) => parseSrcset(attribute(each, name) ?? ''));
  const others = sets.filter(isFit).map(({ address }) => address);
  return [attribute(each, 'src') ?? '', attribute(each, 'dataSrc') ?? '', ...others].find(
    (address) => !PLACEHOLDER.test(address),
  );
}

/** Puts into `src` what a browser or a script would show, once. */
export function showLazyPictures(tree: Root): void {
  removeTwins(tree);
  for (const parent of [tree, ...elementsIn(tree)]) giveAddresses(parent);
}

/** Behind a picture for scripts, `<noscript>` has the same one for everybody else. */
function removeTwins(tree: Root): void {
  let lazy: string | undefined;
  for (const each of elementsIn(tree)) {
    const address = lazy;
    if (each.tagName === 'noscript' && address !== undefined)
      rewrite(each, (other) => (other.tagName === 'img' && addressOf(other) === address ? [] : undefined));
    if (each.tagName === 'img') lazy = isLazy(each) ? addressOf(each) : undefined;
  }
}

function isLazy(picture: Element): boolean {
  return addressOf(picture) !== attribute(picture, 'src');
}

function giveAddresses(parent: Parent): void {
  let beside: string | undefined;
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'source') {
      if (child.properties.src === undefined) beside ??= addressOf(child);
      continue;
    }
    const address = addressOf(child) ?? (child.tagName === 'img' ? beside : undefined);
    beside = undefined;
    if (address === undefined || !/^(?:img|iframe)$/.test(child.tagName)) continue;
    child.properties = { src: '', ...child.properties };
    child.properties.src = address;
  }
}
