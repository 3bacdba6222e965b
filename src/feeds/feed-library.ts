// The seam around the library `feed`: what goes in is clean here, so that what comes out is right.
//
// The library escapes only the quotes of an attribute, collapses a literal `&amp;` in text, and breaks up only the
// first `]]>` of a CDATA section. The functions below make any text come back from a parser as it was typed.

import { type Extension, Feed } from 'feed';
import type { FeedDocument } from './document.ts';

/** A Feed with what all formats say alike. Each format needs its own: extensions go to RSS and JSON without asking. */
export function libraryFeed(document: FeedDocument): Feed {
  return new Feed({
    id: document.id,
    title: document.title,
    description: document.description,
    updated: new Date(document.modified),
    generator: 'Longwave',
  });
}

/**
 * An element or member that the library does not write, or writes otherwise: an extension replaces its namesake.
 * The library's type asks for an object; text, numbers and lists do as well.
 */
export function extension(name: string, value: unknown): Extension {
  return { name, objects: value as Record<string, unknown> };
}

/** Text of an element. */
export function elementText(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** An element of an extension that holds nothing but text. */
export function textElement(text: string): { _text: string } {
  return { _text: elementText(text) };
}

/** Value of an attribute; its quotes are the library's part. */
export function attributeText(text: string): string {
  return textAsHtml(text);
}

/** HTML in a CDATA section. Within HTML, `]]>` and `]]&gt;` say the same. */
export function cdataHtml(html: string): string {
  return html.replaceAll(']]>', ']]&gt;');
}

/** Plain text where a format expects HTML. */
export function textAsHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
