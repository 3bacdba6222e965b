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

async function readXmlFeed(source: DocumentSource): Promise<FeedPage> {
  const items: XmlElement[] = [];
  const isItem = ({ name, space }: XmlElement) =>
    (name === 'item' && space === '') || (name === 'entry' && space === 'atom');
  const root = await readXml(source, isItem, (item) => items.push(item));
  if (root.name === 'feed' && root.space === 'atom') return atomPage(source, root, items);
  const channel = childrenNamed(root, 'channel')[0] ?? (root.name === 'channel' ? root : undefined);
  if (!channel || !/^(?:rss|rdf|channel)$/i.test(root.name))
    throw new Error(
      `${source.name} is XML, but no feed and no export that is known; docs/migrating.md lists what can be imported`,
    );
  return rssPage(source, channel, items);
}

function atomPage(source: DocumentSource, root: XmlElement, items: readonly XmlElement[]): FeedPage {
  const site = siteOfFeed(root);
  return {
    format: 'atom',
    site,
    posts: items.map((entry, index) => postOfEntry(entry, placeOf(source, index), site.origin)),
    zoned: zonedIn(items.map((entry) => textOf(entry, 'atom:published'))),
    ...pagingOf(root),
    ...generatorOf(textOf(root, 'atom:generator')),
  };
}

function rssPage(source: DocumentSource, channel: XmlElement, items: readonly XmlElement[]): FeedPage {
  const site = siteOfChannel(channel);
  return {
    format: 'rss',
    site,
    posts: items.map((item, index) => postOfItem(item, placeOf(source, index), site.origin)),
    zoned: zonedIn(items.map((item) => textOf(item, 'pubDate', 'dc:date'))),
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
