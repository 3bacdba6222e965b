// Routes: what an address is, judging by its form.

import { describe, expect, it } from 'vitest';
import { type Route, routesOf } from '../../src/routes/routes.ts';

const routeOf = routesOf({
  '/blog/feed': 'atom',
  '/füttern': 'json',
  '/feed.xml': 'atom',
  '/a:b/{x}/*': 'rss',
});

/** The route of an address, as a short text. */
function shown(route: Route | undefined): string {
  switch (route?.kind) {
    case 'document':
      return `document ${route.name}`;
    case 'sitemap part':
      return `sitemap part ${route.number}`;
    case 'feed':
    case 'old feed':
      return `${route.kind} ${route.address.format.name}`;
    case 'listing':
      return `listing ${route.selection.all.map(({ name }) => name).join(' ')}`;
    default:
      return route?.kind ?? 'none';
  }
}

describe('the form of an address', () => {
  // [path, its route]
  it.each([
    ['/', 'document home'],
    ['/feed', 'document preferredFeed'],
    ['/feed/', 'document wordPressFeed'],
    ['/feeds', 'document feeds'],
    ['/feeds.opml', 'document opml'],
    ['/sitemap.xml', 'document sitemap'],
    ['/sitemap/2.xml', 'sitemap part 2'],
    ['/robots.txt', 'document robots'],
    ['/favicon.svg', 'document favicon'],
    ['/favicon.ico', 'document faviconIco'],
    ['/healthz', 'document health'],
    ['/index.xml', 'old feed rss'],
    ['/blog/feed', 'old feed atom'],
    ['/f%C3%BCttern', 'old feed json'],
    ['/fu%CC%88ttern', 'old feed json'],
    ['/a:b/{x}/*', 'old feed rss'],
    // The settings take precedence over the addresses of other blog software.
    ['/feed.xml', 'old feed atom'],
    ['/rss.xml', 'feed rss'],
    ['/archive/3/feed.json', 'feed json'],
    ['/tags/a+b/atom.xml', 'feed atom'],
    ['/archive/0/rss.xml', 'bad feed'],
    ['/tags/%/rss.xml', 'bad feed'],
    ['/tags/b+a', 'listing a b'],
    ['/authors/Ada%20Lovelace', 'listing Ada Lovelace'],
    ['/media/a/b.png', 'media'],
  ])('%s is %s', (path, expected) => {
    expect(shown(routeOf(path))).toBe(expected);
  });

  it.each([
    '/feeds/',
    '/Feeds',
    '/blog',
    '/axb/y/z',
    '/posts',
    '/media',
    '/tags',
    '/tags/a/b',
    '/sitemap/0.xml',
    '/old.md',
    '/posts/first',
    '/posts/first.md',
  ])('%s is not an address of the site', (path) => {
    expect(routeOf(path)).toBeUndefined();
  });
});
