// Addresses: each is resolved once for both audiences. Elements without a usable address are removed.

import type { Element, ElementContent, Root } from 'hast';
import type { Anchors } from '../links/anchors.ts';
import { type Audience, decode, type Reference, type Resolve, type Warn } from '../links/references.ts';
import { attribute, isInline, rewrite, text } from './elements.ts';
import { offsetOf, tagOf } from './parse-html.ts';
import { isValidCandidate, parseSrcset } from './picture-address.ts';

/** What the post provides for resolving. */
export interface AddressContext {
  readonly body: string;
  readonly anchors: Anchors;
  readonly resolve: Resolve;
  readonly warn: Warn;
}

/** The addresses of an element, by attribute, as each audience needs them. */
type Addresses = Readonly<Record<Audience, Record<string, string>>>;

declare module 'hast' {
  interface ElementData {
    addresses?: Addresses;
  }
}

const SINGLE = ['href', 'src', 'poster', 'cite'];

/** Stores the addresses of each element in its `data`, and replaces pictures that cannot be shown by their text. */
export function resolveAddresses(tree: Root, context: AddressContext): void {
  rewrite(tree, (each) => {
    warnOfMissingSource(each, context);
    const addresses: Addresses = { page: {}, readers: {} };
    for (const name of SINGLE) {
      if (each.properties[name] === undefined) continue;
      const reference = resolveIn(each, attribute(each, name) ?? '', context);
      if (!reference) delete each.properties[name];
      else {
        set(addresses, name, reference);
        if (name === 'src') setSize(each, reference);
      }
    }
    resolveSrcset(each, addresses, context);
    each.data = { ...each.data, addresses };
    return replacementFor(each, addresses.page);
  });
}

function set(addresses: Addresses, name: string, { page, readers }: Pick<Reference, Audience>): void {
  addresses.page[name] = page;
  addresses.readers[name] = readers;
}

function resolveIn(each: Element, typed: string, context: AddressContext): Reference | undefined {
  const address = typed.trim();
  if (address === '' && each.tagName !== 'a') return undefined;
  const place = { typed: address, offset: offsetOf(each, typed, context.body) };
  if (!address.startsWith('#')) return context.resolve(address, place);
  const id = context.anchors.find(decode(address.slice(1)));
  const plain = context.anchors.plain(id);
  const reference = context.resolve(`#${id}`, place);
  return reference && plain !== id ? { ...reference, page: fragmentOf(plain) } : reference;
}

function fragmentOf(id: string): string {
  const url = new URL('https://longwave.invalid');
  url.hash = id;
  return url.hash;
}

/** The size of a picture in posts/ keeps its place free while it loads. A size in the HTML takes precedence. */
function setSize({ tagName, properties }: Element, { size }: Reference): void {
  if (tagName !== 'img' || !size || properties.width || properties.height) return;
  Object.assign(properties, size);
}

function resolveSrcset(each: Element, addresses: Addresses, context: AddressContext): void {
  if (each.properties.srcSet === undefined) return;
  const candidates = parseSrcset(attribute(each, 'srcSet') ?? '').flatMap((candidate) => {
    const { address, descriptor, typed } = candidate;
    if (isValidCandidate(candidate)) {
      const reference = resolveIn(each, address, context);
      return reference ? [{ reference, descriptor }] : [];
    }
    const remedy = `"${descriptor}" is not a width or a density; write one such as 800w or 2x`;
    context.warn(offsetOf(each, typed, context.body), `"${typed}" is left out of srcset: ${remedy}`);
    return [];
  });
  const srcSetFor = (audience: Audience) =>
    candidates.map(({ reference, descriptor }) => `${reference[audience]} ${descriptor}`.trim()).join(', ');
  if (candidates.length === 0) delete each.properties.srcSet;
  else set(addresses, 'srcSet', { page: srcSetFor('page'), readers: srcSetFor('readers') });
}

function warnOfMissingSource(each: Element, { body, warn }: AddressContext): void {
  if (!/^(?:img|iframe)$/.test(each.tagName) || attribute(each, 'src')?.trim()) return;
  const tag = tagOf(each, body);
  const shown = tag.length > 40 ? `${tag.slice(0, 40)}…` : tag;
  const offset = each.position?.start.offset ?? 0;
  warn(offset, `${shown} is left out, because it has no address; add src="…"`);
}

/** What replaces an element that lacks its address; undefined for all others. */
function replacementFor(each: Element, { href, src }: Record<string, string>): ElementContent[] | undefined {
  const { tagName, properties, children } = each;
  if (tagName === 'img' && src === undefined) return [text(attribute(each, 'alt') ?? '')];
  if (/^(?:iframe|embed)$/.test(tagName) && src === undefined) return [];
  const isUseless = tagName === 'a' && href === undefined && properties.id === undefined;
  // A link around blocks stays: the blocks may not be allowed in the element that contains the link.
  return isUseless && children.every(isInline) ? children : undefined;
}
