// What can be asked for: each document as a representation, its validator known before anything is rendered.

import { type Address, SITE_PATHS } from '../archive/addresses.ts';
import type { Archive, Family } from '../archive/archive.ts';
import type { Entry, Instant } from '../archive/entry.ts';
import { fingerprintOf } from '../archive/fingerprint.ts';
import type { Bytes } from '../archive/prepared.ts';
import { absolute, windowLimits } from '../archive/site.ts';
import { type Validator, windowOf, windowStart } from '../archive/stream.ts';
import {
  type FeedAddress,
  formatFeedAddress,
  listingPath,
  MAIN,
  type Selection,
  selectionOf,
} from '../feeds/addresses.ts';
import { FORMATS } from '../feeds/formats.ts';
import { hubOf, openFeed, openStream } from '../feeds/open-feed.ts';
import { OPML_CONTENT_TYPE, renderOpml } from '../feeds/opml.ts';
import { renderEntry } from '../pages/entry.tsx';
import { FAVICON, FAVICON_CONTENT_TYPE } from '../pages/favicon.ts';
import { renderFeeds } from '../pages/feeds.tsx';
import { renderListing } from '../pages/listing.tsx';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { type ProblemStatus, renderProblem } from '../pages/problem.tsx';
import { ROBOTS_CONTENT_TYPE, renderRobots } from '../pages/robots.ts';
import {
  type ListedPage,
  renderSitemap,
  renderSitemapIndex,
  SITEMAP_CONTENT_TYPE,
  SITEMAP_LIMIT,
} from '../pages/sitemap.ts';
import { renderSubscribe } from '../pages/subscribe.tsx';
import { cacheControl } from './caching.ts';
import { gunzip, gzip } from './coding.ts';
import type { Link } from './links.ts';
import { memoryOf } from './memory.ts';
import type { Body, Representation } from './respond.ts';

/** Bytes of rendered documents that an app keeps: some hundred feeds, well within what an isolate may hold. */
const MEMORY_BYTES = 16 * 1024 * 1024;

/** For the page in place of a feed: a cache between here and the reader must not give it to another reader. */
const FOR_ONE_PERSON = 'private, no-store';

const MARKDOWN = 'text/markdown';

export interface Representations {
  feed(address: FeedAddress, now: Instant): Representation;
  /** The same bytes as a text that a browser shows. */
  feedAsText(address: FeedAddress, now: Instant): Representation;
  /** The page about a feed, for a person who has clicked its address. */
  subscribe(address: FeedAddress, now: Instant): Representation;
  /** The page for people that lists what a feed holds. */
  listing(selection: Selection, now: Instant): Representation;
  entry(address: Address): Representation;
  /** The author's Markdown. */
  source(address: Address): Representation;
  /** The page of all feeds, and the same as OPML. */
  feeds(now: Instant): Representation;
  opml(now: Instant): Representation;
  /** The sitemap, or one part of it when it is too long for a single file; undefined for a part that it has not. */
  sitemap(part: number | undefined, now: Instant): Representation | undefined;
  robots(): Representation;
  favicon(): Representation;
  /** A page that says what is wrong with the request, or that nothing is there, or not any more. */
  problem(status: ProblemStatus, message: string): Representation;
}

export function representationsOf(archive: Archive): Representations {
  const { site, states, surroundings, directory } = archive;
  const keep = memoryOf(MEMORY_BYTES);

  /** A document that is rendered here, and compressed here, once an edition. */
  const rendered = (document: string, { etag }: Validator, render: () => Promise<string> | string): Body => {
    const plain = () => keep(document, etag, async () => encode(await render()));
    return {
      codings: ['gzip', 'identity'],
      bytes: (coding) =>
        coding === 'identity' ? plain() : keep(`${document} gzip`, etag, async () => gzip(await plain())),
    };
  };
  const lasting = (until?: Instant) => ({
    cacheControl: (now: Instant) => cacheControl(site.refreshMinutes, now, until),
    ...(until !== undefined && { until }),
  });
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
  const mainStream = (now: Instant) => openStream(archive, MAIN, now);
  /** What changes whenever a feed appears. */
  const directoryState = (family: Family, now: Instant) => {
    const main = mainStream(now);
    const newest = main.positions.at(-1);
    const moments = newest === undefined ? [] : [states.published(newest)];
    return { validator: validatorOf(family, [directory], moments), until: main.until };
  };
  /** Every page that has something to show, entries first, so that what has been listed keeps its place. */
  const listedPages = (now: Instant): ListedPage[] => [
    ...Array.from(mainStream(now).positions, (position) => ({
      path: archive.path(position),
      modified: Math.max(states.published(position), states.changed(position)),
    })),
    ...archive.directoryAt(now).map((key) => ({ path: listingPath(selectionOf(key)) })),
    { path: SITE_PATHS.feeds },
  ];

  const linkTo = (rel: Link['rel'], path: string, type?: string): Link => ({
    href: absolute(site, path),
    rel,
    ...(type !== undefined && { type }),
  });
  const feedLinks = (selection: Selection): Link[] =>
    FORMATS.map((format) => linkTo('alternate', formatFeedAddress({ selection, format }), format.mediaType));
  const hubLink = (address: Pick<FeedAddress, 'selection' | 'page'>): Link[] => {
    const hub = hubOf(site, address);
    return hub === undefined ? [] : [{ href: hub, rel: 'hub' }];
  };
  const linksOfFeed = (address: FeedAddress): Link[] => [
    linkTo('self', formatFeedAddress(address)),
    ...hubLink(address),
    ...FORMATS.filter((format) => format !== address.format).map((format) =>
      linkTo('alternate', formatFeedAddress({ ...address, format }), format.mediaType),
    ),
    linkTo('alternate', listingPath(address.selection), 'text/html'),
  ];

  const feed = (address: FeedAddress, now: Instant): Representation => {
    const { format } = address;
    const name = formatFeedAddress(address);
    const { validator, until, document } = openFeed(archive, address, now);
    return {
      contentType: `${format.mediaType}; charset=utf-8`,
      validator,
      ...lasting(until),
      vary: ['Sec-Fetch-Dest'],
      links: linksOfFeed(address),
      body: () => {
        const prepared = archive.prepared(name, validator.etag);
        if (!prepared) return rendered(name, validator, async () => format.render(await document()));
        const { brotli, gzip } = prepared;
        return {
          codings: ['br', 'gzip', 'identity'],
          bytes: (coding) =>
            ({
              br: () => brotli,
              gzip: () => gzip,
              identity: () => keep(name, validator.etag, () => gunzip(gzip)),
            })[coding](),
        };
      },
    };
  };

  return {
    feed,

    feedAsText: (address, now) => ({ ...feed(address, now), contentType: 'text/plain; charset=utf-8' }),

    subscribe(address, now) {
      const { document } = openFeed(archive, address, now);
      return {
        contentType: PAGE_CONTENT_TYPE,
        cacheControl: () => FOR_ONE_PERSON,
        vary: ['Sec-Fetch-Dest'],
        links: linksOfFeed(address),
        body: () => asIs(async () => encode(renderSubscribe(await document(), address))),
      };
    },

    listing(selection, now) {
      const path = listingPath(selection);
      const stream = openStream(archive, selection, now);
      const slice = windowOf(stream, windowStart(stream.positions, states, windowLimits(site)), states);
      const validator = validatorOf('pages', [slice.validator]);
      const entries = async () => (await archive.entries(slice.positions)).reverse();
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lasting(stream.until),
        links: [linkTo('self', path), ...hubLink({ selection }), ...feedLinks(selection)],
        body: () => rendered(path, validator, async () => renderListing(site, selection, await entries())),
      };
    },

    entry(address) {
      const path = archive.path(address.position);
      const validator = entryState(address, 'pages');
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lasting(),
        links: [linkTo('self', path), linkTo('alternate', `${path}.md`, MARKDOWN), ...feedLinks(MAIN)],
        body: () => rendered(path, validator, async () => renderEntry(site, await read(address))),
      };
    },

    source(address) {
      const path = archive.path(address.position);
      const validator = entryState(address, 'feeds');
      return {
        contentType: `${MARKDOWN}; charset=utf-8`,
        validator,
        ...lasting(),
        links: [linkTo('self', `${path}.md`), linkTo('canonical', path)],
        body: () => rendered(`${path}.md`, validator, async () => `${(await read(address)).markdown}\n`),
      };
    },

    feeds(now) {
      const { validator, until } = directoryState('pages', now);
      const { feeds, opml } = SITE_PATHS;
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lasting(until),
        links: [linkTo('self', feeds), linkTo('alternate', opml, 'text/x-opml'), ...feedLinks(MAIN)],
        body: () => rendered(feeds, validator, () => renderFeeds(site, archive.directoryAt(now))),
      };
    },

    opml(now) {
      const { validator, until } = directoryState('feeds', now);
      return {
        contentType: OPML_CONTENT_TYPE,
        validator,
        ...lasting(until),
        links: [linkTo('self', SITE_PATHS.opml), linkTo('alternate', SITE_PATHS.feeds, 'text/html')],
        body: () => rendered(SITE_PATHS.opml, validator, () => renderOpml(site, archive.directoryAt(now))),
      };
    },

    sitemap(part, now) {
      const stream = mainStream(now);
      const validator = validatorOf('pages', [windowOf(stream, 0, states).validator, directory]);
      const count = stream.positions.length + archive.directoryAt(now).length + 1;
      const parts = count > SITEMAP_LIMIT ? Math.ceil(count / SITEMAP_LIMIT) : 0;
      if (part !== undefined && part > parts) return undefined;
      const render = () => {
        if (part === undefined && parts > 0) return renderSitemapIndex(site, parts);
        const start = ((part ?? 1) - 1) * SITEMAP_LIMIT;
        return renderSitemap(site, listedPages(now).slice(start, start + SITEMAP_LIMIT));
      };
      return {
        contentType: SITEMAP_CONTENT_TYPE,
        validator,
        ...lasting(stream.until),
        body: () => rendered(`${SITE_PATHS.sitemap} ${part ?? ''}`, validator, render),
      };
    },

    robots() {
      const validator = validatorOf('pages', []);
      return {
        contentType: ROBOTS_CONTENT_TYPE,
        validator,
        ...lasting(),
        body: () => asIs(() => encode(renderRobots(site))),
      };
    },

    favicon() {
      const validator = validatorOf('pages', []);
      return {
        contentType: FAVICON_CONTENT_TYPE,
        validator,
        ...lasting(),
        body: () => asIs(() => encode(FAVICON)),
      };
    },

    problem: (status, message) => ({
      status,
      contentType: PAGE_CONTENT_TYPE,
      cacheControl: () => 'no-cache',
      body: () => asIs(() => encode(renderProblem(site, status, message))),
    }),
  };
}

/** A body that is not worth compressing, or is sent but once. */
function asIs(bytes: () => Promise<Bytes> | Bytes): Body {
  return { codings: ['identity'], bytes };
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}
