// WebSub: of what a deploy tells the hub, and what becomes of it, from the publisher to a subscriber.

import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import type { Entry } from '../../src/archive/entry.ts';
import { formatFeedKey, MAIN_FEED } from '../../src/archive/feed-key.ts';
import type { Site } from '../../src/archive/site.ts';
import { changedFeeds, type Deploy, deploy, lookAt } from '../../src/commands/announce.ts';
import { feedsAt, tellAndSay, topicsNamed, topicsOf, WIRE, type Wire } from '../../src/commands/websub.ts';
import { feedsOf } from '../../src/compile/build/feeds-of.ts';
import { feedDocumentAt } from '../../src/feeds/lazy-document.ts';
import { createApp } from '../../src/http/app.ts';
import { PAGE_CONTENT_TYPE } from '../../src/pages/page.ts';
import { MAIN } from '../../src/routes/feed-address.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anArchive, anEntry, feedPath, HOUR, MINUTE, NOON, publish, SITE } from '../a-blog.ts';
import { openHub, subscribe } from './a-hub.ts';
import { type Answer, listen, listenRaw, nobody, requestOf } from './a-server.ts';

const [RSS] = FORMATS as [Format];
/** Patient enough for a busy machine, and quick where a test waits for the end of patience. */
const QUICK: Wire = { ...WIRE, pollMs: 5 };

const OLD = [anEntry('first', { tags: ['radio', 'time'], published: NOON - HOUR })];
const NEW = anEntry('second', { tags: ['radio'], published: NOON, title: 'Heard at once' });

/** Keeps what a command says. */
function listener() {
  const said: string[] = [];
  const warned: string[] = [];
  return {
    said,
    warned,
    voice: { log: (line: string) => said.push(line), warn: (line: string) => warned.push(line) },
  };
}

/** A site on the air, whose archive can be replaced under it. */
async function openSite() {
  let app: ReturnType<typeof createApp> | undefined;
  const asked: string[] = [];
  const answer: Answer = (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return app?.fetch(request) ?? new Response(null, { status: 404 });
  };
  const { origin, close } = await listen(answer);
  onTestFinished(close);
  return {
    origin,
    /** Requests so far, as `HEAD /rss.xml`. */
    asked,
    show: (archive: Archive) => {
      app = createApp(archive, { now: () => NOON });
    },
  };
}

/** A site, its hub, and what the site will show. */
async function openBlog() {
  const site = await openSite();
  const hub = await openHub(site.origin);
  onTestFinished(hub.close);
  return { site, hub, ...editions({ origin: site.origin, hub: hub.url }) };
}

/** Two editions of the blog: the second has one entry more. */
function editions(site: Partial<Site>) {
  const before = publish(OLD, { site });
  const after = publish([...OLD, NEW], { site, lock: before.lock });
  return { before: before.archive, after: after.archive };
}

/** A deploy of an archive, for which uploading is to show it at once. */
function deployOf(archive: Archive, show: (archive: Archive) => void, given: Partial<Deploy> = {}) {
  const { said, warned, voice } = listener();
  const code = deploy({
    coming: async () => archive,
    upload: async () => {
      show(archive);
      return 0;
    },
    uploaded: async () => archive,
    now: () => NOON,
    wire: QUICK,
    voice,
    ...given,
  });
  return code.then((exit) => ({ code: exit, said, warned }));
}

/** Everything that can be subscribed to of the feeds in these folders. */
const topicsIn = (origin: string, folders: readonly string[]) =>
  folders.flatMap((folder) => [
    ...FORMATS.map(({ file }) => `${origin}${folder}/${file}`),
    `${origin}${folder === '' ? '/' : folder}`,
  ]);

describe('a deploy', () => {
  it('tells the hub of every format and the page of each feed that it has changed, and of no other', async () => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const { code, said, warned } = await deployOf(after, site.show);
    const changed = ['', '/tags/radio', '/authors/Longwave', '/languages/en'];
    expect([...hub.told].sort()).toEqual(topicsIn(site.origin, changed).sort());
    expect(said).toEqual([`Told the hub at ${hub.url} of 4 feeds (16 addresses).`]);
    expect([code, warned, hub.complaints]).toEqual([0, [], []]);
  });

  it('tells the hub of every feed when nothing was there before', async () => {
    const { site, hub, before } = await openBlog();
    await deployOf(before, site.show);
    const all = ['', '/tags/radio', '/tags/time', '/authors/Longwave', '/languages/en'];
    expect([...hub.told].sort()).toEqual(topicsIn(site.origin, all).sort());
  });

  it('tells the hub of a feed that is new', async () => {
    const { site, hub, before } = await openBlog();
    site.show(before);
    const { origin } = site;
    const more = [...OLD, anEntry('third', { tags: ['new'], published: NOON })];
    await deployOf(anArchive(more, { site: { origin, hub: hub.url } }), site.show);
    expect(hub.told).toEqual(expect.arrayContaining(topicsIn(origin, ['/tags/new'])));
    expect(hub.told).not.toContain(`${origin}/tags/time/rss.xml`);
  });

  it('tells nobody anything when nothing has changed, and says so', async () => {
    const { site, hub, before } = await openBlog();
    site.show(before);
    const { code, said } = await deployOf(before, site.show);
    expect(hub.told).toEqual([]);
    expect(said).toEqual([`No feed has changed; there is nothing to tell the hub at ${hub.url}.`]);
    expect(code).toBe(0);
  });

  it('that fails tells nobody anything, and ends as the upload did', async () => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const { code, said, warned } = await deployOf(after, site.show, { upload: async () => 3 });
    expect([code, hub.told, said, warned]).toEqual([3, [], [], []]);
  });

  it('without a hub asks nobody anything', async () => {
    const { site, hub, after } = await openBlog();
    const { code, said } = await deployOf(after, site.show, { coming: async () => undefined });
    expect([code, hub.told, site.asked, said]).toEqual([0, [], [], []]);
  });

  it('tells the hub no sooner than the site shows what was uploaded', async () => {
    const site = await openSite();
    const fetched: string[] = [];
    const hub = await listen(async (request) => {
      const topic = new URLSearchParams(await request.text()).get('hub.url') ?? '';
      fetched.push(await (await fetch(topic)).text());
      return new Response(null, { status: 204 });
    });
    onTestFinished(hub.close);
    const { before, after } = editions({ origin: site.origin, hub: hub.origin });
    site.show(before);
    const upload = async () => {
      const looks = () => site.asked.filter((asked) => asked === 'HEAD /rss.xml').length;
      const soFar = looks();
      const edge = setInterval(() => {
        if (looks() < soFar + 3) return;
        clearInterval(edge);
        site.show(after);
      }, 1);
      return 0;
    };
    const { warned } = await deployOf(after, site.show, { upload });
    expect(fetched).toHaveLength(16);
    expect(fetched.filter((document) => !document.includes(NEW.title ?? ''))).toEqual([]);
    expect(warned).toEqual([]);
  });

  it('tells the hub all the same when the site goes on showing what it did, and warns', async () => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const wire = { ...QUICK, switchMs: 50 };
    const { code, warned } = await deployOf(after, site.show, { upload: async () => 0, wire });
    expect(hub.told).toContain(site.origin + feedPath(RSS));
    expect(warned).toEqual([expect.stringContaining(`${site.origin} did not show 4 feeds as deployed`)]);
    expect(warned.join()).toContain('npm run ping');
    expect(code).toBe(0);
  });

  it('is done, with a warning, though what it uploaded cannot be read', async () => {
    const { site, hub, after } = await openBlog();
    const uploaded = () => Promise.reject(new Error('it is gone'));
    const { code, warned } = await deployOf(after, site.show, { uploaded });
    expect([code, hub.told]).toEqual([0, []]);
    expect(warned).toEqual(['The hub was not told of this deploy: it is gone']);
  });

  it('is done, with a warning, though the hub is not there', async () => {
    const { site } = await openBlog();
    const archive = anArchive(OLD, { site: { origin: site.origin, hub: await nobody() } });
    const { code, said, warned } = await deployOf(archive, site.show);
    expect([code, said]).toEqual([0, []]);
    expect(warned.join()).toContain('it refused the connection');
  });
});

describe('a subscriber', () => {
  // [what was subscribed to, where it is, its content type]
  it.each<[string, string, string]>([
    ...FORMATS.map((format): [string, string, string] => [
      format.label,
      feedPath(format),
      `${format.mediaType}; charset=utf-8`,
    ]),
    ['the home page', '/', PAGE_CONTENT_TYPE],
  ])('of %s has the new entry as soon as it is deployed', async (_what, path, contentType) => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const topic = site.origin + path;
    const subscriber = await subscribe(hub, topic);
    onTestFinished(subscriber.close);
    await deployOf(after, site.show);
    await hub.settled();
    expect(hub.complaints).toEqual([]);
    expect(subscriber.deliveries).toEqual([
      {
        contentType,
        link: `<${hub.url}>; rel="hub", <${topic}>; rel="self"`,
        body: expect.stringContaining(NEW.title ?? ''),
      },
    ]);
  });

  it('of a feed that has not changed hears nothing', async () => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const subscriber = await subscribe(hub, `${site.origin}/tags/time/rss.xml`);
    onTestFinished(subscriber.close);
    await deployOf(after, site.show);
    await hub.settled();
    expect(subscriber.deliveries).toEqual([]);
  });
});

describe('the feeds to tell of', () => {
  const ada = { authors: [{ name: 'Ada' }] };
  it.each<[string, Entry[]]>([
    ['one author and one language', [anEntry('a', { tags: ['x', 'y'] }), anEntry('b')]],
    ['two authors', [anEntry('a', ada), anEntry('b')]],
    ['one author of two', [anEntry('a', { authors: [{ name: 'Ada' }, { name: 'Bo' }] })]],
    ['two languages', [anEntry('a', { lang: 'de' }), anEntry('b')]],
    ['an author yet to come', [anEntry('a'), anEntry('b', { ...ada, published: NOON + HOUR })]],
    ['an entry that is not listed', [anEntry('a', { tags: ['x'], listed: false }), anEntry('b')]],
    ['nothing', []],
  ])('are all that exist, with %s', async (_what, entries) => {
    const visible = entries.filter(({ published }) => published <= NOON);
    const existing = new Set([formatFeedKey(MAIN_FEED), ...visible.flatMap(feedsOf)]);
    const keys = await feedsAt(anArchive(entries), NOON);
    expect(keys.map(formatFeedKey).sort()).toEqual([...existing].sort());
  });
});

describe('a feed of the live site', () => {
  const archive = anArchive(OLD);
  const { etag } = feedDocumentAt(archive, { selection: MAIN, format: RSS }, NOON).validator;

  // [what the edge has done, the tag as the live site sends it, whether the feed counts as changed]
  it.each<[string, string | null, boolean]>([
    ['nothing', `W/"${etag}"`, false],
    ['taken the weakness away', `"${etag}"`, false],
    ['marked the coding within', `W/"${etag}-gzip"`, false],
    ['marked the coding behind', `W/"${etag};br"`, false],
    ['shown another edition', 'W/"0123456789abcdef-rss"', true],
    ['taken the tag away', null, true],
  ])('whose edge has %s, so that its tag is %s, counts as changed: %s', async (_what, tag, changed) => {
    const { origin, close } = await listen(
      () => new Response(null, { headers: tag === null ? {} : { ETag: tag } }),
    );
    onTestFinished(close);
    const seen = await lookAt({ ...SITE, origin }, [MAIN_FEED], QUICK);
    expect(changedFeeds(archive, [MAIN_FEED], seen, NOON)).toEqual(changed ? [MAIN_FEED] : []);
  });

  it('counts as changed when an entry has appeared by itself in the meantime', () => {
    const coming = anArchive([...OLD, anEntry('soon', { published: NOON + MINUTE })]);
    const tagAt = (now: number) =>
      `W/"${feedDocumentAt(coming, { selection: MAIN, format: RSS }, now).validator.etag}"`;
    const seen = new Map([[formatFeedKey(MAIN_FEED), tagAt(NOON)]]);
    expect(changedFeeds(coming, [MAIN_FEED], seen, NOON)).toEqual([]);
    expect(changedFeeds(coming, [MAIN_FEED], seen, NOON + MINUTE)).toEqual([MAIN_FEED]);
  });

  it('counts as changed when the site never answers, or is not there', async () => {
    const silent = await listenRaw(() => undefined);
    onTestFinished(silent.close);
    for (const origin of [silent.origin, (await nobody()).replace(/\/$/, '')]) {
      const seen = await lookAt({ ...SITE, origin }, [MAIN_FEED], { ...QUICK, lookMs: 50 });
      expect(changedFeeds(archive, [MAIN_FEED], seen, NOON)).toEqual([MAIN_FEED]);
    }
  });
});

describe('a hub that fails', () => {
  const TOPICS = topicsOf(SITE, MAIN_FEED);
  const FAILING = TOPICS[1] ?? '';
  const OTHERS = TOPICS.filter((topic) => topic !== FAILING);
  const IMPATIENT: Wire = { ...QUICK, hubMs: 2000 };

  // [how it fails for one topic, what it does then, what its owner is told]
  it.each<[string, (outgoing: ServerResponse) => void, string]>([
    ['answers 500', (outgoing) => void outgoing.writeHead(500).end(), 'it answered 500'],
    ['answers 404', (outgoing) => void outgoing.writeHead(404).end(), 'it answered 404'],
    [
      'has moved',
      (outgoing) => void outgoing.writeHead(308, { Location: 'https://hub.example/' }).end(),
      'it answered 308 and refers to https://hub.example/; if the hub has moved, say so in src/site.ts',
    ],
    ['never answers', () => undefined, 'it did not answer within 2 s'],
    [
      'hangs up in the middle of its answer',
      (outgoing) => void outgoing.socket?.write('HTTP/1.1 202 Acc', () => outgoing.socket?.destroy()),
      'it closed the connection before it had answered',
    ],
    [
      'hangs up at once',
      (outgoing) => void outgoing.socket?.destroy(),
      'it closed the connection before it had answered',
    ],
  ])('and %s is a warning with the topic, and the other topics are told', async (_how, fail, reason) => {
    const told: string[] = [];
    const { origin, close } = await listenRaw(async (incoming, outgoing) => {
      const topic = new URLSearchParams(await (await requestOf(incoming)).text()).get('hub.url') ?? '';
      if (topic === FAILING) return fail(outgoing);
      told.push(topic);
      outgoing.writeHead(204).end();
    });
    onTestFinished(close);
    const { said, warned, voice } = listener();
    await tellAndSay(origin, TOPICS, IMPATIENT, voice, 1);
    expect(warned).toEqual([
      `The hub at ${origin} could not be told of these addresses: ${reason}. \`npm run ping\` tries again.\n  ${FAILING}`,
    ]);
    expect([...told].sort()).toEqual([...OTHERS].sort());
    expect(said).toEqual([`Told the hub at ${origin} of 1 feed (3 of 4 addresses).`]);
  });

  it('because nobody is there is one warning with every topic', async () => {
    const { said, warned, voice } = listener();
    const hub = await nobody();
    await tellAndSay(hub, TOPICS, QUICK, voice, 1);
    expect(said).toEqual([]);
    expect(warned).toHaveLength(1);
    for (const part of [hub, 'it refused the connection', 'npm run ping', ...TOPICS])
      expect(warned[0]).toContain(part);
  });

  it('because it never answers is not asked again and again', async () => {
    let asked = 0;
    const { origin, close } = await listenRaw(() => {
      asked += 1;
    });
    onTestFinished(close);
    const many = Array.from({ length: 100 }, (_each, number) => `${SITE.origin}/tags/n${number}/rss.xml`);
    const { warned, voice } = listener();
    await tellAndSay(origin, many, { ...QUICK, hubMs: 50 }, voice);
    expect(asked).toBeLessThan(20);
    expect(warned.join('\n')).toContain('it had not answered 6 times in a row');
  });

  it('is not one that goes on talking after it has said yes', async () => {
    const { origin, close } = await listenRaw((_incoming, outgoing) => {
      outgoing.writeHead(202).write('Thank you');
    });
    onTestFinished(close);
    const { said, warned, voice } = listener();
    await tellAndSay(origin, TOPICS, QUICK, voice);
    expect([said, warned]).toEqual([[`Told the hub at ${origin} of 4 addresses.`], []]);
  });
});

describe('the addresses of a ping', () => {
  const TOPICS = topicsOf(SITE, { kind: 'tag', name: 'R&D <lab>' });

  // [as it is written, as the hub is told of it]
  it.each([
    ['/tags/R%26D%20%3Clab%3E/rss.xml', '/tags/R%26D%20%3Clab%3E/rss.xml'],
    [`${SITE.origin}/tags/R%26D%20%3Clab%3E`, '/tags/R%26D%20%3Clab%3E'],
    ['tags/R%26D%20%3Clab%3E/atom.xml', '/tags/R%26D%20%3Clab%3E/atom.xml'],
    ['/tags/R%26D <lab>/feed.json', '/tags/R%26D%20%3Clab%3E/feed.json'],
  ])('%s mean the topic %s', (written, path) => {
    expect(topicsNamed([written], SITE, TOPICS)).toEqual([SITE.origin + path]);
  });

  it.each(['/rss.xm', 'https://elsewhere.example/rss.xml', '/archive/1/rss.xml', 'https://'])(
    '"%s" are refused, with what to write',
    (written) => {
      expect(() => topicsNamed([written], SITE, TOPICS)).toThrow(
        `"${written}" is not an address that the hub is told of; write that of a feed, such as /rss.xml`,
      );
    },
  );
});
