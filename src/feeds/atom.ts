// Atom 1.0 (RFC 4287), with Media RSS for an entry's picture.

import type { Entry, Picture } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { ATOM } from '../routes/formats.ts';
import { archiveLinks, contentInFeed, type FeedDocument } from './document.ts';
import { cdataHtml, elementText, libraryFeed, textAsHtml } from './feed-library.ts';
import { element } from './xml.ts';

// The library takes no extensions in Atom, declares every title HTML and rewrites ids as if they were URLs. It is given
// placeholders for what it gets wrong, and one splice puts the right elements there. The marker is a character that XML
// forbids: the compiler has removed it from everything an author wrote, so no text can be mistaken for it.
const MARKER = '\u0001';
const MARKED_END = `<rights>${MARKER}</rights>`;
const PLACEHOLDER_ID = 'urn:placeholder';
const FEED_OPENING = '<feed xmlns="http://www.w3.org/2005/Atom">';
const ENTRY_OPENING = /<entry>.*?<link [^>]*>/s;

export function renderAtom(document: FeedDocument): string {
  const feed = libraryFeed(document);
  feed.options = {
    ...feed.options,
    id: elementText(document.id),
    title: elementText(document.title),
    description: elementText(document.description),
    copyright: MARKER,
  };
  for (const entry of document.entries) feed.addItem(placeholder(document.site, entry));
  return complete(feed.atom1(), document);
}

/** What the library writes rightly (dates, summary, content, authors), and a stand-in for the rest. */
function placeholder(site: Site, entry: Entry) {
  const content = contentInFeed(site, entry);
  return {
    title: '',
    id: PLACEHOLDER_ID,
    link: absolute(site, entry.path),
    date: new Date(entry.updated ?? entry.published),
    published: new Date(entry.published),
    description: textAsHtml(entry.summary),
    ...(content !== undefined && { content: cdataHtml(content) }),
    author: entry.authors.map(({ name, email, url }) => ({
      name: elementText(name),
      ...(email !== undefined && { email: elementText(email) }),
      ...(url !== undefined && { link: url }),
    })),
    copyright: MARKER,
  };
}

/** Splits the document where the library ended its feed-level elements and each entry, and puts in what is missing. */
function complete(atom: string, document: FeedDocument): string {
  const { entries } = document;
  const parts = atom.split(MARKED_END);
  const head = parts[0] ?? '';
  const tail = parts.at(-1) ?? '';
  const written = entries.map((entry, number) => {
    const part = parts[number + 1] ?? '';
    return part.replace(ENTRY_OPENING, () => entryOpening(document, entry)) + entryElements(entry);
  });
  return [
    head.replace(FEED_OPENING, () => feedOpening(document)),
    feedElements(document),
    ...written,
    tail,
  ].join('');
}

function feedOpening({ language }: FeedDocument): string {
  const opening = element('feed', {
    xmlns: 'http://www.w3.org/2005/Atom',
    'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
    'xmlns:fh': 'http://purl.org/syndication/history/1.0',
    'xmlns:media': 'http://search.yahoo.com/mrss/',
    'xml:lang': language,
  });
  return opening.replace('/>', '>');
}

function feedElements({ site, language, selfUrl, hub, pageUrl, paging, removed }: FeedDocument): string {
  return lines(4, [
    element('link', { rel: 'self', href: selfUrl, type: ATOM.mediaType }),
    // The only one: Miniflux takes the first alternate for the blog's home, Newsboat the last, whatever their types.
    element('link', { rel: 'alternate', href: pageUrl, type: 'text/html', hreflang: language }),
    ...archiveLinks(paging).map(([rel, href]) => element('link', { rel, href, type: ATOM.mediaType })),
    ...optional(hub, (href) => element('link', { rel: 'hub', href })),
    ...optional(site.icon, (icon) => element('icon', {}, icon)),
    ...optional(site.logo, (logo) => element('logo', {}, logo)),
    ...optional(site.rights, (rights) => element('rights', {}, rights)),
    ...optional(paging.current, () => element('fh:archive', {})),
    ...removed.map(({ id, at }) =>
      element('at:deleted-entry', { ref: id, when: new Date(at).toISOString() }),
    ),
  ]);
}

function entryOpening({ site, language }: FeedDocument, entry: Entry): string {
  const lang = entry.lang === language ? undefined : entry.lang;
  const opening = element('entry', { 'xml:lang': lang }).replace('/>', '>');
  const permalink = {
    rel: 'alternate',
    href: absolute(site, entry.path),
    type: 'text/html',
    hreflang: entry.lang,
  };
  return (
    opening +
    lines(8, [
      element('title', { type: 'text' }, entry.title ?? ''),
      element('id', {}, entry.id),
      element('link', permalink),
    ])
  );
}

function entryElements(entry: Entry): string {
  return lines(8, [
    ...optional(entry.link, (href) => element('link', { rel: 'related', href })),
    ...optional(entry.via, (href) => element('link', { rel: 'via', href })),
    ...entry.enclosures.map(({ url, type, length, title }) =>
      element('link', { rel: 'enclosure', href: url, type, length, title }),
    ),
    ...entry.tags.map((tag) => element('category', { term: tag, label: tag })),
    ...optional(entry.image, pictureElement),
  ]);
}

function pictureElement({ url, type, length }: Picture): string {
  return element('media:content', { url, medium: 'image', type, fileSize: length });
}

function optional<T>(value: T | undefined, write: (value: T) => string): string[] {
  return value === undefined ? [] : [write(value)];
}

function lines(indent: number, elements: readonly string[]): string {
  return elements.map((written) => `\n${' '.repeat(indent)}${written}`).join('');
}
