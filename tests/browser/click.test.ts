// The click: a person who follows a link to a feed sees a page about it; every program still gets the feed.

import { parseFeed } from 'feedsmith';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { feedPath } from '../a-blog.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { type AnotherSite, startAnotherSite } from './another-site.ts';
import { openPage, startBrowser, type WatchedPage } from './browser.ts';

const SECONDS = 1000;
const BY_NAME = FORMATS.map((format) => [format.name, format] as const);

let blog: RunningBlog;
let anotherSite: AnotherSite;
let browser: Browser;
beforeAll(async () => {
  [blog, anotherSite, browser] = await Promise.all([startBlog(), startAnotherSite(), startBrowser()]);
}, 180 * SECONDS);
afterAll(async () => {
  await browser?.close();
  anotherSite?.stop();
  await blog?.stop();
});

let watched: WatchedPage;
let page: Page;
beforeEach(async () => {
  watched = await openPage(browser);
  page = watched.page;
  return () => page.context().close();
});

/** Opens the home page and follows its link to the feed. */
async function click(format: Format): Promise<void> {
  await page.goto(`${blog.origin}/`);
  await page.getByRole('link', { name: format.label, exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function feedOf(format: Format): Promise<string> {
  return (await fetch(blog.origin + feedPath(format))).text();
}

/** Addresses of the entries, as a reader of the feed understands them. */
function permalinks(feed: string): (string | undefined)[] {
  const { format, feed: parsed } = parseFeed(feed);
  if (format === 'json') return parsed.items?.map(({ url }) => url) ?? [];
  if (format === 'rss') return parsed.items?.map(({ link }) => link) ?? [];
  if (format !== 'atom') throw new Error(`the blog has no feeds of the kind ${format}`);
  const isPage = ({ rel = 'alternate' }: { rel?: string }) => rel === 'alternate';
  return parsed.entries?.map(({ links }) => links?.find(isPage)?.href) ?? [];
}

describe.each(BY_NAME)('a click on the link to the feed: %s', (_, format) => {
  it('shows a page that says what to do with the address', async () => {
    await click(format);
    const address = blog.origin + feedPath(format);
    expect(page.url()).toBe(address);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Longwave');
    expect(await page.title()).toContain(format.label);
    expect(await page.locator('code').first().innerText()).toBe(address);
    const device = page.getByRole('link', { name: 'Open it in the feed reader of this device' });
    expect(await device.getAttribute('href')).toBe(`feed:${address}`);
    const addresses = await page
      .getByRole('link', { name: /^Subscribe with / })
      .evaluateAll((links) => links.map((link) => decodeURIComponent((link as HTMLAnchorElement).href)));
    expect(addresses.length).toBeGreaterThan(0);
    for (const each of addresses) expect(each).toContain(address);
    expect(watched.complaints()).toEqual([]);
  });

  it('shows the entries of the feed, in its order', async () => {
    await click(format);
    const shown = await page
      .locator('article a:has(time)')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    expect(shown.length).toBeGreaterThan(3);
    expect(shown).toEqual(permalinks(await feedOf(format)));
  });

  it('links to the feed itself, as text, and the browser can go back', async () => {
    await click(format);
    const [source] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('source')),
      page.getByRole('link', { name: 'See the source of the feed' }).click(),
    ]);
    expect(await source.headerValue('Content-Type')).toBe('text/plain; charset=utf-8');
    await page.waitForLoadState();
    expect(await page.evaluate(() => document.body.textContent)).toBe(await feedOf(format));

    await page.goBack();
    expect(page.url()).toBe(blog.origin + feedPath(format));
    expect(await page.locator('code').first().innerText()).toBe(page.url());
    await page.goBack();
    expect(page.url()).toBe(`${blog.origin}/`);
    expect(await page.getByRole('link', { name: format.label, exact: true }).count()).toBe(1);
    expect(watched.complaints()).toEqual([]);
  });
});

interface Fetched {
  readonly status: number;
  readonly type: string | null;
  readonly etag: string | null;
  readonly modified: string | null;
  readonly link: string | null;
  readonly text: string;
}

/** What a script of another site gets, with the cache of the browser in which the person clicked. */
async function fetchElsewhere(address: string, options: RequestInit = {}): Promise<Fetched> {
  await page.goto(`${anotherSite.origin}/reader`);
  return page.evaluate(
    async ([url, init]) => {
      const response = await fetch(url, init);
      const { headers, status } = response;
      return {
        status,
        type: headers.get('Content-Type'),
        etag: headers.get('ETag'),
        modified: headers.get('Last-Modified'),
        link: headers.get('Link'),
        text: await response.text(),
      };
    },
    [address, options] as const,
  );
}

describe.each(BY_NAME)('a feed reader that is a script of another site: %s', (_, format) => {
  // The second uses any copy in the cache of the browser, however old.
  it.each(['default', 'force-cache'] as const)(
    'gets the feed after the page was shown, with the cache mode %s',
    async (cache) => {
      await click(format);
      const fetched = await fetchElsewhere(page.url(), { cache });
      expect(fetched).toMatchObject({ status: 200, type: `${format.mediaType}; charset=utf-8` });
      expect(fetched.text).toBe(await feedOf(format));
    },
  );

  it('leaves nothing in the cache that would be shown to a person', async () => {
    const address = blog.origin + feedPath(format);
    await fetchElsewhere(address);
    expect((await fetchElsewhere(address, { cache: 'force-cache' })).type).toContain(format.mediaType);
    await click(format);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Longwave');
  });

  it('can read the validators and the links, and gets 304 when nothing has changed', async () => {
    const address = blog.origin + feedPath(format);
    const { etag, modified, link } = await fetchElsewhere(address);
    expect(link).toContain(`<${address}>; rel="self"`);
    // Neither header may be sent to another site unless that has allowed it beforehand.
    for (const [name, value] of [
      ['If-None-Match', etag],
      ['If-Modified-Since', modified],
    ] as const) {
      expect(value).not.toBeNull();
      const again = await fetchElsewhere(address, { headers: { [name]: value ?? '' } });
      expect(again).toMatchObject({ status: 304, etag, text: '' });
    }
    expect(watched.complaints()).toEqual([]);
  });
});

describe('the cache of the browser', () => {
  it('keeps feeds, so the tests above would notice a page in it', async () => {
    const address = blog.origin + feedPath(FORMATS[0]);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const kept: boolean[] = [];
    session.on('Network.responseReceived', ({ response }) => {
      if (response.url === address) kept.push(response.fromDiskCache ?? false);
    });
    await fetchElsewhere(address);
    await fetchElsewhere(address);
    expect(kept).toEqual([false, true]);
  });
});
