// Addresses: where a browser arrives when it opens an old address, a misspelt one, or one that does not exist.

import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/routes/formats.ts';
import { feedPath } from '../a-blog.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { openPage, startBrowser, TELEPHONE, type WatchedPage } from './browser.ts';

/** A post with content that is wider than any phone. */
const WIDE = `---
title: ${'Donaudampfschifffahrt'.repeat(4)}
date: 2026-01-01
tags: [${'electroencephalographically'.repeat(3)}]
link: https://example.org/${'path/'.repeat(20)}
---

${'Uninterrupted'.repeat(20)} and \`${'code'.repeat(40)}\` and https://example.org/${'x'.repeat(200)}

\`\`\`
${'a line of code that goes on '.repeat(10)}
\`\`\`

| ${'column | '.repeat(30)}
| ${'--- | '.repeat(30)}
| ${'incompressible | '.repeat(30)}

![A wide picture](/favicon.svg) <img src="/favicon.svg" width="3000" height="100" alt=""> <video width="2000"></video>

<iframe src="/feeds" width="2000" title="Feeds"></iframe>

> > > > - - - ${'quoted and listed '.repeat(20)}${'n'.repeat(100)}

#### ${'Überschriftsüberlänge'.repeat(5)}

<dl><dt>${'term'.repeat(40)}</dt></dl><div><kbd>${'key'.repeat(50)}</kbd></div>
`;

const SECONDS = 1000;

let blog: RunningBlog;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
beforeAll(async () => {
  [blog, browser] = await Promise.all([startBlog({ posts: posts() }), startBrowser()]);
  await blog.tell();
  await blog.removePost('removed.md');
  // In one step: a compile in between would treat the post as removed.
  await rename(join(blog.folder, 'posts/before.md'), join(blog.folder, 'posts/after.md'));
  const status = async (path: string) => (await fetch(blog.origin + path)).status;
  await blog.waitFor(async () => (await status('/posts/removed')) === 410, 'the removal');
  await blog.waitFor(async () => (await status('/posts/after')) === 200, 'the new name');
  watched = await openPage(browser);
  page = watched.page;
}, 180 * SECONDS);
afterAll(async () => {
  await browser?.close();
  await blog?.stop();
});

function posts(): Record<string, string> {
  const post = (title: string, more = '') =>
    `---\ntitle: ${title}\ndate: 2026-01-01\n${more}---\n\n${title}, at length.\n`;
  return {
    'post.md': post('A post', 'tags: [radio]\naliases: [/2020/01/post.html, /old/]\n'),
    'grüße.md': post('Grüße'),
    'before.md': post('Renamed'),
    'removed.md': post('Removed'),
    'wide.md': WIDE,
  };
}

describe('a browser', () => {
  // [address that it opens, address at which it arrives]
  it.each([
    ['/INDEX.HTML', '/'],
    ['/index.html', '/'],
    ['/posts/post/', '/posts/post'],
    ['/posts/post.html', '/posts/post'],
    ['/posts/post/index.html', '/posts/post'],
    ['/Posts/POST', '/posts/post'],
    ['//posts//post', '/posts/post'],
    ['/posts/post/?from=a+reader#part', '/posts/post?from=a+reader#part'],
    ['/tags/radio/', '/tags/radio'],
    ['/tags/Radio', '/tags/radio'],
    ['/Feeds/', '/feeds'],
    ['/posts/GRÜßE/', '/posts/gr%C3%BC%C3%9Fe'],
    ['/2020/01/post.html', '/posts/post'],
    ['/old', '/posts/post'],
    ['/old/', '/posts/post'],
    ['/posts/before', '/posts/after'],
    ['/posts/before/', '/posts/after'],
    ['/RSS.XML', '/rss.xml'],
  ])('that opens %s arrives at %s', async (from, to) => {
    const response = await page.goto(blog.origin + from);
    expect(page.url()).toBe(blog.origin + to);
    expect(response?.status()).toBe(200);
    expect(watched.complaints()).toEqual([]);
  });

  it('gets the canonical address from every page that it opens', async () => {
    for (const path of ['/', '/posts/after', '/tags/radio', '/feeds']) {
      await page.goto(`${blog.origin}${path}?utm_source=a+reader`);
      expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(blog.origin + path);
    }
  });
});

describe('an address that does not exist', () => {
  // [address, status, heading]
  it.each([
    ['/nothing', 404, 'Not found'],
    ['/posts/nothing', 404, 'Not found'],
    ['/tags/nothing', 404, 'Not found'],
    ['/tags/nothing/rss.xml', 404, 'Not found'],
    ['/%ff%00', 404, 'Not found'],
    ['/posts/removed', 410, 'Gone'],
    ['/posts/removed/', 410, 'Gone'],
    ['/archive/first/rss.xml', 400, 'Bad request'],
  ])('%s is answered with %i and a page with links to others', async (path, status, heading) => {
    const response = await page.goto(blog.origin + path);
    expect(response?.status()).toBe(status);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(heading);
    expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('672px');
    // The browser reports only the status.
    expect(watched.complaints()).toEqual([expect.stringContaining(`status of ${status}`)]);
    await page.getByRole('link', { name: 'the list of feeds' }).click();
    expect(page.url()).toBe(`${blog.origin}/feeds`);
  });
});

describe('wide content', () => {
  it.each(['/', '/posts/wide', '/feeds', ...FORMATS.map(feedPath)])(
    'needs no horizontal scrolling on a phone: %s',
    async (path) => {
      const telephone = await openPage(browser, TELEPHONE);
      await telephone.page.goto(blog.origin + path);
      const width = await telephone.page.evaluate(() => document.documentElement.scrollWidth);
      await telephone.page.context().close();
      expect(width).toBe(TELEPHONE.viewport.width);
    },
  );
});
