// RSS 2.0, with the modules that readers use: Atom links, Dublin Core, content, Media RSS and source.
// https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile

import type { Entry } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { RSS } from '../routes/formats.ts';
import { contentInFeed, type FeedDocument } from './document.ts';
import {
  attributesElement,
  type Channel,
  type ChannelItem,
  cdataHtml,
  type Extensions,
  elementText,
  rssText,
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
};
/** Only where it is used, because the W3C validator warns of namespaces that it does not know. */
const SOURCE_NAMESPACE = { 'xmlns:source': 'http://source.scripting.com/' };

export function renderRss(document: FeedDocument): string {
  return writeRss(document, channel(document), (entry) => channelItem(document, entry));
}

function channel(document: FeedDocument): Channel {
  const { site } = document;
  return {
    options: {
      title: rssText(document.title),
      description: rssText(document.description),
      language: document.language,
      ttl: site.refreshMinutes,
      ...(site.rights !== undefined && { copyright: rssText(site.rights) }),
      ...(site.icon !== undefined && { image: elementText(site.icon) }),
    },
    elements: {
      _attributes: {
        ...NAMESPACES,
        ...historyNamespace(document.paging),
        ...(document.entries.some((entry) => markdownOf(site, entry) !== undefined) && SOURCE_NAMESPACE),
        ...(site.podcast && PODCAST_NAMESPACES),
      },
      'atom:link': channelLinks(document),
      'fh:archive': document.paging.current === undefined ? undefined : {},
      ...contactElements(site),
      ...showElements(site),
    },
  };
}

/** RSS asks for an email address, with the name in parentheses. The author answers for the content and for the site. */
function contactElements({ authors }: Site): Extensions {
  const author = authors.find(({ email }) => email !== undefined);
  if (!author) return {};
  const contact = textElement(`${author.email} (${author.name})`);
  return { managingEditor: contact, webMaster: contact };
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
  const markdown = markdownOf(document.site, entry);
  return {
    description: textAsHtml(entry.summary),
    ...(content !== undefined && { content: cdataHtml(content) }),
    elements: {
      ...itemElements(document, entry),
      ...episodeElements(document.site, entry),
      'source:markdown': markdown === undefined ? undefined : textElement(markdown),
    },
  };
}

/** Some readers show the Markdown instead of the content, as Markdown without extensions. */
function markdownOf({ content }: Site, { isPlainMarkdown, markdown }: Entry): string | undefined {
  return content === 'full' && isPlainMarkdown ? markdown : undefined;
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
      attributesElement({
        url: image.url,
        medium: 'image',
        type: image.type,
        fileSize: image.length,
        width: image.width,
        height: image.height,
      }),
    // More readers look for this one.
    'media:thumbnail':
      image && attributesElement({ url: image.url, width: image.width, height: image.height }),
  };
}
