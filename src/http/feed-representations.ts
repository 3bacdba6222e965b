// Feeds and listings as representations: the entries of a selection, for feed readers and for people.

import type { Instant } from '../archive/entry.ts';
import { feedDocumentAt } from '../feeds/lazy-document.ts';
import { renderFeed } from '../feeds/render-feed.ts';
import { selectFeed } from '../feeds/selection.ts';
import { renderListing } from '../pages/listing.tsx';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { renderSubscribe } from '../pages/subscribe.tsx';
import { type FeedAddress, formatFeedAddress, listingPath, type Selection } from '../routes/feed-address.ts';
import { lastingUntil } from './cache-control.ts';
import type { Representation } from './representation.ts';
import type { RepresentationContext } from './representation-context.ts';

/** Cache-Control of the page that a person gets instead of a feed: a shared cache must not give it to a feed reader. */
const FOR_ONE_PERSON = 'private, no-store';

export function feedRepresentations({ archive, validators, bodies, links }: RepresentationContext) {
  const { site } = archive;

  const feed = (address: FeedAddress, now: Instant): Representation => {
    const { format } = address;
    const { validator, until, document } = feedDocumentAt(archive, address, now);
    const render = async () => renderFeed(format, await document());
    return {
      contentType: `${format.mediaType}; charset=utf-8`,
      validator,
      ...lastingUntil(site, until),
      vary: ['Sec-Fetch-Dest'],
      links: links.feed(address),
      body: () => bodies.prerendered(formatFeedAddress(address), validator, render),
    };
  };

  return {
    feed,

    /** The same bytes as plain text, which a browser displays. */
    feedAsText: (address: FeedAddress, now: Instant): Representation => ({
      ...feed(address, now),
      contentType: 'text/plain; charset=utf-8',
    }),

    /** The page about a feed, for a person who has clicked its address. */
    subscribe(address: FeedAddress, now: Instant): Representation {
      const { document, until } = feedDocumentAt(archive, address, now);
      return {
        contentType: PAGE_CONTENT_TYPE,
        ...lastingUntil(site, until),
        cacheControl: () => FOR_ONE_PERSON,
        vary: ['Sec-Fetch-Dest'],
        links: links.feed(address),
        body: () => bodies.uncompressed(async () => renderSubscribe(await document(), address)),
      };
    },

    /** The page for people that lists the entries of a feed. */
    listing(selection: Selection, now: Instant): Representation {
      const listed = selectFeed(archive, selection, now);
      const { slice, validator } = validators.listing(listed);
      const render = async () =>
        renderListing(site, selection, (await archive.entries(slice.positions)).reverse());
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lastingUntil(site, listed.until),
        links: links.listing(selection),
        body: () => bodies.rendered(listingPath(selection), validator, render),
      };
    },
  };
}
