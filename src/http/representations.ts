// What can be asked for: each document as a representation, its validator known before anything is rendered.

import type { Address } from '../archive/addresses.ts';
import type { Archive, Family } from '../archive/archive.ts';
import type { Entry, Instant } from '../archive/entry.ts';
import { MAIN_FEED } from '../archive/feed-key.ts';
import { fingerprintOf } from '../archive/fingerprint.ts';
import { windowLimits } from '../archive/site.ts';
import { type Validator, windowOf, windowStart } from '../archive/stream.ts';
import { type FeedAddress, formatFeedAddress, listingPath, type Selection } from '../feeds/addresses.ts';
import { openFeed, openStream } from '../feeds/open-feed.ts';
import { OPML_CONTENT_TYPE, renderOpml } from '../feeds/opml.ts';
import { renderEntry } from '../pages/entry.tsx';
import { renderFeeds } from '../pages/feeds.tsx';
import { renderListing } from '../pages/listing.tsx';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { type ProblemStatus, renderProblem } from '../pages/problem.tsx';
import { cacheControl } from './caching.ts';
import { memoryOf } from './memory.ts';
import type { Bytes, Representation } from './respond.ts';

/** Bytes of rendered documents that an app keeps: some hundred feeds, well within what an isolate may hold. */
const MEMORY_BYTES = 16 * 1024 * 1024;

export interface Representations {
  feed(address: FeedAddress, now: Instant): Representation;
  /** The page for people that lists what a feed holds. */
  listing(selection: Selection, now: Instant): Representation;
  entry(address: Address, now: Instant): Representation;
  /** The author's Markdown. */
  source(address: Address, now: Instant): Representation;
  /** The page of all feeds, and the same as OPML. */
  feeds(now: Instant): Representation;
  opml(now: Instant): Representation;
  /** A page that says what is wrong with the request, or that nothing is there, or not any more. */
  problem(status: ProblemStatus, message: string): Representation;
}

export function representationsOf(archive: Archive): Representations {
  const { site, states, surroundings, directory } = archive;
  const keep = memoryOf(MEMORY_BYTES);

  /** The validator of a document of a family, made of what it shows. */
  const validatorOf = (
    family: Family,
    shown: readonly Validator[],
    moments: readonly Instant[] = [],
  ): Validator => {
    const parts = [...shown, surroundings[family]];
    const modified = Math.max(...moments, ...parts.map((part) => part.modified));
    return { etag: fingerprintOf([modified, ...parts.map(({ etag }) => etag)]), modified };
  };
  const entryState = ({ position }: Address, family: Family): Validator => {
    const { digest, changed, published } = states.state(position);
    return validatorOf(family, [{ etag: digest, modified: changed }], [published]);
  };
  const read = async ({ position }: Address): Promise<Entry> => {
    const [entry] = await archive.entries([position]);
    if (!entry) throw new Error(`no entry lies at position ${position}`);
    return entry;
  };
  /** What changes whenever a feed appears. */
  const directoryState = (family: Family, now: Instant) => {
    const main = openStream(archive, { all: [MAIN_FEED], not: [] }, now);
    const newest = main.positions.at(-1);
    const moments = newest === undefined ? [] : [states.published(newest)];
    return { validator: validatorOf(family, [directory], moments), until: main.until };
  };

  return {
    feed(address, now) {
      const { format } = address;
      const { validator, until, document } = openFeed(archive, address, now);
      const render = async () => format.render(await document());
      return {
        contentType: `${format.mediaType}; charset=utf-8`,
        validator,
        cacheControl: cacheControl(site.refreshMinutes, now, until),
        bytes: () => keep(formatFeedAddress(address), validator.etag, async () => encode(await render())),
      };
    },

    listing(selection, now) {
      const stream = openStream(archive, selection, now);
      const slice = windowOf(stream, windowStart(stream.positions, states, windowLimits(site)), states);
      const validator = validatorOf('pages', [slice.validator]);
      const render = async () =>
        renderListing(site, selection, (await archive.entries(slice.positions)).reverse());
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        cacheControl: cacheControl(site.refreshMinutes, now, stream.until),
        bytes: () => keep(listingPath(selection), validator.etag, async () => encode(await render())),
      };
    },

    entry: (address, now) => ({
      contentType: PAGE_CONTENT_TYPE,
      validator: entryState(address, 'pages'),
      cacheControl: cacheControl(site.refreshMinutes, now),
      bytes: async () => encode(renderEntry(site, await read(address))),
    }),

    source: (address, now) => ({
      contentType: 'text/markdown; charset=utf-8',
      validator: entryState(address, 'feeds'),
      cacheControl: cacheControl(site.refreshMinutes, now),
      bytes: async () => encode(`${(await read(address)).markdown}\n`),
    }),

    feeds(now) {
      const { validator, until } = directoryState('pages', now);
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        cacheControl: cacheControl(site.refreshMinutes, now, until),
        bytes: () => encode(renderFeeds(site, archive.directoryAt(now))),
      };
    },

    opml(now) {
      const { validator, until } = directoryState('feeds', now);
      return {
        contentType: OPML_CONTENT_TYPE,
        validator,
        cacheControl: cacheControl(site.refreshMinutes, now, until),
        bytes: () => encode(renderOpml(site, archive.directoryAt(now))),
      };
    },

    problem: (status, message) => ({
      status,
      contentType: PAGE_CONTENT_TYPE,
      cacheControl: 'no-cache',
      bytes: () => encode(renderProblem(site, status, message)),
    }),
  };
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}
