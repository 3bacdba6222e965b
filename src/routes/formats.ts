// The formats of feeds: one list for routes, links, settings and tests.

export interface Format {
  /** The format's name in settings, and the end of its entity tags. */
  readonly name: 'rss' | 'atom' | 'json';
  /** The format's name for people. */
  readonly label: string;
  readonly mediaType: string;
  /** Last segment of the addresses of feeds in this format. */
  readonly file: string;
}

export const RSS: Format = {
  name: 'rss',
  label: 'RSS',
  mediaType: 'application/rss+xml',
  file: 'rss.xml',
};

export const ATOM: Format = {
  name: 'atom',
  label: 'Atom',
  mediaType: 'application/atom+xml',
  file: 'atom.xml',
};

export const JSON_FEED: Format = {
  name: 'json',
  label: 'JSON Feed',
  mediaType: 'application/feed+json',
  file: 'feed.json',
};

/** In order of preference: readers take the first feed that a page offers. */
export const FORMATS: readonly [Format, ...Format[]] = [RSS, ATOM, JSON_FEED];
