// What can be asked for: each document as a representation, its validator known before anything is rendered.

import type { Address } from '../archive/addresses.ts';
import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import type { Format } from '../feeds/formats.ts';
import { mainFeed } from '../feeds/main-feed.ts';
import { renderEntry } from '../pages/entry.tsx';
import { renderHome } from '../pages/home.tsx';
import { renderNotFound } from '../pages/not-found.tsx';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { cacheControl } from './caching.ts';
import type { Bytes, Representation } from './respond.ts';

export interface Representations {
  feed(format: Format, now: Instant): Representation;
  home(now: Instant): Representation;
  entry(address: Address, now: Instant): Representation;
  /** The author's Markdown. */
  source(address: Address, now: Instant): Representation;
  notFound(): Representation;
}

export function representationsOf(archive: Archive): Representations {
  const { site } = archive;
  const keep = keepingLatest();

  return {
    feed(format, now) {
      const edition = archive.edition(now);
      const validator = { ...edition.feeds, etag: `${edition.feeds.etag}-${format.name}` };
      const render = async () => format.render(await mainFeed(archive, edition, format));
      return {
        contentType: `${format.mediaType}; charset=utf-8`,
        validator,
        cacheControl: cacheControl(site.refreshMinutes, now, edition.until),
        bytes: () => keep(format.name, validator.etag, render),
      };
    },

    home(now) {
      const edition = archive.edition(now);
      const render = async () => renderHome(site, await archive.window(edition));
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator: edition.pages,
        cacheControl: cacheControl(site.refreshMinutes, now, edition.until),
        bytes: () => keep('home', edition.pages.etag, render),
      };
    },

    entry({ position, validator }, now) {
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        cacheControl: cacheControl(site.refreshMinutes, now),
        bytes: async () => encode(renderEntry(site, await archive.entry(position))),
      };
    },

    source({ position, validator }, now) {
      return {
        contentType: 'text/markdown; charset=utf-8',
        validator: { ...validator, etag: `${validator.etag}-md` },
        cacheControl: cacheControl(site.refreshMinutes, now),
        bytes: async () => encode(`${(await archive.entry(position)).markdown}\n`),
      };
    },

    notFound() {
      return {
        status: 404,
        contentType: PAGE_CONTENT_TYPE,
        cacheControl: 'no-cache',
        bytes: () => encode(renderNotFound(site)),
      };
    },
  };
}

/**
 * Keeps the newest bytes of each document: a document is rendered once an edition. Bytes and not text, for a runtime
 * would encode a string anew for each response. A rendering that throws leaves nothing behind.
 */
function keepingLatest() {
  const kept = new Map<string, { etag: string; bytes: Bytes }>();
  return async (document: string, etag: string, render: () => Promise<string>): Promise<Bytes> => {
    const latest = kept.get(document);
    if (latest?.etag === etag) return latest.bytes;
    const bytes = encode(await render());
    kept.set(document, { etag, bytes });
    return bytes;
  };
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}
