// RSS 2.0, with the modules that readers use: Atom links, Dublin Core, content, Media RSS and source.
// https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile

import type { Entry } from '../archive/entry.ts';
import { absolute } from '../archive/site.ts';
import { RSS } from '../routes/formats.ts';
import { contentInFeed, type FeedDocument } from './document.ts';
import {
  attributesElement,
  type Channel,
  type ChannelItem,
  cdataHtml,
  type Extensions,
  elementText,
  textAsHtml,
  textElement,
  writeRss,
} from './feed-library.ts';
import { archiveLinks, historyNamespace } from './paging.ts';
import { episodeElements, PODCAST_NAMESPACES, showElements } from './podcast.ts';

// The library declares the namespaces of the elements that it writes itself.
const NAMESPACES = {
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:source': 'http://source.scripting.com/',
};

export function renderRss(document: FeedDocument): string {
  return writeRss(document, channel(document), (entry) => channelItem(document, entry));
}

function channel(document: FeedDocument): Channel {
  const { site } = document;
  return {
    options: {
      title: elementText(document.title),
      description: elementText(document.description),
      language: document.language,
      ttl: site.refreshMinutes,
      ...(site.rights !== undefined && { copyright: elementText(site.rights) }),
      ...(site.icon !== undefined && { image: elementText(site.icon) }),
    },
    elements: {
      _attributes: {
        ...NAMESPACES,
        ...historyNamespace(document.paging),
        ...(site.podcast && PODCAST_NAMESPACES),
      },
      'atom:link': channelLinks(document),
      'fh:archive': document.paging.current === undefined ? undefined : {},
      ...showElements(site),
    },
  };
}

function channelLinks({ selfUrl, hub, paging }: FeedDocument): unknown[] {
  const type = RSS.mediaType;
  return [
    attributesElement({ rel: 'self', href: selfUrl, type }),
    ...(hub === undefined ? [] : [attributesElement({ rel: 'hub', href: hub })]),
    ...archiveLinks(paging).map(([rel, href]) => attributesElement({ rel, href, type })),
  ];
}

function channelItem(document: FeedDocument, entry: Entry): ChannelItem {
  const content = contentInFeed(document.site, entry);
  return {
    description: textAsHtml(entry.summary),
    ...(content !== undefined && { content: cdataHtml(content) }),
    elements: {
      ...itemElements(document, entry),
      ...episodeElements(document.site, entry),
      'source:markdown': content === undefined ? undefined : textElement(entry.markdown),
    },
  };
}

function itemElements({ site, language }: FeedDocument, entry: Entry): Extensions {
  const { id, title, authors, tags, enclosures, lang, updated, image } = entry;
  return {
    title: title === undefined ? undefined : textElement(title),
    guid: { _attributes: { isPermaLink: id === absolute(site, entry.path) }, ...textElement(id) },
    // RSS's <author> must be an email address; Dublin Core's creator is a name.
    'dc:creator': authors.map(({ name }) => textElement(name)),
    category: tags.map(textElement),
    enclosure: enclosures.map(({ url, length, type }) => attributesElement({ url, length, type })),
    'dc:language': lang === language ? undefined : textElement(lang),
    'atom:updated': updated === undefined ? undefined : textElement(new Date(updated).toISOString()),
    // Without the picture's text: feedparser would take a media:description for the summary of the entry.
    'media:content':
      image &&
      attributesElement({ url: image.url, medium: 'image', type: image.type, fileSize: image.length }),
  };
}
