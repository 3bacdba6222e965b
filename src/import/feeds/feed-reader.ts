// Feeds in any format: the document that the owner names, and the older ones that it leads to.

import type { Imported, ImportedPost, ImportedSite, Skipped } from '../imported.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { NotFound } from '../source/fetch.ts';
import { MOST_PAGES } from '../source/limits.ts';
import { openAddress } from '../source/open.ts';
import type { DocumentSource } from '../source/source.ts';
import { type FeedPage, looksLikeFeed, readFeedPage } from './feed-page.ts';
import { timeZoneOf } from './time-zone.ts';

export const FEED: Reader = {
  name: 'feed',
  recognises: (source) => source.kind === 'document' && looksLikeFeed(source.head),
  read: async (source, context) => {
    if (source.kind !== 'document') throw new Error(`${source.name} is no document`);
    const { pages, skipped } = await readPages(source, context);
    return combine(pages, skipped, source, context);
  },
};

interface Pages {
  readonly pages: readonly FeedPage[];
  readonly skipped: readonly Skipped[];
}

async function readPages(source: DocumentSource, context: ReadContext): Promise<Pages> {
  const pages = [await readFeedPage(source)];
  const skipped: Skipped[] = [];
  const visited = new Set([source.url]);
  const known = new Set<string>();
  let count = addNew(pages[0], known);
  context.progress(count);
  for (let next = nextOf(pages, source); next !== undefined; next = nextOf(pages, source)) {
    if (source.url === undefined) {
      skipped.push({
        source: source.name,
        reason: `older entries are at ${next}; import that address to have them`,
      });
      break;
    }
    if (visited.has(next)) break;
    if (visited.size > MOST_PAGES)
      throw new Error(
        `${source.name} has more than ${MOST_PAGES} pages, or leads to new ones for ever; import an export of the site instead`,
      );
    visited.add(next);
    const page = await readNext(next, pages, skipped, context);
    if (!page) break;
    pages.push(page);
    const added = addNew(page, known);
    // A server that ignores the number of the page answers with the same entries again.
    if (added === 0) break;
    count += added;
    context.progress(count);
  }
  return { pages, skipped };
}

/** Undefined at the end of a WordPress feed, and when a page cannot be fetched, which is noted. */
async function readNext(
  address: string,
  pages: readonly FeedPage[],
  skipped: Skipped[],
  { fetch }: ReadContext,
): Promise<FeedPage | undefined> {
  try {
    const source = await openAddress(address, fetch);
    return source.kind === 'document' ? await readFeedPage(source) : undefined;
  } catch (error) {
    const isEnd = error instanceof NotFound && isNumbered(pages.at(-1)) && error.status === 404;
    if (!isEnd)
      skipped.push({ source: address, reason: `older entries cannot be read: ${(error as Error).message}` });
    return undefined;
  }
}

/** The number of posts on a page that are on no page before it. */
function addNew(page: FeedPage | undefined, known: Set<string>): number {
  const before = known.size;
  for (const post of page?.posts ?? []) known.add(keyOf(post));
  return known.size - before;
}

function keyOf({ id, url, title, date }: ImportedPost): string {
  return id ?? url ?? `${date} ${title}`;
}

/** The address of the page after the last one. WordPress has such pages, but names no links to them. */
function nextOf(pages: readonly FeedPage[], { url }: DocumentSource): string | undefined {
  const last = pages.at(-1);
  if (last?.next !== undefined || url === undefined) return last?.next;
  if (!isNumbered(last) || last?.posts.length === 0) return undefined;
  const next = new URL(url);
  next.searchParams.set('paged', String(Number(next.searchParams.get('paged') ?? 1) + pages.length));
  return next.href;
}

function isNumbered(page: FeedPage | undefined): boolean {
  return page?.next === undefined && /wordpress/i.test(page?.generator ?? '');
}

/** The posts of all pages, and what the first page says of the site. */
function combine(
  pages: readonly FeedPage[],
  skipped: readonly Skipped[],
  source: DocumentSource,
  context: ReadContext,
): Imported {
  const [first] = pages;
  const timeZone = timeZoneOf(pages.flatMap(({ zoned }) => zoned));
  const known: ImportedSite = {
    ...first?.site,
    ...(context.origin !== undefined && { origin: context.origin }),
    ...(timeZone !== undefined && timeZone !== 'UTC' && { timeZone }),
  };
  const site = withAddress(known, first, source);
  return { site, posts: postsOf(pages), files: [], skipped };
}

/**
 * The posts of all pages. An entry that is also on a page before it is the same one, because entries move from page to page
 * while new ones appear; what is twice on one page is for the plan to judge.
 */
function postsOf(pages: readonly FeedPage[]): ImportedPost[] {
  const before = new Set<string>();
  return pages.flatMap(({ posts }) => {
    const fresh = posts.filter((post) => !before.has(keyOf(post)));
    for (const post of posts) before.add(keyOf(post));
    return fresh;
  });
}

/** Serves the feed where readers ask for it now. */
function withAddress(site: ImportedSite, page: FeedPage | undefined, { url }: DocumentSource): ImportedSite {
  const address = page?.self ?? url;
  if (!page || address === undefined) return site;
  const { origin, pathname, search } = new URL(address);
  if (origin !== site.origin || search !== '' || pathname === '/') return site;
  return { ...site, oldFeedAddresses: { ...site.oldFeedAddresses, [decodeURI(pathname)]: page.format } };
}
