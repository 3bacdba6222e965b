// Atom 1.0 (RFC 4287) and 0.3, with what Blogger adds to it.

import type { Person } from '../../archive/entry.ts';
import { withoutUndefined } from '../../compile/without-undefined.ts';
import type { ImportedEnclosure, ImportedPost, ImportedSite } from '../imported.ts';
import {
  distinct,
  enclosureOf,
  languageOf,
  momentOf,
  people,
  plainText,
  plainTitle,
  shownPicture,
  summaryOf,
  webAddress,
  withoutTracking,
} from './values.ts';
import { childrenNamed, htmlIn, textIn, textOf, type XmlElement } from './xml-tree.ts';

/** What a feed says of its site. */
export function siteOfFeed(feed: XmlElement): ImportedSite {
  const home = linkOf(feed, 'alternate');
  const title = titleOf(feed, 'atom:title');
  const description = titleOf(feed, 'atom:subtitle') ?? titleOf(feed, 'atom:tagline');
  const language = languageOf(feed.lang);
  const [author] = personsIn(feed);
  const rights = titleOf(feed, 'atom:rights');
  const id = textOf(feed, 'atom:id');
  const origin = home === undefined ? undefined : new URL(home).origin;
  return {
    ...(origin !== undefined && { origin }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(language !== undefined && { language }),
    ...(author !== undefined && { author: author.name, people: author.url === undefined ? [] : [author] }),
    ...(rights !== undefined && { rights }),
    ...(id !== undefined &&
      id !== `${origin}/` &&
      /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(id) && { id }),
  };
}

export function postOfEntry(entry: XmlElement, source: string, origin: string | undefined): ImportedPost {
  const html = contentIn(entry, 'atom:content') ?? contentIn(entry, 'atom:summary') ?? '';
  const hasContent = childrenNamed(entry, 'atom:content').length > 0;
  const summary = hasContent ? summaryOf(contentIn(entry, 'atom:summary'), html) : undefined;
  const id = textOf(entry, 'atom:id');
  const alternate = withoutTracking(
    webAddress(textOf(entry, 'feedburner:origLink')) ?? linkOf(entry, 'alternate'),
  );
  const related = linkOf(entry, 'related');
  const title = titleOf(entry, 'atom:title');
  const published = momentOf(textOf(entry, 'atom:published', 'atom:issued', 'dc:date', 'dcterms:created'));
  const changed = momentOf(textOf(entry, 'atom:updated', 'atom:modified'));
  const date = published ?? changed;
  const lang = languageOf(entry.attributes['xml:lang']);
  const image = shownPicture(thumbnailOf(entry), html);
  const isDraft = childrenNamed(entry, 'app:control').some((each) => textOf(each, 'app:draft') === 'yes');
  const isLinkPost = isElsewhere(alternate, origin) && isHere(related ?? id, origin);
  const url = isLinkPost ? (related ?? id) : (alternate ?? (isHere(id, origin) ? id : undefined));
  const link = isLinkPost ? alternate : related;
  return withoutUndefined({
    source,
    id,
    url,
    link,
    title,
    date,
    ...(changed !== undefined && changed !== date && { updated: changed }),
    summary,
    lang,
    image,
    ...(isDraft && { draft: true }),
    content: { html },
    tags: distinct(childrenNamed(entry, 'atom:category').map(tagOf)),
    authors: people(personsIn(entry)),
    enclosures: enclosuresOf(entry),
  });
}

function isElsewhere(address: string | undefined, origin: string | undefined): boolean {
  return address !== undefined && origin !== undefined && new URL(address).origin !== origin;
}

function isHere(address: string | undefined, origin: string | undefined): boolean {
  return address !== undefined && URL.canParse(address) && new URL(address).origin === origin;
}

/** The schemes of Blogger tell what kind of thing an entry is; they are no tags. */
function tagOf({ attributes: { term, label, scheme = '' } }: XmlElement): string | undefined {
  return /schemas\.google\.com\/g\/2005#kind$/.test(scheme) ? undefined : (label ?? term);
}

/** The first link of a relation, absolute; a page is preferred to other forms of it. */
export function linkOf(element: XmlElement, rel: string): string | undefined {
  const links = childrenNamed(element, 'atom:link').filter(
    ({ attributes }) => (attributes.rel ?? 'alternate') === rel,
  );
  const page = links.find(({ attributes: { type } }) => type === undefined || /html/.test(type));
  const found = page ?? links[0];
  return webAddress(found?.attributes.href, found?.base);
}

/** The plain text of a construct whose type may be text, html or xhtml. */
function titleOf(element: XmlElement, name: string): string | undefined {
  const [found] = childrenNamed(element, name);
  if (!found) return undefined;
  const { type = 'text' } = found.attributes;
  if (type === 'text' || type === 'text/plain') return plainTitle(textIn(found).trim());
  return plainText(type === 'xhtml' ? htmlIn(found) : textIn(found)) || undefined;
}

/** The HTML of a construct; undefined when there is none. */
function contentIn(entry: XmlElement, name: string): string | undefined {
  const [found] = childrenNamed(entry, name);
  if (!found) return undefined;
  const { type = 'text', mode } = found.attributes;
  if (type === 'html' || mode === 'escaped' || (type === 'text/html' && mode !== 'xml')) return textIn(found);
  if (type === 'xhtml' || mode === 'xml' || /^application\/xhtml/.test(type))
    return htmlIn(withoutDiv(found));
  const text = textIn(found).trim();
  if (found.attributes.type === undefined && isHtml(text)) return text;
  return `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
}

/** Without a type, a text is plain, but some programs, Reddit's among them, forget the type of their HTML. */
function isHtml(text: string): boolean {
  return /^<(?:!--|[a-z])/i.test(text) && /<\/[a-z][a-z0-9]*>$|-->$/i.test(text);
}

/** XHTML is in a `div` that is not part of it (RFC 4287, section 3.1.1.3). */
function withoutDiv(content: XmlElement): XmlElement {
  const inner = content.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const [only] = inner;
  return inner.length === 1 && typeof only === 'object' && only.name === 'div' ? only : content;
}

function personsIn(element: XmlElement): Person[] {
  return childrenNamed(element, 'atom:author').flatMap((each) => {
    const name = plainTitle(textOf(each, 'atom:name'));
    const url = webAddress(textOf(each, 'atom:uri', 'atom:url'), each.base);
    return name === undefined ? [] : [{ name, ...(url !== undefined && { url }) }];
  });
}

function thumbnailOf(entry: XmlElement): string | undefined {
  const [found] = childrenNamed(entry, 'media:thumbnail', 'media:content');
  return webAddress(found?.attributes.url, entry.base);
}

function enclosuresOf(entry: XmlElement): ImportedEnclosure[] {
  return childrenNamed(entry, 'atom:link').flatMap(
    ({ attributes: { rel, href, type, length, title }, base }) => {
      const found =
        rel === 'enclosure' ? enclosureOf(webAddress(href, base), { type, length, title }) : undefined;
      return found ? [found] : [];
    },
  );
}
