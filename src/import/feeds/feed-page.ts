// One document of a feed in any format: its posts, its site, and where the older entries are.

import { posix } from 'node:path';
import type { Format } from '../../routes/formats.ts';
import type { ImportedPost, ImportedSite } from '../imported.ts';
import { textOf as documentText } from '../source/document.ts';
import { isObject, objectsIn, parseExport, textIn } from '../source/json.ts';
import type { DocumentSource } from '../source/source.ts';
import { linkOf, postOfEntry, siteOfFeed } from './atom.ts';
import { isJsonFeed, postOfJsonItem, siteOfJsonFeed } from './json-feed.ts';
import { readXml } from './read-xml.ts';
import { postOfItem, siteOfChannel } from './rss.ts';
import { sampleOf, type ZonedSample } from './time-zone.ts';
import { momentOf, webAddress } from './values.ts';
import { childrenNamed, textOf, type XmlElement } from './xml-tree.ts';

export interface FeedPage {
  readonly format: Format['name'];
  readonly site: ImportedSite;
  readonly posts: readonly ImportedPost[];
  /** Dates with their offsets, from which the time zone of the site can be found. */
  readonly zoned: readonly ZonedSample[];
  /** The document with the next older entries, if it names one. */
  readonly next?: string;
  /** Its own address, as it states it. */
  readonly self?: string;
  /** The program that made it. */
  readonly generator?: string;
}

/** Whether the beginning of a document is that of a feed. */
export function looksLikeFeed(head: string): boolean {
  if (head.startsWith('{')) return /"(?:version|items|home_page_url)"/.test(head);
  return /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*(?:\[[\s\S]*?\])?[^>]*>|<\?[^>]*\?>|\s)*<(?:\w+:)?(?:rss|rdf|feed|channel)\b/i.test(
    head,
  );
}

/** Throws an Error with a message for the owner when the document is damaged or no feed. */
export async function readFeedPage(source: DocumentSource): Promise<FeedPage> {
  return source.head.startsWith('{') ? readJson(source) : readXmlFeed(source);
}

async function readJson(source: DocumentSource): Promise<FeedPage> {
  const document = parseExport(await documentText(source), source.name);
  if (!isObject(document) || !isJsonFeed(document))
    throw new Error(`${source.name} is JSON, but no JSON Feed; docs/migrating.md lists what can be imported`);
  const next = webAddress(textIn(document, 'next_url'), source.url);
  const self = webAddress(textIn(document, 'feed_url'), source.url);
  return {
    format: 'json',
    site: siteOfJsonFeed(document),
    posts: objectsIn(document, 'items').map((item, index) => postOfJsonItem(item, placeOf(source, index))),
    zoned: zonedIn(objectsIn(document, 'items').map((item) => textIn(item, 'date_published'))),
    ...(next !== undefined && { next }),
    ...(self !== undefined && { self }),
  };
}

/** `feed.xml, entry 3`. */
export function placeOf({ name }: DocumentSource, index: number): string {
  return `${/^https?:/.test(name) ? name : posix.basename(name)}, entry ${index + 1}`;
}

/**
 * Each entry becomes a post as soon as it has been read, so that only posts are in memory. What is a post of the site and
 * what a link to another depends on where the site is; a feed that says so only at its end is read once more.
 */
async function readXmlFeed(source: DocumentSource): Promise<FeedPage> {
  const entries = new Entries(source);
  const page = pageOf(source, await entries.read(), entries);
  const { origin } = page.site;
  if (origin === entries.origin) return page;
  const again = new Entries(source, origin);
  return pageOf(source, await again.read(), again);
}

/** The entries of a feed in XML, as they are read. */
class Entries {
  readonly posts: ImportedPost[] = [];
  readonly zoned: ZonedSample[] = [];
  /** That of the site, as far as it is known. */
  origin: string | undefined;
  readonly #source: DocumentSource;

  constructor(source: DocumentSource, origin?: string) {
    this.#source = source;
    this.origin = origin;
  }

  /** Returns the root without the entries. */
  async read(): Promise<XmlElement> {
    const isItem = ({ name, space }: XmlElement) =>
      (name === 'item' && space === '') || (name === 'entry' && space === 'atom');
    return readXml(this.#source, isItem, (item, around) => this.#add(item, around));
  }

  #add(item: XmlElement, around: XmlElement): void {
    this.origin ??= siteAround(around).origin;
    const place = placeOf(this.#source, this.posts.length);
    const isAtom = item.name === 'entry';
    const date = isAtom ? textOf(item, 'atom:published') : textOf(item, 'pubDate', 'dc:date');
    this.zoned.push(...zonedIn([date]));
    this.posts.push((isAtom ? postOfEntry : postOfItem)(item, place, this.origin));
  }
}

/** What the element around an entry says of the site: a feed, a channel, or in RSS 1.0 what a channel is in. */
function siteAround(around: XmlElement): ImportedSite {
  if (around.name === 'feed') return siteOfFeed(around);
  const channel = channelIn(around);
  return channel ? siteOfChannel(channel) : {};
}

function channelIn(root: XmlElement): XmlElement | undefined {
  return childrenNamed(root, 'channel')[0] ?? (root.name === 'channel' ? root : undefined);
}

function pageOf(source: DocumentSource, root: XmlElement, { posts, zoned }: Entries): FeedPage {
  if (root.name === 'feed' && root.space === 'atom')
    return {
      format: 'atom',
      site: siteOfFeed(root),
      posts,
      zoned,
      ...pagingOf(root),
      ...generatorOf(textOf(root, 'atom:generator')),
    };
  const channel = channelIn(root);
  if (!channel || !/^(?:rss|rdf|channel)$/i.test(root.name))
    throw new Error(
      `${source.name} is XML, but no feed and no export that is known; docs/migrating.md lists what can be imported`,
    );
  return {
    format: 'rss',
    site: siteOfChannel(channel),
    posts,
    zoned,
    ...pagingOf(channel),
    ...generatorOf(textOf(channel, 'generator')),
  };
}

/** In UTC, a date says nothing of the time zone of its author: many programs write all dates so. */
function zonedIn(dates: readonly (string | undefined)[]): ZonedSample[] {
  return dates.flatMap((date) => {
    const moment = momentOf(date);
    const sample = date === undefined || moment === undefined ? undefined : sampleOf(date, moment);
    return sample ? [sample] : [];
  });
}

/** RFC 5005: `prev-archive` for an archived feed, `next` for a paged one. */
function pagingOf(holder: XmlElement): Pick<FeedPage, 'next' | 'self'> {
  const next = linkOf(holder, 'prev-archive') ?? linkOf(holder, 'next');
  const self = linkOf(holder, 'self');
  return { ...(next !== undefined && { next }), ...(self !== undefined && { self }) };
}

function generatorOf(generator: string | undefined): Pick<FeedPage, 'generator'> {
  return generator === undefined ? {} : { generator };
}
