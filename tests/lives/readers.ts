// Subscribers: each polls one document in the way of a real reader, and keeps what it got.

import { FORMATS, type Format } from '../../src/routes/formats.ts';
import type { serve } from '../a-blog.ts';
import { readBack } from '../feeds/read-back.ts';

export type Site = ReturnType<typeof serve>;

/**
 * How a reader asks whether a document has changed: by its tag, by its date, by both (and then, as Newsboat does, it
 * ignores a document with the date that it has already), or not at all.
 */
type Manner = 'tag' | 'date' | 'both' | 'neither';

export interface Copy {
  readonly text: string;
  readonly etag: string;
  readonly date: string;
}

export interface Subscriber {
  readonly path: string;
  readonly manner: Manner;
  /** It polls at every nth look at the site. */
  readonly every: number;
  copy?: Copy;
  /** The id under which it has shown each post, by key. */
  readonly shown: Map<number, string>;
}

const subscriber = (path: string, manner: Manner, every: number): Subscriber => ({
  path,
  manner,
  every,
  shown: new Map(),
});

export function subscribers(): Subscriber[] {
  return [
    subscriber('/rss.xml', 'tag', 1),
    subscriber('/rss.xml', 'date', 4),
    subscriber('/atom.xml', 'both', 1),
    subscriber('/atom.xml', 'date', 7),
    subscriber('/feed.json', 'both', 3),
    subscriber('/feed.json', 'neither', 5),
    subscriber('/tags/x/atom.xml', 'both', 1),
    subscriber('/tags/y/rss.xml', 'date', 2),
    subscriber('/tags/x+y/feed.json', 'both', 2),
    subscriber('/rss.xml?not=x', 'both', 2),
    subscriber('/tags/y/atom.xml?not=z', 'date', 3),
    subscriber('/authors/Grace/rss.xml', 'both', 2),
    subscriber('/languages/en/atom.xml', 'tag', 3),
    subscriber('/archive/1/atom.xml', 'both', 3),
    subscriber('/archive/2/rss.xml', 'date', 3),
    subscriber('/', 'both', 2),
    subscriber('/tags/x', 'date', 3),
    subscriber('/feeds', 'both', 1),
    subscriber('/feeds.opml', 'date', 2),
    subscriber('/sitemap.xml', 'both', 2),
  ];
}

function conditionsOf({ manner, copy }: Subscriber): Record<string, string> {
  if (!copy || manner === 'neither') return {};
  return {
    ...(manner !== 'date' && { 'If-None-Match': copy.etag }),
    ...(manner !== 'tag' && { 'If-Modified-Since': copy.date }),
  };
}

/** Asks once, and resolves with the status. */
export async function poll(reader: Subscriber, { get }: Site): Promise<number> {
  const response = await get(reader.path, conditionsOf(reader));
  if (response.status !== 200) return response.status;
  const { headers } = response;
  const copy = {
    text: await response.text(),
    etag: headers.get('ETag') ?? '',
    date: headers.get('Last-Modified') ?? '',
  };
  const isIgnored = reader.manner === 'both' && reader.copy?.date === copy.date;
  if (!isIgnored) reader.copy = copy;
  return response.status;
}

/** The format of a feed document; undefined for any other path. */
export function formatAt(path: string): Format | undefined {
  return FORMATS.find(({ file }) => path.split('?')[0]?.endsWith(`/${file}`));
}

/** The id of each entry of a feed document, by the decoded path of its address; newest first. */
export function entriesIn(path: string, text: string): Map<string, string> {
  const format = formatAt(path);
  if (!format) return new Map();
  const { entries } = readBack(format, text);
  return new Map(entries.map(({ id = '', url = '' }) => [decodeURIComponent(new URL(url).pathname), id]));
}
