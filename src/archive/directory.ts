// The directory: the list of all feeds that a site offers, with its validators.

import type { Instant } from './entry.ts';
import type { FeedKey } from './feed-key.ts';
import type { Validator } from './validator.ts';

/** The directory from a moment on, until the next edition. */
export interface DirectoryEdition extends Validator {
  readonly from: Instant;
}

/** The edition in force at `now`, and when the next one begins, if there is one. `editions` are oldest first. */
export function directoryEditionAt(
  editions: readonly DirectoryEdition[],
  now: Instant,
): { validator: Validator; until?: Instant } {
  const next = editions.find(({ from }) => from > now);
  const { etag, modified } = editions.findLast(({ from }) => from <= now) ?? { etag: '', modified: 0 };
  return { validator: { etag, modified }, ...(next && { until: next.from }) };
}

/** Of the feeds with entries, those to offer. The feed of an only author or language would equal the main feed. */
export function offeredFeeds(keys: readonly FeedKey[]): FeedKey[] {
  const isChoice = (kind: FeedKey['kind']) => keys.filter((key) => key.kind === kind).length > 1;
  const choices = { main: true, tag: true, author: isChoice('author'), language: isChoice('language') };
  return keys.filter(({ kind }) => choices[kind]);
}
