// Reading back: parses documents of any format with an independent parser, into the same structure.

import { decodeHTML } from 'entities';
import { type Atom, type Json, parseAtomFeed, parseJsonFeed, parseRssFeed, type Rss } from 'feedsmith';
import { SaxesParser } from 'saxes';
import type { Format } from '../../src/routes/formats.ts';

/** What all formats have in common. */
export interface ReadEntry {
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly title: string;
  readonly published: string;
  readonly updated: string;
  readonly summary: string | undefined;
  readonly content: string | undefined;
  readonly authors: readonly (string | undefined)[];
  readonly tags: readonly (string | undefined)[];
  readonly enclosures: readonly { url: unknown; type: unknown; length: unknown }[];
  readonly image: string | undefined;
  readonly lang: string | undefined;
}

export interface ReadFeed {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly lang: string | undefined;
  readonly entries: readonly ReadEntry[];
}

/** Reads a document. A strict parser checks that XML is well-formed, because the other parser is lenient. */
export function readBack(format: Format, text: string): ReadFeed {
  if (format.name === 'json') return fromJson(parseJsonFeed(text) as Json.Feed<string>);
  const prefixes = checkWellFormed(text);
  if (format.name === 'atom') return fromAtom(parseAtomFeed(text) as Atom.Feed<string>, prefixes);
  return fromRss(parseRssFeed(text) as Rss.Feed<string>);
}

/** Throws at the first violation of XML 1.0 or its namespaces. Returns `xml:lang` of the feed and of each entry. */
export function checkWellFormed(text: string): (string | undefined)[] {
  const languages: (string | undefined)[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'feed' || name === 'entry') languages.push(attributes['xml:lang']?.value);
  });
  parser.write(text).close();
  return languages;
}

const iso = (date: string | undefined) => (date === undefined ? '' : new Date(date).toISOString());
const text = (html: string | undefined) => (html === undefined ? undefined : decodeHTML(html));

function fromRss(feed: Rss.Feed<string>): ReadFeed {
  return {
    title: feed.title,
    description: feed.description,
    lang: feed.language,
    entries: (feed.items ?? []).map((item) => ({
      id: item.guid?.value,
      url: item.link,
      title: item.title ?? '',
      published: iso(item.pubDate),
      updated: iso(item.atom?.updated ?? item.pubDate),
      summary: text(item.description),
      content: item.content?.encoded?.trim(),
      authors: item.dc?.creators ?? [],
      tags: (item.categories ?? []).map(({ name }) => name),
      enclosures: (item.enclosures ?? []).map(({ url, type, length }) => ({ url, type, length })),
      image: item.media?.contents?.[0]?.url,
      lang: item.dc?.languages?.[0] ?? feed.language,
    })),
  };
}

function fromAtom(feed: Atom.Feed<string>, [lang, ...languages]: (string | undefined)[]): ReadFeed {
  return {
    title: feed.title?.value,
    description: feed.subtitle?.value,
    lang,
    entries: (feed.entries ?? []).map((entry, number) => ({
      id: entry.id,
      url: entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
      title: entry.title?.value ?? '',
      published: iso(entry.published),
      updated: iso(entry.updated),
      summary: text(entry.summary?.value),
      content: entry.content?.value?.trim(),
      authors: (entry.authors ?? []).map(({ name }) => name),
      tags: (entry.categories ?? []).map(({ term }) => term),
      enclosures: (entry.links ?? [])
        .filter(({ rel }) => rel === 'enclosure')
        .map(({ href, type, length }) => ({ url: href, type, length })),
      image: entry.media?.contents?.[0]?.url,
      lang: languages[number] ?? lang,
    })),
  };
}

function fromJson(feed: Json.Feed<string>): ReadFeed {
  return {
    title: feed.title,
    description: feed.description,
    lang: feed.language,
    entries: (feed.items ?? []).map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title ?? '',
      published: iso(item.date_published),
      updated: iso(item.date_modified ?? item.date_published),
      summary: item.summary,
      content: item.content_html?.trim(),
      authors: (item.authors ?? []).map(({ name }) => name),
      tags: item.tags ?? [],
      enclosures: (item.attachments ?? []).map(({ url, mime_type, size_in_bytes }) => ({
        url,
        type: mime_type,
        length: size_in_bytes,
      })),
      image: item.image,
      lang: item.language ?? feed.language,
    })),
  };
}
