// A wrapper for the library `feed`: escapes its input where the library does not, and adds the elements that it lacks.
//
// The library escapes only the quotes of an attribute, collapses a literal `&amp;` in text, and splits only the first
// `]]>` of a CDATA section. With the text functions below, a parser gets any text as it was typed. The library writes
// JSON Feed 1 and few RSS modules; extensions add the rest. An extension with the name of one of the library's own
// elements or members replaces it. Atom has no extensions: see atom-seam.ts.

import { type Extension, Feed, type FeedOptions, type Item } from 'feed';
import type { Entry } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import type { FeedDocument } from './document.ts';
import { GENERATOR } from './generator.ts';

/** Elements of RSS or members of JSON Feed by name, in the library's form. Those that are undefined are left out. */
export type Extensions = Readonly<Record<string, unknown>>;

/** A channel of RSS: options of the library, and elements. */
export interface Channel {
  readonly options: Partial<FeedOptions>;
  readonly elements: Extensions;
}

/** An item of RSS: HTML, and elements. */
export interface ChannelItem {
  readonly description: string;
  readonly content?: string;
  readonly elements: Extensions;
}

export function writeRss(
  document: FeedDocument,
  { options, elements }: Channel,
  itemOf: (entry: Entry) => ChannelItem,
): string {
  // Without the option `feed` the library would not declare the namespace of atom:link.
  const feed = libraryFeed(document, { link: document.pageUrl, feed: document.selfUrl, ...options });
  feed.extensions = elementExtensions(elements);
  for (const entry of document.entries) {
    const { elements: ofItem, ...html } = itemOf(entry);
    feed.addItem({ ...libraryItem(document.site, entry), ...html, extensions: elementExtensions(ofItem) });
  }
  return withReferences(feed.rss2());
}

export function writeJsonFeed(
  document: FeedDocument,
  members: Extensions,
  itemOf: (entry: Entry) => Extensions,
): string {
  const feed = libraryFeed(document, { link: document.pageUrl, feedLinks: { json: document.selfUrl } });
  feed.extensions = extensions(members);
  for (const entry of document.entries) {
    const item = { ...libraryItem(document.site, entry), id: entry.id, published: new Date(entry.published) };
    feed.addItem({ ...item, extensions: extensions(itemOf(entry)) });
  }
  return feed.json1();
}

/** The library's feed with what all formats share. Without `updated` and `generator` it would write its own. */
export function libraryFeed(document: FeedDocument, options: Partial<FeedOptions>): Feed {
  return new Feed({
    id: document.id,
    title: document.title,
    description: document.description,
    updated: new Date(document.modified),
    generator: `${GENERATOR.name} ${GENERATOR.version}`,
    ...options,
  });
}

/** The library insists on a title; it writes no element for an empty one in RSS and JSON Feed. */
function libraryItem(site: Site, { title = '', path, published }: Entry): Item {
  return { title, link: absolute(site, path), date: new Date(published) };
}

/** The library's type asks for an object, but text, numbers and lists are written as well. */
function extensions(values: Extensions): Extension[] {
  return Object.entries(values).map(([name, value]) => ({ name, objects: value as Record<string, unknown> }));
}

/** Leaves out undefined values, which would become empty elements. In JSON, they remove members of the library. */
function elementExtensions(elements: Extensions): Extension[] {
  return extensions(elements).filter(({ objects }) => objects !== undefined);
}

/** Text of an element. */
export function elementText(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** Characters that XML forbids and the compiler removes from all text. The library would escape a reference. */
const AMPERSAND = '\u0002';
const LESS_THAN = '\u0003';

/**
 * Text of an element of RSS. Some readers decode such text twice, as HTML; the profile of the RSS Advisory Board
 * recommends hexadecimal references, with which they do least harm. https://www.rssboard.org/rss-profile#data-types-characterdata
 */
export function rssText(text: string): string {
  return text.replaceAll('&', AMPERSAND).replaceAll('<', LESS_THAN);
}

function withReferences(xml: string): string {
  return xml.replaceAll(AMPERSAND, '&#x26;').replaceAll(LESS_THAN, '&#x3C;');
}

/** An element of RSS that holds text only. */
export function textElement(text: string): { _text: string } {
  return { _text: rssText(text) };
}

/** An element of RSS that has attributes only. Those that are undefined are left out. */
export function attributesElement(attributes: Readonly<Record<string, string | number | undefined>>): {
  _attributes: Record<string, string | number | undefined>;
} {
  const escaped = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === 'string' ? textAsHtml(value) : value,
  ]);
  return { _attributes: Object.fromEntries(escaped) };
}

/** HTML for a CDATA section. In HTML, `]]>` and `]]&gt;` mean the same. */
export function cdataHtml(html: string): string {
  return html.replaceAll(']]>', ']]&gt;');
}

/** Plain text where a format expects HTML. */
export function textAsHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
