// JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/

import type { Enclosure, Entry, Person } from '../archive/entry.ts';
import { absolute } from '../archive/site.ts';
import { contentInFeed, type FeedDocument } from './document.ts';
import { extension, libraryFeed } from './feed-library.ts';

export function renderJsonFeed(document: FeedDocument): string {
  const { site } = document;
  const feed = libraryFeed(document);
  feed.options = {
    ...feed.options,
    link: document.pageUrl,
    feedLinks: { json: document.selfUrl },
  };
  // The library knows version 1; all that 1.1 added is said by extensions. A member that is undefined is not written.
  const members = {
    version: 'https://jsonfeed.org/version/1.1',
    next_url: document.paging.previous,
    icon: site.icon,
    favicon: site.icon,
    authors: site.authors.map(author),
    language: document.language,
    hubs: document.hub === undefined ? undefined : [{ type: 'WebSub', url: document.hub }],
  };
  for (const [name, value] of Object.entries(members)) feed.addExtension(extension(name, value));
  for (const entry of document.entries) feed.addItem(item(document, entry));
  return feed.json1();
}

function item({ site, language }: FeedDocument, entry: Entry) {
  const members = {
    content_html: contentInFeed(site, entry),
    // JSON Feed requires one of the two contents; a feed of summaries gives them as text.
    content_text: site.content === 'summary' ? entry.summary : undefined,
    date_modified: entry.updated === undefined ? undefined : new Date(entry.updated).toISOString(),
    summary: entry.summary,
    external_url: entry.link,
    image: entry.image?.url,
    authors: entry.authors.map(author),
    tags: entry.tags.length === 0 ? undefined : entry.tags,
    language: entry.lang === language ? undefined : entry.lang,
    attachments: entry.enclosures.length === 0 ? undefined : entry.enclosures.map(attachment),
  };
  return {
    id: entry.id,
    title: entry.title ?? '',
    link: absolute(site, entry.path),
    date: new Date(entry.published),
    published: new Date(entry.published),
    extensions: Object.entries(members).map(([name, value]) => extension(name, value)),
  };
}

function author({ name, url, avatar }: Person): unknown {
  return { name, url, avatar };
}

function attachment({ url, type, length, duration, title }: Enclosure): unknown {
  return { url, mime_type: type, title, size_in_bytes: length, duration_in_seconds: duration };
}
