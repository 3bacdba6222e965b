// A blog moves to another origin as docs/moving.md describes, with subscribers who have read everything. They get
// nothing twice, and learn the new address if they learn addresses at all.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import site from '../../src/site.ts';
import { type MovedWorker, startMovedWorker } from '../journeys/moved-worker.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { type ParsedFeed, poll } from './feedparser.ts';
import { type Newsboat, subscribe } from './newsboat.ts';
import { FEED_PATHS, NEWS, POSTS } from './posts.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { type Rss2email, receiveByMail } from './rss2email.ts';

const { 'guid.md': first, 'größe.md': renamed, ...OTHERS } = POSTS;
const AUTHORITY = new URL(site.origin).hostname;
const NEW_SETTINGS = { origin: 'https://new.example', authority: AUTHORITY };

/** What changes at the same time, the posts after it, and the ids of the new ones. */
const MOVES: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['alone', POSTS, []],
  ['with a new post', { ...POSTS, [NEWS.file]: NEWS.text }, [NEWS.id]],
  [
    'with a new post, an edit and a rename',
    {
      ...OTHERS,
      'guid.md': `${first}\nCorrected.\n`,
      'wie-groß.md': renamed ?? '',
      [NEWS.file]: NEWS.text,
    },
    [NEWS.id],
  ],
];

const jsonIds = async (response: Response) =>
  ((await response.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
const idsOf = (feed: ParsedFeed) => feed.entries.map(({ id }) => id);

describe.each(MOVES)('a blog that moves %s', (_, postsAfter, added) => {
  const running: { stop(): unknown }[] = [];
  let old: Recorder;
  let fresh: Recorder;
  let newsboats: readonly Newsboat[];
  let rss2email: Rss2email;
  let before: readonly ParsedFeed[];
  let json: { etag: string; lastModified: string; ids: string[] };

  const start = async <T extends { stop(): unknown }>(starting: Promise<T>): Promise<T> => {
    const started = await starting;
    running.push(started);
    return started;
  };
  const at = ({ origin }: Recorder) => FEED_PATHS.map((path) => origin + path);
  const pollAll = (recorder: Recorder, known: (feed: ParsedFeed) => Partial<ParsedFeed> = () => ({})) =>
    Promise.all(
      before.map((feed, index) =>
        poll(at(recorder)[index] ?? '', { etag: null, modified: null, ...known(feed) }),
      ),
    );

  beforeAll(async () => {
    const blog: RunningBlog = await start(startBlog({ posts: POSTS }));
    old = await start(startRecorder(blog.origin));
    newsboats = await Promise.all(at(old).map((address) => subscribe(address)));
    rss2email = await receiveByMail(...at(old));
    before = await Promise.all(at(old).map((address) => poll(address)));
    const inJson = await fetch(`${old.origin}/feed.json`);
    json = {
      etag: inJson.headers.get('ETag') ?? '',
      lastModified: inJson.headers.get('Last-Modified') ?? '',
      ids: await jsonIds(inJson),
    };
    await rss2email.run();
    expect(await rss2email.take()).toHaveLength(before.flatMap(idsOf).length);
    for (const newsboat of newsboats) {
      // Newsboat asks for a new feed twice before it keeps validators.
      await newsboat.reload();
      await newsboat.reload();
      await newsboat.markRead((await newsboat.entries()).map(({ guid }) => guid));
    }

    const lock = await readFile(join(blog.folder, 'posts.lock.json'), 'utf8');
    const moved = await start(startBlog({ posts: postsAfter, settings: NEW_SETTINGS, lock }));
    fresh = await start(startRecorder(moved.origin));
    const redirecting: MovedWorker = await start(startMovedWorker(fresh.origin));
    old.switchTo(redirecting.origin);
    old.take();
  });

  afterAll(async () => {
    await Promise.all(newsboats?.map((newsboat) => newsboat.remove()) ?? []);
    await rss2email?.remove();
    for (const each of running.reverse()) await each.stop();
  });

  it.each<[string, (feed: ParsedFeed) => Partial<ParsedFeed>]>([
    ['both validators', ({ etag, modified }) => ({ etag, modified })],
    ['the entity tag alone', ({ etag }) => ({ etag })],
    ['the date alone', ({ modified }) => ({ modified })],
    ['neither', () => ({})],
  ])(
    'tells feedparser the new address and the same ids, when it polls the old one with %s',
    async (_, known) => {
      const moved = await pollAll(old, known);
      expect(moved.map(({ status, href }) => [status, href])).toEqual(at(fresh).map((href) => [301, href]));
      expect(moved.map(({ bozo_exception }) => bozo_exception)).toEqual([null, null]);
      expect(moved.map(idsOf)).toEqual(before.map((feed) => [...added, ...idsOf(feed)]));
    },
  );

  it('answers feedparser at the new address with everything, and then with 304', async () => {
    const there = await pollAll(fresh, ({ etag, modified }) => ({ etag, modified }));
    expect(there.map(({ status }) => status)).toEqual([200, 200]);
    for (const [index, { etag, modified }] of there.entries())
      expect(await poll(at(fresh)[index] ?? '', { etag, modified })).toMatchObject({ status: 304 });
  });

  // None of these readers reads JSON Feed.
  it('leads a reader of JSON Feed to the same ids at the new address', async () => {
    const { etag, lastModified, ids } = json;
    const headers = { 'If-None-Match': etag, 'If-Modified-Since': lastModified };
    const moved = await fetch(`${old.origin}/feed.json`, { headers });
    expect([moved.status, moved.url]).toEqual([200, `${fresh.origin}/feed.json`]);
    expect(await jsonIds(moved)).toEqual([...added, ...ids]);
  });

  it('keeps the id of the feed', async () => {
    const atom = await (await fetch(`${old.origin}/atom.xml`)).text();
    expect(/<id>(.*?)<\/id>/.exec(atom)?.[1]).toBe(`${site.origin}/`);
  });

  describe('read in rss2email', () => {
    it('causes mail only for new posts', async () => {
      old.take();
      fresh.take();
      await rss2email.run();
      expect((await rss2email.take()).map(({ id }) => id)).toEqual([...added, ...added]);
      expect(old.take()).toMatchObject(FEED_PATHS.map((path) => ({ path, status: 301 })));
      expect(fresh.take()).toMatchObject(FEED_PATHS.map((path) => ({ path, status: 200 })));
    });

    it('is subscribed to at the new address from then on, and causes no more mail', async () => {
      expect(await rss2email.addresses()).toEqual(at(fresh));
      await rss2email.run();
      expect(await rss2email.take()).toEqual([]);
      expect(old.take()).toEqual([]);
      expect(fresh.take()).toMatchObject(FEED_PATHS.map((path) => ({ path, status: 304 })));
    });
  });

  describe('read in Newsboat', () => {
    it('has no entry twice, and only new posts unread', async () => {
      fresh.take();
      for (const newsboat of newsboats) {
        const known = await newsboat.entries();
        await newsboat.reload();
        const entries = await newsboat.entries();
        expect(entries.map(({ guid }) => guid)).toEqual([...added, ...known.map(({ guid }) => guid)]);
        expect(entries.filter(({ unread }) => unread).map(({ guid }) => guid)).toEqual(added);
        await newsboat.markRead(added);
      }
      expect(fresh.take()).toMatchObject(FEED_PATHS.map((path) => ({ path, status: 200 })));
    });

    it('has the addresses of its entries at the new origin', async () => {
      const { origin } = new URL((await poll(at(fresh)[0] ?? '')).feed.link ?? '');
      for (const newsboat of newsboats)
        for (const { url } of await newsboat.entries()) expect(new URL(url).origin).toBe(origin);
    });

    it('is followed at each poll, because Newsboat never changes what its reader has typed', async () => {
      old.take();
      fresh.take();
      for (const newsboat of newsboats) {
        await newsboat.reload();
        expect(await newsboat.unread()).toMatch(/^0 unread/);
      }
      expect((await Promise.all(newsboats.map((newsboat) => newsboat.addresses()))).flat()).toEqual(at(old));
      expect(old.take()).toMatchObject(FEED_PATHS.map((path) => ({ path, status: 301 })));
      expect(fresh.take()).toMatchObject(FEED_PATHS.map((path) => ({ path, status: 304 })));
    });

    it('has nothing unread again when its reader subscribes at the new address too', async () => {
      for (const [index, newsboat] of newsboats.entries()) {
        const known = await newsboat.entries();
        await newsboat.add(at(fresh)[index] ?? '');
        await newsboat.reload();
        expect(await newsboat.unread()).toMatch(/^0 unread/);
        expect((await newsboat.entries()).map(({ guid }) => guid)).toEqual(known.map(({ guid }) => guid));
      }
    });
  });
});
