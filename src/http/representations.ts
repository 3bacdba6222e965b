// Representations: each document that can be asked for, with its validator known before anything is rendered.

import type { Address } from '../archive/address-table.ts';
import type { Archive } from '../archive/archive.ts';
import type { Entry, Instant } from '../archive/entry.ts';
import { feedDocumentAt } from '../feeds/lazy-document.ts';
import { OPML_MEDIA_TYPE, renderOpml } from '../feeds/opml.ts';
import { renderFeed } from '../feeds/render-feed.ts';
import { selectFeed } from '../feeds/selection.ts';
import { renderEntry } from '../pages/entry.tsx';
import { FAVICON, FAVICON_CONTENT_TYPE } from '../pages/favicon.ts';
import { renderFeeds } from '../pages/feeds.tsx';
import { renderListing } from '../pages/listing.tsx';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { type ProblemStatus, renderProblem } from '../pages/problem.tsx';
import { ROBOTS_CONTENT_TYPE, renderRobots } from '../pages/robots.ts';
import { renderSubscribe } from '../pages/subscribe.tsx';
import { type FeedAddress, formatFeedAddress, listingPath, type Selection } from '../routes/feed-address.ts';
import { markdownPath, SITE_PATHS } from '../routes/paths.ts';
import type { Cache } from './cache.ts';
import { lastingUntil } from './cache-control.ts';
import { encodedBodiesOf } from './encoded-bodies.ts';
import { linksOf, MARKDOWN_MEDIA_TYPE } from './link-header.ts';
import type { Representation } from './representation.ts';
import { sitemapsOf } from './sitemaps.ts';
import { validatorsOf } from './validators.ts';

/** Cache-Control of the page that a person gets instead of a feed: a shared cache must not give it to a feed reader. */
const FOR_ONE_PERSON = 'private, no-store';

export interface Representations {
  feed(address: FeedAddress, now: Instant): Representation;
  /** The same bytes as plain text, which a browser displays. */
  feedAsText(address: FeedAddress, now: Instant): Representation;
  /** The page about a feed, for a person who has clicked its address. */
  subscribe(address: FeedAddress, now: Instant): Representation;
  /** The page for people that lists the entries of a feed. */
  listing(selection: Selection, now: Instant): Representation;
  entry(address: Address): Representation;
  /** The author's Markdown. */
  markdown(address: Address): Representation;
  /** The page of all feeds, and the same as OPML. */
  feeds(now: Instant): Representation;
  opml(now: Instant): Representation;
  sitemap(now: Instant): Representation;
  /** One part of a sitemap that is too long for a single file; undefined when there is no such part. */
  sitemapPart(number: number, now: Instant): Representation | undefined;
  robots(): Representation;
  favicon(): Representation;
  /** Tells monitors that the server answers. */
  health(): Representation;
  /** A page for people that says why there is no document. */
  problem(status: ProblemStatus, message: string): Representation;
}

export function representationsOf(archive: Archive, cache: Cache): Representations {
  const { site } = archive;
  const validators = validatorsOf(archive);
  const body = encodedBodiesOf(archive, cache);
  const links = linksOf(site);

  const lasting = (until?: Instant) => lastingUntil(site, until);
  const read = async ({ position }: Address): Promise<Entry> => {
    const [entry] = await archive.entries([position]);
    if (!entry) throw new Error(`there is no entry at position ${position}`);
    return entry;
  };

  const feed = (address: FeedAddress, now: Instant): Representation => {
    const { format } = address;
    const { validator, until, document } = feedDocumentAt(archive, address, now);
    const render = async () => renderFeed(format, await document());
    return {
      contentType: `${format.mediaType}; charset=utf-8`,
      validator,
      ...lasting(until),
      vary: ['Sec-Fetch-Dest'],
      links: links.feed(address),
      body: () => body.prerendered(formatFeedAddress(address), validator, render),
    };
  };

  return {
    feed,

    feedAsText: (address, now) => ({ ...feed(address, now), contentType: 'text/plain; charset=utf-8' }),

    subscribe(address, now) {
      const { document, until } = feedDocumentAt(archive, address, now);
      return {
        contentType: PAGE_CONTENT_TYPE,
        ...lasting(until),
        cacheControl: () => FOR_ONE_PERSON,
        vary: ['Sec-Fetch-Dest'],
        links: links.feed(address),
        body: () => body.uncompressed(async () => renderSubscribe(await document(), address)),
      };
    },

    listing(selection, now) {
      const feed = selectFeed(archive, selection, now);
      const { slice, validator } = validators.listing(feed);
      const render = async () =>
        renderListing(site, selection, (await archive.entries(slice.positions)).reverse());
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lasting(feed.until),
        links: links.listing(selection),
        body: () => body.rendered(listingPath(selection), validator, render),
      };
    },

    entry(address) {
      const path = archive.path(address.position);
      const validator = validators.entry(address.position, 'pages');
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lasting(),
        links: links.entry(path),
        body: () => body.rendered(path, validator, async () => renderEntry(site, await read(address))),
      };
    },

    markdown(address) {
      const path = archive.path(address.position);
      const validator = validators.entry(address.position, 'feeds');
      return {
        contentType: `${MARKDOWN_MEDIA_TYPE}; charset=utf-8`,
        validator,
        ...lasting(),
        links: links.markdown(path),
        body: () =>
          body.rendered(markdownPath(path), validator, async () => `${(await read(address)).markdown}\n`),
      };
    },

    feeds(now) {
      const { validator, until } = validators.directory('pages', now);
      const render = () => renderFeeds(site, archive.directoryAt(now));
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lasting(until),
        links: links.directory(),
        body: () => body.rendered(SITE_PATHS.feeds, validator, render),
      };
    },

    opml(now) {
      const { validator, until } = validators.directory('feeds', now);
      const render = () => renderOpml(site, archive.directoryAt(now));
      return {
        contentType: `${OPML_MEDIA_TYPE}; charset=utf-8`,
        validator,
        ...lasting(until),
        links: links.opml(),
        body: () => body.rendered(SITE_PATHS.opml, validator, render),
      };
    },

    ...sitemapsOf(archive, validators, body),

    robots: () => ({
      contentType: ROBOTS_CONTENT_TYPE,
      validator: validators.site(),
      ...lasting(),
      body: () => body.uncompressed(() => renderRobots(site)),
    }),

    favicon: () => ({
      contentType: FAVICON_CONTENT_TYPE,
      validator: validators.site(),
      ...lasting(),
      body: () => body.uncompressed(() => FAVICON),
    }),

    health: () => ({
      contentType: 'text/plain; charset=utf-8',
      cacheControl: () => 'no-store',
      body: () => body.uncompressed(() => 'ok\n'),
    }),

    problem: (status, message) => ({
      status,
      contentType: PAGE_CONTENT_TYPE,
      cacheControl: () => 'no-cache',
      body: () => body.uncompressed(() => renderProblem(site, status, message)),
    }),
  };
}
