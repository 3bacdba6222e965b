// robots.txt (RFC 9309): crawlers may read everything, and find all pages in the sitemap.

import { absolute, type Site } from '../archive/site.ts';
import { SITE_PATHS } from '../routes/paths.ts';

export const ROBOTS_CONTENT_TYPE = 'text/plain; charset=utf-8';

export function renderRobots(site: Site): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${absolute(site, SITE_PATHS.sitemap)}\n`;
}
