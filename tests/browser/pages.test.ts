// Pages: every page of the sample blog as a browser shows it, on a desktop and on a phone.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAVICON_CONTENT_TYPE } from '../../src/pages/favicon.ts';
import {
  formatFeedAddress,
  listingPath,
  MAIN,
  type Selection,
  selectionOf,
} from '../../src/routes/feed-address.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { feedPath } from '../a-blog.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { openPage, startBrowser, TELEPHONE, type WatchedPage } from './browser.ts';

const SECONDS = 1000;
const RADIO = selectionOf({ kind: 'tag', name: 'radio' });
const RADIO_FEED = { selection: RADIO, format: FORMATS[0] };

let blog: RunningBlog;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
beforeAll(async () => {
  [blog, browser] = await Promise.all([startBlog(), startBrowser()]);
  watched = await openPage(browser);
  page = watched.page;
}, 180 * SECONDS);
afterAll(async () => {
  await browser?.close();
  await blog?.stop();
});

/** A page as a browser shows it. */
interface Sight {
  readonly address: string;
  readonly status: number | undefined;
  readonly complaints: readonly string[];
  readonly headings: number;
  /** Those of the body, which are 42rem and 1rem in the style sheet. */
  readonly style: { readonly maxWidth: string; readonly paddingLeft: string };
  /** The address of each, and whether the browser could draw it. */
  readonly pictures: readonly (readonly [address: string, isDrawn: boolean])[];
  readonly links: readonly string[];
}

/** The pages in the sitemap, the pages that it leaves out, and the pages about feeds. */
async function addressesOfPages(): Promise<string[]> {
  const sitemap = await (await fetch(`${blog.origin}/sitemap.xml`)).text();
  const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
  const others = ['/', '/posts/colophon', ...FORMATS.map(feedPath), formatFeedAddress(RADIO_FEED)];
  return [...new Set([...listed, ...others.map((path) => blog.origin + path)])];
}

async function look(address: string): Promise<Sight> {
  const response = await page.goto(address);
  const seen = await page.evaluate(async () => {
    const { maxWidth, paddingLeft } = getComputedStyle(document.body);
    for (const picture of document.images) picture.loading = 'eager';
    await Promise.allSettled([...document.images].map((picture) => picture.decode()));
    return {
      headings: document.querySelectorAll('main h1, main article').length,
      style: { maxWidth, paddingLeft },
      pictures: [...document.images].map((picture) => [picture.src, picture.naturalWidth > 0] as const),
      links: [...document.links].map(({ href }) => href),
    };
  });
  return { address, status: response?.status(), complaints: watched.complaints(), ...seen };
}

describe('every page of the sample blog', () => {
  let sights: Sight[];
  beforeAll(async () => {
    sights = [];
    for (const address of await addressesOfPages()) sights.push(await look(address));
  }, 180 * SECONDS);

  it('is shown, and the browser reports no error or warning', () => {
    expect(sights.length).toBeGreaterThan(15);
    const seen = sights.map(({ address, status, complaints }) => ({ address, status, complaints }));
    expect(seen).toEqual(sights.map(({ address }) => ({ address, status: 200, complaints: [] })));
    expect(sights.filter(({ headings }) => headings === 0)).toEqual([]);
  });

  it('has the style of the blog', () => {
    const styles = sights.map(({ address, style }) => ({ address, ...style }));
    const expected = { maxWidth: '672px', paddingLeft: '16px' };
    expect(styles).toEqual(sights.map(({ address }) => ({ address, ...expected })));
  });

  it('shows all its pictures', () => {
    const pictures = sights.flatMap((sight) => sight.pictures);
    expect(pictures.length).toBeGreaterThan(2);
    expect(pictures.filter(([, isDrawn]) => !isDrawn)).toEqual([]);
  });

  it('has no broken link to another page of the blog', async () => {
    const links = sights.flatMap((sight) => sight.links).map((link) => link.replace(/#.*/, ''));
    const within = [...new Set(links)].filter((link) => link.startsWith(`${blog.origin}/`));
    expect(within.length).toBeGreaterThan(20);
    const answered = within.map(async (link) => [link, (await fetch(link)).status]);
    expect(await Promise.all(answered)).toEqual(within.map((link) => [link, 200]));
  });

  it('fits a phone', async () => {
    const telephone = await openPage(browser, TELEPHONE);
    for (const { address } of sights) {
      await telephone.page.goto(address);
      const width = await telephone.page.evaluate(() => document.documentElement.scrollWidth);
      expect([address, width]).toEqual([address, TELEPHONE.viewport.width]);
    }
    await telephone.page.context().close();
  });
});

describe('a page', () => {
  it('has an icon, which the browser fetches and can draw', async () => {
    const { page } = await openPage(browser);
    const [fetched] = await Promise.all([
      page.waitForResponse(`${blog.origin}/favicon.svg`),
      page.goto(`${blog.origin}/`),
    ]);
    expect([fetched.status(), await fetched.headerValue('Content-Type')]).toEqual([
      200,
      FAVICON_CONTENT_TYPE,
    ]);
    const icon = await page.locator('link[rel=icon]').evaluate(async (link) => {
      const picture = new Image();
      picture.src = (link as HTMLLinkElement).href;
      await picture.decode();
      return { path: new URL(picture.src).pathname, isDrawn: picture.naturalWidth > 0 };
    });
    expect(icon).toEqual({ path: '/favicon.svg', isDrawn: true });
    await page.context().close();
  });

  it.each(['/posts/the-pips', '/posts/cq'])('plays the sound attached to %s', async (path) => {
    await page.goto(blog.origin + path);
    const player = page.locator('audio').first();
    const seconds = await player.evaluate(async (element) => {
      const audio = element as HTMLAudioElement;
      audio.preload = 'auto';
      audio.load();
      return new Promise((resolve) => {
        audio.addEventListener('loadedmetadata', () => resolve(audio.duration));
        audio.addEventListener('error', () => resolve(audio.error?.message));
      });
    });
    expect(seconds).toBeGreaterThan(0);
    expect(watched.complaints()).toEqual([]);
  });

  it('colours code, and has dark colours for a visitor who prefers them', async () => {
    const colours = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${blog.origin}/posts/honest-dates`);
      colours.push(
        await page.evaluate(() => {
          const colour = (selector: string) =>
            getComputedStyle(document.querySelector(selector) as Element).color;
          return [colour('main p'), colour('code span')];
        }),
      );
    }
    await page.emulateMedia({ colorScheme: null });
    expect(new Set(colours.flat()).size).toBe(4);
  });

  it('sets no cookie', async () => {
    await page.goto(`${blog.origin}/`);
    expect(await page.context().cookies()).toEqual([]);
  });
});

describe('the feeds that a browser finds', () => {
  const inAllFormats = (selection: Selection) => FORMATS.map((format) => ({ selection, format }));
  const inTheFirst = (selection: Selection) => inAllFormats(selection).slice(0, 1);
  const tag = (name: string) => selectionOf({ kind: 'tag', name });

  // [page, feeds in the order in which readers are to take them]
  it.each([
    ['/', inAllFormats(MAIN)],
    ['/feeds', inAllFormats(MAIN)],
    [listingPath(RADIO), [...inAllFormats(RADIO), ...inTheFirst(MAIN)]],
    ['/posts/the-pips', [...inAllFormats(MAIN), ...['time', 'radio', 'feeds'].map(tag).flatMap(inTheFirst)]],
    [formatFeedAddress(RADIO_FEED), inAllFormats(RADIO)],
  ])('on %s are the relevant ones, and each address has a feed', async (path, feeds) => {
    await page.goto(blog.origin + path);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLLinkElement>('head link[rel~=alternate][type^="application/"]')].map(
        (link) => ({
          type: link.type,
          title: link.title,
          written: link.getAttribute('href'),
          href: link.href,
        }),
      ),
    );
    expect(links.map(({ href }) => href)).toEqual(feeds.map((feed) => blog.origin + formatFeedAddress(feed)));
    expect(links.map(({ type }) => type)).toEqual(feeds.map(({ format }) => format.mediaType));
    expect(new Set(links.map(({ title }) => title)).size).toBe(links.length);
    for (const { title, type, href, written } of links) {
      expect(title).toMatch(/^Longwave.* \((RSS|Atom|JSON Feed)\)$/);
      expect(written).toBe(href);
      const response = await fetch(href);
      expect([href, response.status]).toEqual([href, 200]);
      expect(response.headers.get('Content-Type')).toBe(`${type}; charset=utf-8`);
    }
  });
});
