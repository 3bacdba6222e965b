// Link headers: related documents, for programs that read only headers (RFC 8288).

import { absolute, type Site } from '../archive/site.ts';
import { OPML_MEDIA_TYPE } from '../feeds/opml.ts';
import { hubOf } from '../feeds/selection.ts';
import {
  type FeedAddress,
  formatFeedAddress,
  listingPath,
  MAIN,
  type Selection,
} from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { MARKDOWN_MEDIA_TYPE, markdownPath, SITE_PATHS } from '../routes/paths.ts';

export interface Link {
  /** Absolute. */
  readonly href: string;
  readonly rel: 'self' | 'hub' | 'alternate' | 'canonical';
  /** Media type of the linked document. */
  readonly type?: string;
}

/** The links of every kind of document. */
export function linksOf(site: Site) {
  const link = (rel: Link['rel'], path: string, type?: string): Link => ({
    href: absolute(site, path),
    rel,
    ...(type !== undefined && { type }),
  });
  const hub = (address: Pick<FeedAddress, 'selection' | 'page'>): Link[] => {
    const href = hubOf(site, address);
    return href === undefined ? [] : [{ href, rel: 'hub' }];
  };
  const feeds = (selection: Selection): Link[] =>
    FORMATS.map((format) => link('alternate', formatFeedAddress({ selection, format }), format.mediaType));

  return {
    feed: (address: FeedAddress): Link[] => [
      link('self', formatFeedAddress(address)),
      ...hub(address),
      ...FORMATS.filter((format) => format !== address.format).map((format) =>
        link('alternate', formatFeedAddress({ ...address, format }), format.mediaType),
      ),
      link('alternate', listingPath(address.selection), 'text/html'),
    ],
    listing: (selection: Selection): Link[] => [
      link('self', listingPath(selection)),
      ...hub({ selection }),
      ...feeds(selection),
    ],
    entry: (path: string): Link[] => [
      link('self', path),
      link('alternate', markdownPath(path), MARKDOWN_MEDIA_TYPE),
      ...feeds(MAIN),
    ],
    markdown: (path: string): Link[] => [link('self', markdownPath(path)), link('canonical', path)],
    directory: (): Link[] => [
      link('self', SITE_PATHS.feeds),
      link('alternate', SITE_PATHS.opml, OPML_MEDIA_TYPE),
      ...feeds(MAIN),
    ],
    opml: (): Link[] => [link('self', SITE_PATHS.opml), link('alternate', SITE_PATHS.feeds, 'text/html')],
  };
}

export function formatLinks(links: readonly Link[]): string {
  return links.map(formatLink).join(', ');
}

function formatLink({ href, rel, type }: Link): string {
  // As a URL, because a header may have only ASCII, and the owner may have typed other letters.
  const target = new URL(href).href.replaceAll('>', '%3E');
  return `<${target}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`;
}
