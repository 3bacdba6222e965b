// RSS 2.0, with the modules that readers use: Atom links, Dublin Core, content, Media RSS and source.
// https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile

import type { Enclosure, Entry, Picture } from '../archive/entry.ts';
import { absolute } from '../archive/site.ts';
import { RSS } from '../routes/formats.ts';
import { archiveLinks, contentInFeed, type FeedDocument } from './document.ts';
import {
  attributeText,
  cdataHtml,
  elementText,
  extension,
  libraryFeed,
  textAsHtml,
  textElement,
} from './feed-library.ts';
import { episodeElements, PODCAST_NAMESPACES, showElements } from './podcast.ts';

// The library declares those of the elements that it writes itself.
const NAMESPACES = {
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:source': 'http://source.scripting.com/',
};

export function renderRss(document: FeedDocument): string {
  const { site } = document;
  const feed = libraryFeed(document);
  feed.options = {
    ...feed.options,
    title: elementText(document.title),
    description: elementText(document.description),
    link: document.pageUrl,
    // Where the library would write its own link; the list below takes its place.
    feed: document.selfUrl,
    language: document.language,
    ttl: site.refreshMinutes,
    ...(site.rights !== undefined && { copyright: elementText(site.rights) }),
    ...(site.icon !== undefined && { image: elementText(site.icon) }),
  };
  feed.addExtension(extension('_attributes', { ...NAMESPACES, ...(site.podcast && PODCAST_NAMESPACES) }));
  feed.addExtension(extension('atom:link', channelLinks(document)));
  if (document.paging.current !== undefined) feed.addExtension(extension('fh:archive', {}));
  for (const element of showElements(site)) feed.addExtension(element);
  for (const entry of document.entries) feed.addItem(item(document, entry));
  return feed.rss2();
}

function channelLinks({ selfUrl, hub, paging }: FeedDocument): unknown[] {
  return [
    atomLink('self', selfUrl, RSS.mediaType),
    ...(hub === undefined ? [] : [atomLink('hub', hub)]),
    ...archiveLinks(paging).map(([rel, href]) => atomLink(rel, href, RSS.mediaType)),
  ];
}

function atomLink(rel: string, href: string, type?: string): unknown {
  return { _attributes: { rel, href: attributeText(href), type } };
}

function item({ site, language }: FeedDocument, entry: Entry) {
  const permalink = absolute(site, entry.path);
  const content = contentInFeed(site, entry);
  return {
    title: entry.title ?? '',
    link: permalink,
    date: new Date(entry.published),
    description: cdataHtml(textAsHtml(entry.summary)),
    ...(content !== undefined && { content: cdataHtml(content) }),
    extensions: [
      ...(entry.title === undefined ? [] : [extension('title', textElement(entry.title))]),
      extension('guid', { _attributes: { isPermaLink: entry.id === permalink }, ...textElement(entry.id) }),
      // <author> must be an address of electronic mail; Dublin Core's creator is a name.
      extension(
        'dc:creator',
        entry.authors.map(({ name }) => textElement(name)),
      ),
      extension('category', entry.tags.map(textElement)),
      extension('enclosure', entry.enclosures.map(enclosure)),
      ...(entry.lang === language ? [] : [extension('dc:language', textElement(entry.lang))]),
      ...(entry.updated === undefined
        ? []
        : [extension('atom:updated', textElement(new Date(entry.updated).toISOString()))]),
      ...(entry.image === undefined ? [] : [extension('media:content', picture(entry.image))]),
      ...episodeElements(site, entry),
      ...(content === undefined ? [] : [extension('source:markdown', textElement(entry.markdown))]),
    ],
  };
}

function enclosure({ url, type, length }: Enclosure): unknown {
  return { _attributes: { url: attributeText(url), length, type: attributeText(type) } };
}

// Without the text of the picture: feedparser would take a media:description for the summary of the entry.
function picture({ url, type, length }: Picture): unknown {
  return {
    _attributes: { url: attributeText(url), medium: 'image', type, fileSize: length },
  };
}
