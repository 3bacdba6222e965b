// Scripts: no post can run one. Both the sanitiser and the Content-Security-Policy prevent it, and each is tested here
// without the other.

import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listingPath, selectionOf } from '../../src/routes/feed-address.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { feedPath } from '../a-blog.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { type AnotherSite, startAnotherSite } from './another-site.ts';
import { ATTEMPTS, FIELD_ATTEMPTS, MARKDOWN_ATTEMPTS } from './attempts.ts';
import { openPage, startBrowser } from './browser.ts';
import { type Exhibit, type Outcome, show } from './gallery.ts';

const SECONDS = 1000;

/** [kind of page, its path] */
const PAGES = [
  ['home', '/'],
  ['permalink', '/posts/plain'],
  ['listing', '/tags/plain'],
  ['feeds', '/feeds'],
  ...FORMATS.map((format) => [`subscribe-${format.name}`, feedPath(format)] as const),
  ['not-found', '/no-such-page'],
  ['gone', '/posts/removed'],
  ['bad-request', '/archive/x/rss.xml'],
] as const;

/** By name of the post, which is also the name of its document in a gallery and of its folder at another site. */
const attempts = ATTEMPTS.map((attempt, number) => [`raw-${number}`, attempt.name, attempt] as const);
const taken = attempts.filter(([, , { refused }]) => !refused);
const markdown = Object.entries(MARKDOWN_ATTEMPTS).map(
  ([means, body], number) => [`markdown-${number}`, means, body] as const,
);
const fields = FIELD_ATTEMPTS.map((typed, number) => [`field-${number}`, typed] as const);

/** One of each kind. Each runs when nothing stops it. */
const MIXED = `<base href="/elsewhere/"><script>ran()</script><script src="{elsewhere}/x.js"></script>
<img src="/no-such.png" onerror="ran()"><a href="javascript:ran()">click</a><style>main { outline: 7px solid }</style>
<link rel=stylesheet href="{elsewhere}/x.css"><p style="outline: 7px solid">x</p><object data="{elsewhere}/x"></object>
<iframe src="data:text/html,x"></iframe><form action="{elsewhere}/form"><input type=submit></form>`;

const STOPPED_BY = [
  'base-uri',
  'form-action',
  'frame-src',
  'object-src',
  'script-src-attr',
  'script-src-elem',
  'style-src-attr',
  'style-src-elem',
];

/** Takes over the page around its frame in every way that a document of the same origin can. */
const TAKE_OVER = `document.cookie = 'taken=1'; parent.document.title = 'Taken'; top.location = '/feeds';`;

/** Files of the author's own that a browser shows as documents, by extension. */
const OWN_DOCUMENTS = {
  html: `<!doctype html><p style="color: rgb(1, 2, 3)">Shown</p><script>${TAKE_OVER}</script>`,
  svg: `<svg xmlns="http://www.w3.org/2000/svg"><text style="color: rgb(1, 2, 3)">Shown</text><script>${TAKE_OVER}</script></svg>`,
  xhtml: `<html xmlns="http://www.w3.org/1999/xhtml"><body><p style="color: rgb(1, 2, 3)">Shown</p><script>${TAKE_OVER}</script></body></html>`,
  xml: `<a><p xmlns="http://www.w3.org/1999/xhtml" style="color: rgb(1, 2, 3)">Shown</p><script xmlns="http://www.w3.org/1999/xhtml">${TAKE_OVER}</script></a>`,
};
const EXTENSIONS = Object.keys(OWN_DOCUMENTS);

let blog: RunningBlog;
let anotherSite: AnotherSite;
let browser: Browser;
beforeAll(async () => {
  anotherSite = await startAnotherSite();
  [blog, browser] = await Promise.all([
    startBlog({ posts: posts(), settings: { deadLinks: 'warning' } }),
    startBrowser(),
  ]);
  await blog.tell();
  await blog.removePost('removed.md');
  await blog.waitFor(async () => (await answer('/posts/removed')).status === 410, 'the removal');
}, 180 * SECONDS);
afterAll(async () => {
  await browser?.close();
  await blog?.stop();
  anotherSite?.stop();
});

function posts(): Record<string, string> {
  const post = (front: string, body: string) => `---\n${front}\n---\n\nBefore.\n\n${body}\n\nBehind.\n`;
  const dated = (body: string) => post('date: 2026-01-01\ntags: plain', body);
  return Object.fromEntries([
    ...taken.map(([name, , { html }]) => [`${name}.md`, dated(aimed(html, name))]),
    ...markdown.map(([name, , body]) => [`${name}.md`, dated(body)]),
    // The newest posts, so that all are in the listings.
    ...fields.map(([name, typed]) => [`${name}.md`, post(frontMatterOf(typed), 'Text.')]),
    ['plain.md', dated('Nothing of the kind.')],
    ['removed.md', dated('Soon gone.')],
    ['leading.md', dated(`<meta http-equiv="refresh" content="0; url=${anotherSite.origin}/leading/">`)],
    ['based.md', dated(`<base href="${anotherSite.origin}/based/"><a href="/feeds">The feeds</a>`)],
    ...Object.entries(OWN_DOCUMENTS).flatMap(([extension, document]) => [
      [`own.${extension}`, document],
      [`own-${extension}.md`, dated(`<iframe src="own.${extension}" title="Own"></iframe>`)],
    ]),
    ['framing.md', dated(`<iframe src="${anotherSite.origin}/framed" title="Another site"></iframe>`)],
  ]);
}

function frontMatterOf(typed: string): string {
  const quoted = JSON.stringify(typed);
  return [
    'date: 2026-02-02',
    ...['title', 'summary', 'image_alt'].map((field) => `${field}: ${quoted}`),
    `tags: [${quoted}]`,
    `authors: [{ name: ${quoted} }]`,
    'image: /favicon.svg',
    `enclosures: [{ url: /no-such.mp3, type: audio/mpeg, length: 9, title: ${quoted} }]`,
  ].join('\n');
}

/** The HTML, with its own folder at another site, so that requests there are known to come from it. */
function aimed(html: string, name: string): string {
  return html.replaceAll('{elsewhere}', `${anotherSite.origin}/${name}`);
}

/** The response that a browser gets at the address. */
async function answer(path: string): Promise<Exhibit> {
  const headers = { 'Sec-Fetch-Dest': 'document' };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(blog.origin + path, { headers, agent: false }, resolve).on('error', reject);
  });
  const { statusCode: status = 0 } = response;
  const policy = response.headers['content-security-policy'] ?? null;
  return { status, policy: policy as string | null, html: await text(response) };
}

async function answers(paths: readonly (readonly [name: string, path: string])[]) {
  return new Map(await Promise.all(paths.map(async ([name, path]) => [name, await answer(path)] as const)));
}

const withoutPolicy = (exhibit: Exhibit): Exhibit => ({ ...exhibit, policy: null });

function inject({ html, ...rest }: Exhibit, addition: string): Exhibit {
  expect(html).toContain('</main>');
  return { ...rest, html: html.replace('</main>', () => `${addition}</main>`) };
}

function each<T>(exhibits: ReadonlyMap<string, Exhibit>, change: (exhibit: Exhibit, name: string) => T) {
  return new Map([...exhibits].map(([name, exhibit]) => [name, change(exhibit, name)] as const));
}

describe('raw HTML that runs a script or asks another site for something', () => {
  let bare: ReadonlyMap<string, Outcome>;
  let behindPolicy: ReadonlyMap<string, Outcome>;
  let behindSanitiser: ReadonlyMap<string, Outcome>;
  beforeAll(async () => {
    const plain = await answer('/posts/plain');
    const named = (prefix: string) =>
      new Map(
        attempts.map(([name, , { html }]) => [
          `${prefix}-${name}`,
          inject(plain, aimed(html, `${prefix}-${name}`)),
        ]),
      );
    bare = await show(browser, each(named('bare'), withoutPolicy), anotherSite);
    behindPolicy = await show(browser, named('policy'), anotherSite);
    const compiled = await answers(taken.map(([name]) => [name, `/posts/${name}`]));
    behindSanitiser = await show(browser, each(compiled, withoutPolicy), anotherSite);
  }, 180 * SECONDS);

  it.each(attempts.filter(([, , { runs }]) => runs === 'here'))(
    'does so without sanitiser and policy: %s, %s',
    (name) => expect(bare.get(`bare-${name}`)?.evidence).not.toEqual([]),
  );

  it.each(attempts)('is stopped by the policy alone: %s, %s', (name) =>
    expect(behindPolicy.get(`policy-${name}`)).toMatchObject({ evidence: [] }),
  );

  it.each(taken)('is stopped by the sanitiser alone: %s, %s', (name) =>
    expect(behindSanitiser.get(name)).toMatchObject({ evidence: [], path: `/${name}`, base: `/${name}` }),
  );
});

describe('without the policy', () => {
  let outcomes: ReadonlyMap<string, Outcome>;
  beforeAll(async () => {
    const own = ['leading', 'based', ...[...markdown, ...fields].map(([name]) => name)];
    const posts = await answers(own.map((name) => [name, `/posts/${name}`]));
    const listings = await answers(
      fields.map(([name, typed]) => [`${name}-tag`, listingPath(tagged(typed))]),
    );
    const shown = new Map([...posts, ...listings]);
    expect([...shown].filter(([, { status }]) => status !== 200)).toEqual([]);
    const exhibits = new Map([...shown, ...(await answers(PAGES))]);
    outcomes = await show(browser, each(exhibits, withoutPolicy), anotherSite);
  }, 180 * SECONDS);
  const tagged = (name: string) => selectionOf({ kind: 'tag', name });
  const isHarmless = (name: string) =>
    expect(outcomes.get(name)).toMatchObject({ evidence: [], path: `/${name}`, base: `/${name}` });

  it.each(markdown)('Markdown runs nothing: %s, %s', isHarmless);

  it.each(fields)('the front matter runs nothing on the page of its post: %s, %s', isHarmless);

  it.each(fields)('the front matter runs nothing on the listing of its tag: %s, %s', (name) =>
    isHarmless(`${name}-tag`),
  );

  it.each(PAGES)('the front matter of posts runs nothing on the page %s', isHarmless);

  it('a post cannot navigate to another page', () => isHarmless('leading'));

  it('a post cannot change the base of the links on its page', () => isHarmless('based'));
});

describe('a script that the sanitiser has missed', () => {
  let outcomes: ReadonlyMap<string, Outcome>;
  let bare: ReadonlyMap<string, Outcome>;
  beforeAll(async () => {
    const exhibits = each(await answers(PAGES), (exhibit, name) => inject(exhibit, aimed(MIXED, name)));
    outcomes = await show(browser, exhibits, anotherSite);
    bare = await show(browser, each(exhibits, withoutPolicy), anotherSite);
  }, 180 * SECONDS);

  it.each(PAGES)('is stopped by the policy, as the browser reports, on the page %s', (name) => {
    const { evidence, stopped, path, base } = outcomes.get(name) ?? {};
    expect({ evidence, path, base }).toEqual({ evidence: [], path: `/${name}`, base: `/${name}` });
    expect([...(stopped ?? [])].sort()).toEqual(STOPPED_BY);
  });

  it.each(PAGES)('would run without the policy on the page %s', (name) => {
    expect(bare.get(name)?.evidence).toContain('ran()');
    expect(bare.get(name)?.evidence).toContain('a script of another site');
  });
});

describe('a frame in a post', () => {
  it('is shown on the page with its policy', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${blog.origin}/posts/framing`);
    const frame = page.frameLocator('iframe[title="Another site"]');
    expect(await frame.locator('p').innerText()).toBe('Hello from another site.');
    expect(complaints()).toEqual([]);
    await page.context().close();
  });
});

describe('a document of the author that is not a post', () => {
  it.each(EXTENSIONS)(
    'cannot take over the page in which it is framed, as an .%s file',
    async (extension) => {
      const { page } = await openPage(browser);
      const post = `${blog.origin}/posts/own-${extension}`;
      await page.goto(post);
      const shown = page.frameLocator('iframe[title="Own"]').getByText('Shown', { exact: true });
      expect(await shown.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)');
      expect(page.url()).toBe(post);
      expect(await page.title()).not.toBe('Taken');
      expect(await page.context().cookies()).toEqual([]);
      await page.context().close();
    },
  );

  it.each(EXTENSIONS)('would do so without its headers, as an .%s file', async (extension) => {
    const { page } = await openPage(browser);
    await page.route('**/media/**', async (route) => {
      const response = await route.fetch();
      const { 'content-security-policy': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await page.goto(`${blog.origin}/posts/own-${extension}`);
    await page.waitForURL(`${blog.origin}/feeds`);
    expect(await page.context().cookies()).toMatchObject([{ name: 'taken', value: '1' }]);
    await page.context().close();
  });

  it.each(EXTENSIONS)('runs nothing when it is opened by itself, as an .%s file', async (extension) => {
    const { page } = await openPage(browser);
    await page.goto(`${blog.origin}/media/own.${extension}`);
    expect(await page.getByText('Shown', { exact: true }).count()).toBe(1);
    expect(page.url()).toBe(`${blog.origin}/media/own.${extension}`);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });
});
