// Readers and the history of a blog: feedparser can walk back to the first post, and readers cope with a removed post.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import site from '../../src/site.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { type ParsedFeed, poll } from './feedparser.ts';
import { type Newsboat, subscribe } from './newsboat.ts';
import { FEED_PATHS } from './posts.ts';
import { type Rss2email, receiveByMail } from './rss2email.ts';

const authority = new URL(site.origin).hostname;
const COUNT = 40;
const WINDOW = 5;
const PAGE = 12;
/** The post that is published during the walk, and one on a feed page that is removed after it. */
const NEW = COUNT + 1;
const GONE = 20;

/** Numbers of the posts, newest first. Post N was published N days after the first of May. */
const NUMBERS = Array.from({ length: COUNT }, (_, index) => COUNT - index);
const POSTS = Object.fromEntries(NUMBERS.map((number) => [`${number}.md`, postOf(number)]));

function dayOf(number: number): string {
  return new Date(Date.UTC(2024, 4, 1 + number)).toISOString().slice(0, 10);
}

function postOf(number: number): string {
  return `---\ntitle: Number ${number}\ndate: ${dayOf(number)}T12:00:00Z\n---\nPost ${number}.\n`;
}

function idOf(number: number): string {
  return `tag:${authority},${dayOf(number)}:${number}`;
}

function linkOf(feed: ParsedFeed, relation: string): string | undefined {
  return feed.feed.links.find(({ rel }) => rel === relation)?.href;
}

/** The documents after one, found by following the links. */
async function walkBackFrom(first: ParsedFeed): Promise<ParsedFeed[]> {
  const previous = linkOf(first, 'prev-archive');
  return previous === undefined ? [first] : [first, ...(await walkBackFrom(await poll(previous)))];
}

function pollAll({ origin }: RunningBlog): Promise<ParsedFeed[]> {
  return Promise.all(FEED_PATHS.map((path) => poll(origin + path)));
}

async function walkedIds(first: ParsedFeed): Promise<(string | null)[]> {
  return idsIn(await walkBackFrom(first));
}

function idsIn(documents: readonly ParsedFeed[]): (string | null)[] {
  return documents.flatMap(({ entries }) => entries.map(({ id }) => id));
}

async function waitForText(blog: RunningBlog, path: string, text: string): Promise<void> {
  await blog.waitFor(
    async () => (await (await fetch(blog.origin + path)).text()).includes(text),
    `${text} in ${path}`,
  );
}

describe(`a blog of ${COUNT} posts`, () => {
  let blog: RunningBlog;

  beforeAll(async () => {
    blog = await startBlog({ posts: POSTS, settings: { window: WINDOW, windowDays: 0, page: PAGE } });
  });

  afterAll(async () => {
    await blog?.stop();
  });

  describe.each(FEED_PATHS)('walked by feedparser from %s', (path) => {
    let documents: ParsedFeed[];

    beforeAll(async () => {
      documents = await walkBackFrom(await poll(blog.origin + path));
    });

    it('consists of well-formed documents', () => {
      for (const { bozo, bozo_exception, status } of documents) {
        expect({ bozo, bozo_exception, status }).toEqual({ bozo: false, bozo_exception: null, status: 200 });
      }
    });

    it('shows every entry once, newest first', () => {
      expect(documents.map(({ entries }) => entries.length)).toEqual([WINDOW, 11, PAGE, PAGE]);
      expect(idsIn(documents)).toEqual(NUMBERS.map(idOf));
    });

    it('leads from every feed page to the first document, and from a full one onwards', async () => {
      const pages = documents.slice(1);
      expect(pages.map((page) => linkOf(page, 'current'))).toEqual(pages.map(() => blog.origin + path));
      for (const page of pages.slice(2)) {
        const next = await poll(linkOf(page, 'next-archive') ?? '');
        expect(linkOf(next, 'prev-archive')).toBe(linkOf(page, 'self'));
      }
    });
  });

  it('shows every entry once when another is published during the walk', async () => {
    const firsts = await pollAll(blog);
    await blog.writePost(`${NEW}.md`, postOf(NEW));
    await waitForText(blog, '/atom.xml', idOf(NEW));
    for (const ids of await Promise.all(firsts.map(walkedIds))) expect(ids).toEqual(NUMBERS.map(idOf));
    const fresh = await pollAll(blog);
    for (const ids of await Promise.all(fresh.map(walkedIds)))
      expect(ids).toEqual([NEW, ...NUMBERS].map(idOf));
  });

  it('shows every other entry once when one has been removed from a feed page', async () => {
    await blog.tell();
    await blog.removePost(`${GONE}.md`);
    await waitForText(blog, '/atom.xml', `<at:deleted-entry ref="${idOf(GONE)}"`);
    const firsts = await pollAll(blog);
    expect(firsts.map(({ bozo_exception }) => bozo_exception)).toEqual([null, null]);
    const left = [NEW, ...NUMBERS].filter((number) => number !== GONE);
    for (const ids of await Promise.all(firsts.map(walkedIds))) expect(ids).toEqual(left.map(idOf));
  });
});

describe('a blog with a post that is removed', () => {
  const few = NUMBERS.slice(-WINDOW);
  const [, gone = 0] = few;
  let blog: RunningBlog;
  let before: ParsedFeed[];
  let newsboat: Newsboat;
  let rss2email: Rss2email;

  beforeAll(async () => {
    blog = await startBlog({
      posts: Object.fromEntries(few.map((number) => [`${number}.md`, postOf(number)])),
    });
    before = await pollAll(blog);
    const addresses = FEED_PATHS.map((path) => blog.origin + path);
    newsboat = await subscribe(...addresses);
    rss2email = await receiveByMail(...addresses);
    await newsboat.reload();
    await newsboat.markRead(few.map(idOf));
    await rss2email.run();
    expect(await rss2email.take()).toHaveLength(few.length * addresses.length);
    await blog.tell();
    await blog.removePost(`${gone}.md`);
    await waitForText(blog, '/atom.xml', `<at:deleted-entry ref="${idOf(gone)}"`);
  });

  afterAll(async () => {
    await rss2email?.remove();
    await newsboat?.remove();
    await blog?.stop();
  });

  it('shows feedparser the other posts unchanged', async () => {
    const after = await pollAll(blog);
    expect(after.map(({ bozo_exception }) => bozo_exception)).toEqual([null, null]);
    expect(after.map(({ entries }) => entries)).toEqual(
      before.map(({ entries }) => entries.filter(({ id }) => id !== idOf(gone))),
    );
  });

  it('gives Newsboat nothing new to read, and takes nothing away', async () => {
    await newsboat.reload();
    expect((await newsboat.entries()).map(({ guid }) => guid)).toEqual(few.map(idOf));
    expect(await newsboat.unread()).toMatch(/^0 unread/);
  });

  it('causes no mail from rss2email', async () => {
    await rss2email.run();
    expect(await rss2email.take()).toEqual([]);
  });
});
