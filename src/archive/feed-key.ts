// Feed keys: the kind and name of each feed of the site.

export type FeedKind = 'main' | 'tag' | 'author' | 'language';

/** One feed: the main one, or all entries with a tag, by an author, in a language. */
export interface FeedKey {
  readonly kind: FeedKind;
  /** The tag, the author's name or the language; empty for the main feed. */
  readonly name: string;
}

export const MAIN_FEED: FeedKey = { kind: 'main', name: '' };

/** First segment of the addresses of each kind; the main feed is at the root. */
export const FEED_SEGMENTS: Readonly<Record<Exclude<FeedKind, 'main'>, string>> = {
  tag: 'tags',
  author: 'authors',
  language: 'languages',
};

/** The key as one text, for tables: `tag:radio`. */
export function formatFeedKey({ kind, name }: FeedKey): string {
  return kind === 'main' ? kind : `${kind}:${name}`;
}

export function parseFeedKey(text: string): FeedKey {
  const colon = text.indexOf(':');
  return colon === -1 ? MAIN_FEED : { kind: text.slice(0, colon) as FeedKind, name: text.slice(colon + 1) };
}
