// Atom 1.0 (RFC 4287), with Media RSS for an entry's picture.

import type { Entry, Person } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { ATOM } from '../routes/formats.ts';
import { type AtomEntry, type LibraryEntry, writeAtom } from './atom-seam.ts';
import { contentInFeed, type FeedDocument } from './document.ts';
import { cdataHtml, elementText, textAsHtml } from './feed-library.ts';
import { GENERATOR } from './generator.ts';
import { archiveLinks, historyNamespace } from './paging.ts';
import { element, startTag } from './xml.ts';

const NAMESPACES = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
};

/** Only where it is used, because the W3C validator warns of namespaces that it does not know. */
const TOMBSTONES_NAMESPACE = { 'xmlns:at': 'http://purl.org/atompub/tombstones/1.0' };

export function renderAtom(document: FeedDocument): string {
  return writeAtom(document, {
    startTag: startTag('feed', {
      ...NAMESPACES,
      ...historyNamespace(document.paging),
      ...(document.removed.length > 0 && TOMBSTONES_NAMESPACE),
      'xml:lang': document.language,
    }),
    elements: feedElements(document),
    entries: document.entries.map((entry) => atomEntry(document, entry)),
  });
}

function feedElements({ site, language, selfUrl, hub, pageUrl, paging, removed }: FeedDocument): string[] {
  return [
    ...site.authors.map(authorElement),
    element('generator', { uri: GENERATOR.uri, version: GENERATOR.version }, GENERATOR.name),
    element('link', { rel: 'self', href: selfUrl, type: ATOM.mediaType }),
    // Only one: Miniflux takes the first alternate for the blog's home, Newsboat the last, whatever their types.
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
  ];
}

function atomEntry({ site, language }: FeedDocument, entry: Entry): AtomEntry {
  const { id, lang } = entry;
  const href = absolute(site, entry.path);
  return {
    written: libraryEntry(site, entry),
    startTag: startTag('entry', { 'xml:lang': lang === language ? undefined : lang }),
    opening: [
      element('title', { type: 'text' }, titleOf(entry)),
      element('id', {}, id),
      element('link', { rel: 'alternate', href, type: 'text/html', hreflang: lang }),
    ],
    ending: entryElements(entry),
  };
}

/** Atom requires a title. From an empty one, readers make an empty mail subject, or show the id. */
function titleOf({ title, beginning, summary }: Entry): string {
  return title ?? beginning ?? summary;
}

function libraryEntry(site: Site, entry: Entry): LibraryEntry {
  const content = contentInFeed(site, entry);
  return {
    date: new Date(entry.updated ?? entry.published),
    published: new Date(entry.published),
    description: textAsHtml(entry.summary),
    ...(content !== undefined && { content: cdataHtml(content) }),
    author: entry.authors.map(author),
  };
}

/** The author of the whole feed, whom the library cannot write more than once. */
function authorElement({ name, email, url }: Person): string {
  const children = [
    element('name', {}, name),
    ...optional(email, (address) => element('email', {}, address)),
    ...optional(url, (address) => element('uri', {}, address)),
  ];
  return `<author>${children.join('')}</author>`;
}

function author({ name, email, url }: Person) {
  return {
    name: elementText(name),
    ...(email !== undefined && { email: elementText(email) }),
    ...(url !== undefined && { link: url }),
  };
}

function entryElements({ link, via, enclosures, tags, image }: Entry): string[] {
  return [
    ...optional(link, (href) => element('link', { rel: 'related', href })),
    ...optional(via, (href) => element('link', { rel: 'via', href })),
    ...enclosures.map(({ url, type, length, title }) =>
      element('link', { rel: 'enclosure', href: url, type, length, title }),
    ),
    ...tags.map((tag) => element('category', { term: tag, label: tag })),
    ...optional(image, ({ url, type, length, width, height }) =>
      element('media:content', { url, medium: 'image', type, fileSize: length, width, height }),
    ),
    ...optional(image, ({ url, width, height }) => element('media:thumbnail', { url, width, height })),
  ];
}

function optional<T>(value: T | undefined, write: (value: T) => string): string[] {
  return value === undefined ? [] : [write(value)];
}
