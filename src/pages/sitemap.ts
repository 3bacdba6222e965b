// The sitemap: all pages of the site, for search engines. https://www.sitemaps.org/protocol.html

import type { Instant } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { escapeXml } from '../feeds/xml.ts';
import { sitemapPart } from '../routes/paths.ts';

export const SITEMAP_CONTENT_TYPE = 'application/xml; charset=utf-8';

/** The most addresses that the protocol allows in one file. */
export const SITEMAP_LIMIT = 50_000;

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A page of the site. */
export interface ListedPage {
  readonly path: string;
  /** When it last changed; absent for listings, which change with their entries. */
  readonly modified?: Instant;
}

export function renderSitemap(site: Site, pages: readonly ListedPage[]): string {
  const urls = pages.map(({ path, modified }) => {
    const date = modified === undefined ? '' : `<lastmod>${new Date(modified).toISOString()}</lastmod>`;
    return `<url><loc>${escapeXml(absolute(site, path))}</loc>${date}</url>\n`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="${NAMESPACE}">\n${urls.join('')}</urlset>\n`;
}

export function renderSitemapIndex(site: Site, parts: number): string {
  const maps = Array.from(
    { length: parts },
    (_, index) => `<sitemap><loc>${absolute(site, sitemapPart(index + 1))}</loc></sitemap>\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="${NAMESPACE}">\n${maps.join('')}</sitemapindex>\n`;
}
