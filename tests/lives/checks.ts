// What readers must find on the site, compared with what they have been told.

import { expect } from 'vitest';
import { byText } from '../../src/compile/text/text.ts';
import { listingPath, selectionOf } from '../../src/routes/feed-address.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { markdownPath } from '../../src/routes/paths.ts';
import { readBack } from '../feeds/read-back.ts';
import { walk } from '../feeds/walk.ts';
import { type Post, pathOf } from './post.ts';
import { type Copy, entriesIn, formatAt, poll, type Site, type Subscriber } from './readers.ts';
import type { Deployed, Told } from './told.ts';

/** What a check can use. */
export interface View {
  readonly site: Site;
  readonly told: Told;
  /** The id under which readers know each post, by key. */
  readonly ids: ReadonlyMap<number, string>;
  /** Paths that the author used at any time, deployed or not. */
  readonly used: ReadonlySet<string>;
  /** For messages: all steps so far. */
  readonly story: () => string;
}

const ATOM = FORMATS.find(({ name }) => name === 'atom') ?? FORMATS[0];

/** The shortest window that an author sets. */
const LEAST_WINDOW = 2;

const pathsOf = (posts: readonly Post[]) => posts.map(pathOf);

/** The posts in a feed, newest first; of two with the same date, the one with the later id. */
function listed({ told, ids }: View, isIn: (post: Deployed) => boolean = () => true): Deployed[] {
  const idOf = ({ key }: Deployed) => ids.get(key) ?? '';
  return told.visible
    .filter((post) => post.listed && isIn(post))
    .sort((a, b) => b.published - a.published || byText(idOf(b), idOf(a)));
}

async function answerAt({ app }: Site, path: string) {
  const { status, headers } = await app.request(encodeURI(path), { method: 'HEAD' });
  const location = headers.get('Location');
  return { status, ...(location !== null && { location: decodeURI(location) }) };
}

/** Every path that readers know leads to its post or says that it is gone, and no other path was ever there. */
async function checkAddresses(view: View): Promise<void> {
  const { site, told, used, story } = view;
  for (const path of new Set([...told.paths, ...used])) {
    const expected = told.answerAt(path);
    expect(await answerAt(site, path), `${path}\n${story()}`).toEqual(expected);
    if (expected.status === 301 || path.startsWith('/old/')) continue;
    const { status } = await answerAt(site, markdownPath(path));
    expect(status, `${markdownPath(path)}\n${story()}`).toBe(expected.status);
  }
}

/** The main feed has the newest posts, each under the id and with the date that readers know. */
async function checkMainFeed(view: View): Promise<void> {
  const { site, ids, story } = view;
  const expected = listed(view).map((post) => ({
    path: pathOf(post),
    id: ids.get(post.key),
    title: post.title,
    published: new Date(post.published).toISOString(),
  }));
  const { entries } = readBack(ATOM, await (await site.get('/atom.xml')).text());
  const found = entries.map(({ url = '', id, title, published }) => {
    return { path: decodeURI(new URL(url).pathname), id, title, published };
  });
  expect(found, `the main feed\n${story()}`).toEqual(expected.slice(0, found.length));
  const least = Math.min(LEAST_WINDOW, expected.length);
  expect(found.length, `entries in the main feed\n${story()}`).toBeGreaterThanOrEqual(least);
}

/** A reader that follows the links to older entries gets every entry once. */
async function checkWalks(view: View): Promise<void> {
  const { site, ids, told, story } = view;
  const known = [...told.tags].sort();
  const feeds: [string, (post: Deployed) => boolean][] = [
    ['/atom.xml', () => true],
    ...known.map((tag): [string, (post: Deployed) => boolean] => [
      `/tags/${tag}/atom.xml`,
      ({ tags }) => tags.includes(tag),
    ]),
  ];
  const [first, second] = known;
  if (first !== undefined) feeds.push([`/atom.xml?not=${first}`, ({ tags }) => !tags.includes(first)]);
  if (second !== undefined)
    feeds.push([
      `/tags/${first}+${second}/atom.xml`,
      ({ tags }) => tags.includes(first ?? '') && tags.includes(second),
    ]);
  for (const [path, isIn] of feeds) {
    const documents = await walk(site.get, ATOM, path);
    const found = documents.flatMap((document) => document.ids);
    const expected = listed(view, isIn).map(({ key }) => ids.get(key));
    expect(found, `a walk from ${path}\n${story()}`).toEqual(expected);
  }
}

/** The Atom feed names the posts that readers have seen and that are gone, and no others. */
async function checkTombstones({ site, told, ids, story }: View): Promise<void> {
  const atom = await (await site.get('/atom.xml')).text();
  const found = [...atom.matchAll(/<at:deleted-entry ref="([^"]+)"/g)].map(([, id]) => id);
  const idOf = ({ key }: Deployed) => ids.get(key);
  const gone = told.removed.map(idOf);
  for (const id of found) expect(gone, `${id} is deleted\n${story()}`).toContain(id);
  // Of more, only the latest are named.
  const announced = told.removed.filter((post) => post.listed).map(idOf);
  if (announced.length > LEAST_WINDOW) return;
  for (const id of announced) expect(found, `${id} is deleted\n${story()}`).toContain(id);
}

/** The feeds that readers find: those with entries are listed, and those that once had any are served. */
async function checkDirectories(view: View): Promise<void> {
  const { site, told, story } = view;
  const full = ['x', 'y', 'z'].filter((tag) => listed(view, ({ tags }) => tags.includes(tag)).length > 0);
  const expected = full.map((name) => listingPath(selectionOf({ kind: 'tag', name })));
  for (const path of ['/feeds', '/feeds.opml', '/sitemap.xml']) {
    const text = await (await site.get(path)).text();
    const found = [...new Set([...text.matchAll(/\/tags\/[xyz](?=["<])/g)].map(([tag]) => tag))].sort();
    expect(found, `${path}\n${story()}`).toEqual(expected);
  }
  const sitemap = await (await site.get('/sitemap.xml')).text();
  const all = [...sitemap.matchAll(/<loc>https:\/\/[^/<]+([^<]+)/g)].map(([, path = '']) => decodeURI(path));
  const pages = all.filter((path) => !/^\/(?:$|feeds$|(?:tags|authors|languages)\/)/.test(path));
  expect(pages.sort(), `the sitemap\n${story()}`).toEqual(pathsOf(listed(view)).sort());
  for (const tag of ['x', 'y', 'z']) {
    const { status } = await answerAt(site, `/tags/${tag}/atom.xml`);
    expect(status, `the feed of ${tag}\n${story()}`).toBe(told.tags.has(tag) ? 200 : 404);
  }
}

/** The documents as they were at the last look. */
export type Copies = Map<string, Copy>;

/**
 * A document that has changed has a new tag and a later date, both move together, and no date goes back. When nothing
 * that readers see has changed, nothing at all has.
 */
async function checkValidators(
  { site, story }: View,
  paths: Iterable<string>,
  copies: Copies,
  isQuiet: boolean,
): Promise<void> {
  for (const path of new Set(paths)) {
    const response = await site.get(path);
    if (response.status !== 200) continue;
    const { headers } = response;
    const is = {
      text: await response.text(),
      etag: headers.get('ETag') ?? '',
      date: headers.get('Last-Modified') ?? '',
    };
    const was = copies.get(path);
    copies.set(path, is);
    if (!was) continue;
    const where = `${path}\n${story()}`;
    // The dates of combined feeds are computed on request, and may move more often than their entries.
    if (isQuiet && !/[+?]/.test(path)) expect(is, `nothing has changed, but ${where}`).toEqual(was);
    if (is.text !== was.text) expect(is.etag, `changed bytes, but not the tag: ${where}`).not.toBe(was.etag);
    expect(is.etag !== was.etag, `tag and date together: ${where}`).toBe(is.date !== was.date);
    expect(Date.parse(is.date), `the date goes back: ${where}`).toBeGreaterThanOrEqual(Date.parse(was.date));
  }
}

/** A reader has what is there after it has polled, and shows each entry under one id. */
async function checkSubscriber(view: View, reader: Subscriber, copies: Copies): Promise<void> {
  const { site, told, story } = view;
  const { path, manner, shown } = reader;
  const status = await poll(reader, site);
  if (status !== 200 && status !== 304) return;
  const what = `${path} polled by ${manner}: ${status}\n${story()}`;
  expect(reader.copy?.text, what).toBe(copies.get(path)?.text);
  if (status === 304 || !formatAt(path)) return;
  const keys = new Map(told.visible.map((post) => [pathOf(post), post.key]));
  for (const [address, id] of entriesIn(path, reader.copy?.text ?? '')) {
    const key = keys.get(address);
    expect(key, `${address} in ${what}`).toBeDefined();
    if (key === undefined) continue;
    expect(shown.get(key) ?? id, `the id of ${address} in ${what}`).toBe(id);
    shown.set(key, id);
  }
  expect(new Set(shown.values()).size, `one id for two posts: ${what}`).toBe(shown.size);
}

/** Everything that a careful author's readers must find. Each reader polls at every so many looks. */
export async function checkSite(
  view: View,
  readers: readonly Subscriber[],
  copies: Copies,
  look: number,
  isQuiet: boolean,
): Promise<void> {
  const paths = readers.map(({ path }) => path);
  await checkValidators(view, paths, copies, isQuiet);
  await checkAddresses(view);
  await checkMainFeed(view);
  await checkWalks(view);
  await checkTombstones(view);
  await checkDirectories(view);
  for (const reader of readers) if (look % reader.every === 0) await checkSubscriber(view, reader, copies);
}

/** What readers have seen of a careless author's blog. */
export interface Seen {
  readonly paths: Set<string>;
  /** When each entry was published, by id. */
  readonly dates: Map<string, string>;
}

/** Nothing that readers have seen is lost or told twice, whichever post is which. */
export async function checkSound({ site, story }: View, seen: Seen): Promise<void> {
  const atom = await (await site.get('/atom.xml')).text();
  const { entries } = readBack(ATOM, atom);
  const ids = entries.map(({ id = '' }) => id);
  expect(new Set(ids).size, `the same id twice\n${story()}`).toBe(ids.length);
  for (const { id = '', url = '', published } of entries) {
    expect(published, `the date of ${id}\n${story()}`).toBe(seen.dates.get(id) ?? published);
    seen.dates.set(id, published);
    seen.paths.add(decodeURI(new URL(url).pathname));
  }
  for (const [, id = ''] of atom.matchAll(/<at:deleted-entry ref="([^"]+)"/g)) {
    expect(ids, `a deleted entry\n${story()}`).not.toContain(id);
    expect(seen.dates.has(id), `${id} is deleted, and nobody had seen it\n${story()}`).toBe(true);
  }
  for (const path of seen.paths) {
    const { status, location } = await answerAt(site, path);
    expect([200, 301, 410], `${path}\n${story()}`).toContain(status);
    if (location === undefined) continue;
    const there = await answerAt(site, location);
    expect(there.status, `${path} redirects to ${location}\n${story()}`).toBe(200);
  }
}
