// The page in place of a feed: the address to copy is right, whatever the feed is called, and everything is text.

import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { FeedDocument } from '../../src/feeds/document.ts';
import { renderSubscribe, sourceAddress } from '../../src/pages/subscribe.tsx';
import {
  type FeedAddress,
  formatFeedAddress,
  MAIN,
  parseFeedAddress,
} from '../../src/routes/feed-address.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anEntry, NOON, SITE } from '../a-blog.ts';

const [RSS, ATOM] = FORMATS as [Format, Format];

const aDocument = (given: Partial<FeedDocument> = {}): FeedDocument => ({
  site: SITE,
  title: 'Longwave',
  description: 'On the air',
  language: 'en',
  id: SITE.feedId,
  pageUrl: `${SITE.origin}/`,
  selfUrl: `${SITE.origin}/rss.xml`,
  paging: {},
  modified: NOON,
  entries: [anEntry('first')],
  removed: [],
  ...given,
});
const addressOf = (path: string): FeedAddress => {
  const { pathname, searchParams } = new URL(path, SITE.origin);
  return parseFeedAddress(pathname, searchParams) as FeedAddress;
};
const page = (address: FeedAddress = { selection: MAIN, format: RSS }, given: Partial<FeedDocument> = {}) =>
  renderSubscribe(aDocument(given), address);

/** Links by their text, as a browser would follow them. */
function linksOf(html: string): Map<string, string> {
  const links = new Map<string, string>();
  let open: { href: string; text: string } | undefined;
  const parser = new Parser({
    onopentag: (name, { href }) => {
      if (name === 'a') open = { href: href ?? '', text: '' };
    },
    ontext: (text) => {
      if (open) open.text += text;
    },
    onclosetag: (name) => {
      if (name !== 'a' || !open) return;
      links.set(open.text.trim().replace(/\s+/g, ' '), open.href);
      open = undefined;
    },
  });
  parser.end(html);
  return links;
}

describe('the page about a feed', () => {
  it('says in plain words what a feed is and what to do with its address', () => {
    const html = page();
    expect(html).toContain('This is a feed.');
    expect(html).toContain('To subscribe, copy this address');
    expect(html).toContain('<code>https://longwave.example/rss.xml</code>');
    expect(html).toMatch(/<title>Longwave \(RSS\) · /);
  });

  // [address that was clicked, address to subscribe to, address of the source]
  it.each([
    ['/rss.xml', '/rss.xml', '/rss.xml?source'],
    ['/tags/C%2B%2B/atom.xml', '/tags/C%2B%2B/atom.xml', '/tags/C%2B%2B/atom.xml?source'],
    ['/feed.json?not=a', '/feed.json?not=a', '/feed.json?not=a&source'],
    // From an older page, a person subscribes to the feed, but sees the source of the page.
    ['/archive/3/rss.xml', '/rss.xml', '/archive/3/rss.xml?source'],
    [
      '/tags/a/archive/3/rss.xml?not=b&entries=2',
      '/tags/a/rss.xml?not=b',
      '/tags/a/archive/3/rss.xml?not=b&entries=2&source',
    ],
  ])('at %s offers %s', (clicked, subscribed, source) => {
    const address = addressOf(clicked);
    expect(formatFeedAddress(address)).toBe(clicked);
    const html = page(address);
    expect(html).toContain(`<code>${(SITE.origin + subscribed).replaceAll('&', '&amp;')}</code>`);
    expect(sourceAddress(address)).toBe(source);
    expect(linksOf(html).get('See the source of the feed')).toBe(source);
    expect(linksOf(html).get('Open it in the feed reader of this device')).toBe(
      `feed:${SITE.origin}${subscribed}`,
    );
  });

  it('passes the whole address, with its special characters, to readers on the web', () => {
    const links = linksOf(page(addressOf('/tags/C%2B%2B+a%26b/atom.xml?not=c%20d')));
    const address = `${SITE.origin}/tags/C%2B%2B+a%26b/atom.xml?not=c+d`;
    const handed = [...links]
      .filter(([text]) => text.startsWith('Subscribe with'))
      .map(([, href]) => new URL(href));
    expect(handed.map(({ hostname }) => hostname)).toEqual([
      'feedly.com',
      'www.inoreader.com',
      'www.newsblur.com',
    ]);
    for (const { href } of handed) expect(decodeURIComponent(href)).toContain(address);
    expect(handed[1]?.searchParams.get('add_feed')).toBe(address);
    expect(handed[2]?.searchParams.get('url')).toBe(address);
  });

  it('lists the entries of the feed in its order, and says so when there are none', () => {
    const html = page(undefined, { entries: [anEntry('newer'), anEntry('older')] });
    expect(html.indexOf('/posts/newer')).toBeLessThan(html.indexOf('/posts/older'));
    expect(page(undefined, { entries: [] })).toContain('Nothing is published here at the moment.');
  });

  it('links to older and newer pages if the feed has them, and to the same entries on the site', () => {
    const links = linksOf(
      page(addressOf('/tags/a/archive/2/rss.xml'), {
        paging: {
          previous: `${SITE.origin}/tags/a/archive/1/rss.xml`,
          next: `${SITE.origin}/tags/a/archive/3/rss.xml`,
        },
      }),
    );
    expect(links.get('Older entries')).toBe(`${SITE.origin}/tags/a/archive/1/rss.xml`);
    expect(links.get('Newer entries')).toBe(`${SITE.origin}/tags/a/archive/3/rss.xml`);
    expect(links.get('The same entries on the site')).toBe('/tags/a');
    expect(page()).not.toMatch(/Older entries|Newer entries/);
  });

  it('asks search engines to index the feed’s own page instead', () => {
    const html = page();
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).not.toContain('rel="canonical"');
  });

  it('shows any name of a feed or an entry as text', () => {
    const hostile = '<script>alert("1")</script>';
    const html = page(
      { selection: { all: [{ kind: 'tag', name: hostile }], not: [hostile] }, format: ATOM },
      { title: hostile, description: hostile, entries: [anEntry('x', { title: hostile, summary: hostile })] },
    );
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  });

  it('has the language of the entries when it is not that of the site', () => {
    const html = page(undefined, { language: 'de', entries: [anEntry('x', { lang: 'de' })] });
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<div lang="de">');
  });
});
