// Feeds of entries: which feeds an entry is in, and which feeds the site offers.

import type { Entry } from '../../archive/entry.ts';
import { formatFeedKey, MAIN_FEED, parseFeedKey } from '../../archive/feed-key.ts';
import { byText } from '../text/text.ts';

/** Keys of the feeds that contain an entry. */
export function feedsOf({ listed, tags, authors, lang }: Entry): string[] {
  if (!listed) return [];
  const keys = [
    MAIN_FEED,
    ...tags.map((name) => ({ kind: 'tag' as const, name })),
    ...authors.map(({ name }) => ({ kind: 'author' as const, name: name.normalize('NFC') })),
    { kind: 'language' as const, name: lang },
  ];
  return [...new Set(keys.map(formatFeedKey))];
}

/** Keys of the feeds to offer, in the order to show them. The feed of an only author would equal the main feed. */
export function directoryOf(keys: Iterable<string>): string[] {
  const sorted = [...new Set(keys)].sort(byName);
  const ofKind = (kind: string) => sorted.filter((key) => parseFeedKey(key).kind === kind);
  const choices = [ofKind('author'), ofKind('language')].filter((each) => each.length > 1);
  return [...ofKind('main'), ...ofKind('tag'), ...choices.flat()];
}

/** Ignores case first, and then compares code units: the same order in every locale. */
function byName(a: string, b: string): number {
  return byText(a.toLowerCase(), b.toLowerCase()) || byText(a, b);
}
