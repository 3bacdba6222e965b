// Comparing: what readers see of an entry in the old feed and in the new one.

import type { ImportedPost } from '../imported.ts';
import { contentOf, type ReaderContent, wordsIn } from './content.ts';
import { matchEntries, pathOf } from './match.ts';

/** What differs, with both texts as a person would read them. */
export interface Difference {
  readonly what: 'id' | 'link' | 'title' | 'date' | 'content';
  readonly before: string;
  readonly after: string;
}

export interface ComparedEntry {
  readonly old: ImportedPost;
  /** Empty when readers see no change. */
  readonly differences: readonly Difference[];
  /** Whether the new feed has the whole text where the old one had a summary or the beginning. */
  readonly isWhole: boolean;
}

export interface Comparison {
  readonly entries: readonly ComparedEntry[];
  /** Entries of the old feed that the new one does not have. */
  readonly missing: readonly ImportedPost[];
  /** Entries of the new feed, as recent as those of the old one, that the old feed does not have. */
  readonly added: readonly ImportedPost[];
}

/** Compares the feeds as programs read them. */
export function compareFeeds(old: readonly ImportedPost[], fresh: readonly ImportedPost[]): Comparison {
  const matched = matchEntries(old, fresh);
  const known = new Set(matched.values());
  const oldest = Math.min(...old.map(({ date }) => date ?? Number.POSITIVE_INFINITY));
  return {
    entries: old.flatMap((entry) => {
      const post = matched.get(entry);
      return post ? [compareEntry(entry, post)] : [];
    }),
    missing: old.filter((entry) => !matched.has(entry)),
    added: fresh.filter((post) => !known.has(post) && (post.date ?? 0) >= oldest),
  };
}

function compareEntry(old: ImportedPost, fresh: ImportedPost): ComparedEntry {
  const differences: Difference[] = [];
  const add = (what: Difference['what'], before: string | undefined, after: string | undefined) => {
    if (before !== undefined && before !== after) differences.push({ what, before, after: after ?? '' });
  };
  add('id', old.id ?? old.url, fresh.id);
  if (spelled(old.url) !== spelled(fresh.url)) add('link', old.url, fresh.url);
  if (plain(old.title) !== plain(fresh.title)) add('title', old.title, fresh.title);
  if (toSecond(old.date) !== toSecond(fresh.date)) add('date', written(old.date), written(fresh.date));
  const [before, after] = [contentOf(old), contentOf(fresh)];
  const isWhole = isPartOf(before, after, fresh.summary);
  const content = isWhole ? undefined : contentDifference(before, after);
  if (content) differences.push({ what: 'content', ...content });
  return { old, differences, isWhole };
}

/** Whether the old feed has only the summary, or only the beginning of what the new one has. */
function isPartOf(old: ReaderContent, fresh: ReaderContent, summary: string | undefined): boolean {
  if (old.words.length === 0) return fresh.words.length > 0;
  const isSummary = summary !== undefined && wordsIn(summary).join(' ') === old.words.join(' ');
  const isBeginning =
    old.words.length < fresh.words.length && old.words.every((word, index) => word === fresh.words[index]);
  return isBeginning || (isSummary && fresh.words.join(' ') !== old.words.join(' '));
}

/** The path as it is, because a link that is redirected still leads to the post but is another link. */
function spelled(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url, 'https://old.invalid')) return pathOf(url);
  const { pathname, search } = new URL(url, 'https://old.invalid');
  return pathname + search;
}

function plain(title: string | undefined): string | undefined {
  const text = title?.normalize('NFC').replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

function toSecond(moment: number | undefined): number | undefined {
  return moment === undefined ? undefined : Math.floor(moment / 1000);
}

function written(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString().replace('.000', '');
}

/** Words that are shown of a difference, and of what is before it. */
const WORDS = 8;
const WORDS_BEFORE = 2;
const LONGEST_EXCERPT = 80;

/** The first place where the words differ, or the first picture that is gone. */
function contentDifference(
  old: ReaderContent,
  fresh: ReaderContent,
): { before: string; after: string } | undefined {
  const at = old.words.findIndex((word, index) => word !== fresh.words[index]);
  if (at !== -1 || fresh.words.length > old.words.length) {
    const start = Math.max(0, (at === -1 ? old.words.length : at) - WORDS_BEFORE);
    const excerpt = (words: readonly string[]) =>
      words
        .slice(start, start + WORDS)
        .join(' ')
        .slice(0, LONGEST_EXCERPT);
    return { before: excerpt(old.words), after: excerpt(fresh.words) };
  }
  const lost = old.pictures.find((each) => !fresh.pictures.includes(each));
  return lost === undefined ? undefined : { before: `picture ${lost}`, after: 'no such picture' };
}
