// RSS 2.0, with the modules that readers use: Atom links, Dublin Core, content, Media RSS and source.
// https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile

import type { Enclosure, Entry, Picture } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { contentInFeed, type FeedDocument } from './document.ts';
import { attributeText, cdataHtml, elementText, extension, libraryFeed, textAsHtml } from './feed-library.ts';

export const RSS_MEDIA_TYPE = 'application/rss+xml';

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
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
    language: site.language,
    ttl: site.refreshMinutes,
    ...(site.rights !== undefined && { copyright: elementText(site.rights) }),
    ...(site.icon !== undefined && { image: elementText(site.icon) }),
  };
  feed.addExtension(extension('_attributes', NAMESPACES));
  feed.addExtension(extension('atom:link', channelLinks(document)));
  for (const entry of document.entries) feed.addItem(item(site, entry));
  return feed.rss2();
}

function channelLinks({ selfUrl, site, alternates }: FeedDocument): unknown[] {
  return [
    atomLink('self', selfUrl, RSS_MEDIA_TYPE),
    ...(site.hub === undefined ? [] : [atomLink('hub', site.hub)]),
    ...alternates.map(({ url, mediaType }) => atomLink('alternate', url, mediaType)),
  ];
}

function atomLink(rel: string, href: string, type?: string): unknown {
  return { _attributes: { rel, href: attributeText(href), type } };
}

function item(site: Site, entry: Entry) {
  const permalink = absolute(site, entry.path);
  const content = contentInFeed(site, entry);
  return {
    title: entry.title ?? '',
    link: permalink,
    date: new Date(entry.published),
    description: cdataHtml(textAsHtml(entry.summary)),
    ...(content !== undefined && { content: cdataHtml(content) }),
    extensions: [
      ...(entry.title === undefined ? [] : [extension('title', text(entry.title))]),
      extension('guid', { _attributes: { isPermaLink: entry.id === permalink }, ...text(entry.id) }),
      // <author> must be an address of electronic mail; Dublin Core's creator is a name.
      extension(
        'dc:creator',
        entry.authors.map(({ name }) => text(name)),
      ),
      extension('category', entry.tags.map(text)),
      extension('enclosure', entry.enclosures.map(enclosure)),
      ...(entry.lang === site.language ? [] : [extension('dc:language', text(entry.lang))]),
      ...(entry.updated === undefined
        ? []
        : [extension('atom:updated', text(new Date(entry.updated).toISOString()))]),
      ...(entry.image === undefined ? [] : [extension('media:content', picture(entry.image))]),
      ...(content === undefined ? [] : [extension('source:markdown', text(entry.markdown))]),
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

function text(value: string): { _text: string } {
  return { _text: elementText(value) };
}
