// The formats: one list that routes, links and tests all iterate.

import { ATOM_MEDIA_TYPE, renderAtom } from './atom.ts';
import type { FeedDocument } from './document.ts';
import { JSON_FEED_MEDIA_TYPE, renderJsonFeed } from './json.ts';
import { RSS_MEDIA_TYPE, renderRss } from './rss.ts';

export interface Format {
  /** Ends entity tags, and is what settings call the format. */
  readonly name: 'rss' | 'atom' | 'json';
  /** The format's name for people. */
  readonly label: string;
  readonly mediaType: string;
  /** Last segment of the addresses of feeds in this format. */
  readonly file: string;
  readonly render: (document: FeedDocument) => string;
}

/** In the order of preference: readers take the first feed that a page offers. */
export const FORMATS: readonly [Format, ...Format[]] = [
  { name: 'rss', label: 'RSS', mediaType: RSS_MEDIA_TYPE, file: 'rss.xml', render: renderRss },
  { name: 'atom', label: 'Atom', mediaType: ATOM_MEDIA_TYPE, file: 'atom.xml', render: renderAtom },
  {
    name: 'json',
    label: 'JSON Feed',
    mediaType: JSON_FEED_MEDIA_TYPE,
    file: 'feed.json',
    render: renderJsonFeed,
  },
];
