// JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/

import type { Enclosure, Entry, Person } from '../archive/entry.ts';
import { contentInFeed, type FeedDocument } from './document.ts';
import { type Extensions, writeJsonFeed } from './feed-library.ts';

export function renderJsonFeed(document: FeedDocument): string {
  return writeJsonFeed(document, members(document), (entry) => itemMembers(document, entry));
}

function members({ site, paging, language, hub }: FeedDocument): Extensions {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    next_url: paging.previous,
    icon: site.icon,
    favicon: site.icon,
    authors: site.authors.map(author),
    language,
    hubs: hub === undefined ? undefined : [{ type: 'WebSub', url: hub }],
  };
}

function itemMembers({ site, language }: FeedDocument, entry: Entry): Extensions {
  return {
    content_html: contentInFeed(site, entry),
    // JSON Feed requires one of the two contents, so a feed of summaries has them as text.
    content_text: site.content === 'summary' ? entry.summary : undefined,
    date_modified: entry.updated === undefined ? undefined : new Date(entry.updated).toISOString(),
    summary: entry.summary,
    external_url: entry.link,
    image: entry.image?.url,
    banner_image: entry.image?.url,
    authors: entry.authors.map(author),
    tags: entry.tags.length === 0 ? undefined : entry.tags,
    language: entry.lang === language ? undefined : entry.lang,
    attachments: entry.enclosures.length === 0 ? undefined : entry.enclosures.map(attachment),
  };
}

function author({ name, url, avatar }: Person): unknown {
  return { name, url, avatar };
}

function attachment({ url, type, length, duration, title }: Enclosure): unknown {
  return { url, mime_type: type, title, size_in_bytes: length, duration_in_seconds: duration };
}
