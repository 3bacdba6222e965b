// Old feeds: where other blog software has the feeds of tags, authors and languages, by patterns such as
// `/tags/:tag/index.xml`.

import type { FeedKey, FeedKind } from '../archive/feed-key.ts';
import { FORMATS, type Format } from './formats.ts';
import { decodePath } from './paths.ts';

/** What a pattern may contain, and the kind of feed that it then means. */
const PARTS: Readonly<Record<string, Exclude<FeedKind, 'main'>>> = {
  tag: 'tag',
  category: 'tag',
  author: 'author',
  lang: 'language',
  language: 'language',
};

/** Patterns of Hugo, WordPress, Ghost, Jekyll, Blogger and Tumblr. They matter only where there is such a feed. */
export const OLD_FEED_PATTERNS: Readonly<Record<string, Format['name']>> = {
  '/tags/:tag/index.xml': 'rss',
  '/categories/:category/index.xml': 'rss',
  '/authors/:author/index.xml': 'rss',
  '/tag/:tag/feed/': 'rss',
  '/category/:category/feed/': 'rss',
  '/author/:author/feed/': 'rss',
  '/tag/:tag/rss/': 'rss',
  '/author/:author/rss/': 'rss',
  '/feed/by_tag/:tag.xml': 'atom',
  '/feeds/posts/default/-/:tag': 'atom',
  '/tagged/:tag/rss': 'rss',
  '/:lang/index.xml': 'rss',
};

/** A feed as its old address names it: the name may be a slug. */
export interface NamedFeed {
  readonly key: FeedKey;
  readonly format: Format;
}

const PART = /:([a-z]+)/g;

/** The names of the parts of an old feed address that is a pattern; none for the address of a single feed. */
export function partsOf(address: string): string[] {
  return [...address.matchAll(PART)].flatMap(([, part = '']) => (part in PARTS ? [part] : []));
}

/** All parts that a pattern may have. */
export const OLD_FEED_PARTS: readonly string[] = Object.keys(PARTS);

/** An address of that pattern, to see what else has addresses of its form. */
export function exampleOf(pattern: string): string {
  return pattern.replace(PART, (written, part) => (part in PARTS ? 'x' : written));
}

/** Finds the feed that an old address names, given the patterns of the settings, each with the name of a format. */
export function namedFeedsOf(oldFeedAddresses: Readonly<Record<string, string>>) {
  // The settings come first.
  const patterns = Object.entries({ ...oldFeedAddresses, ...without(OLD_FEED_PATTERNS, oldFeedAddresses) });
  const matchers = patterns.flatMap(([pattern, name]) => {
    const [part] = partsOf(pattern);
    const format = FORMATS.find((each) => each.name === name);
    return part === undefined || !format ? [] : [matcherOf(pattern, part, format)];
  });
  return (path: string): NamedFeed | undefined => {
    const decoded = decodePath(path);
    if (decoded === undefined) return undefined;
    for (const match of matchers) {
      const found = match(decoded);
      if (found) return found;
    }
    return undefined;
  };
}

function matcherOf(pattern: string, part: string, format: Format) {
  const kind = PARTS[part] ?? 'tag';
  const [start = '', end = ''] = pattern.split(`:${part}`).map((text) => decodePath(text) ?? text);
  return (path: string): NamedFeed | undefined => {
    if (!path.startsWith(start) || !path.endsWith(end)) return undefined;
    const written = path.slice(start.length, Math.max(start.length, path.length - end.length));
    // WordPress has a category below the one that it is part of.
    const name = part === 'category' ? written.slice(written.lastIndexOf('/') + 1) : written;
    return name === '' || name.includes('/') ? undefined : { key: { kind, name }, format };
  };
}

function without<T>(some: Readonly<Record<string, T>>, others: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(some).filter(([key]) => !(key in others)));
}
