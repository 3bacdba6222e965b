// A deployment: which topics the hub is pinged for, and what a subscriber then receives.

import { describe, expect, it, onTestFinished } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import type { Site } from '../../src/archive/site.ts';
import { type Deployment, deploy } from '../../src/commands/deployment.ts';
import { createApp } from '../../src/http/app.ts';
import { PAGE_CONTENT_TYPE } from '../../src/pages/page.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anArchive, anEntry, feedPath, HOUR, NOON, publish } from '../a-blog.ts';
import { openHub, subscribe } from './a-hub.ts';
import { type Answer, listen, nobody } from './a-server.ts';
import { QUICK, recordOutput } from './recording.ts';

const [RSS] = FORMATS as [Format];
const OLD = [anEntry('first', { tags: ['radio', 'time'], published: NOON - HOUR })];
const NEW = anEntry('second', { tags: ['radio'], published: NOON, title: 'Heard at once' });

/** A live site that shows an archive, and another one after the next call of `show`. */
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

/** A live site, its hub, and two versions of its blog. */
async function openBlog() {
  const site = await openSite();
  const hub = await openHub(site.origin);
  onTestFinished(hub.close);
  return { site, hub, ...versions({ origin: site.origin, hub: hub.url }) };
}

/** Two versions of a blog: the second has one more entry. */
function versions(site: Partial<Site>) {
  const before = publish(OLD, { site });
  const after = publish([...OLD, NEW], { site, lock: before.lock });
  return { before: before.archive, after: after.archive };
}

/** Deploys an archive to a site that shows it as soon as it is uploaded. */
function deployOf(archive: Archive, show: (archive: Archive) => void, given: Partial<Deployment> = {}) {
  const { printed, warnings, output } = recordOutput();
  const code = deploy({
    compile: async () => archive,
    upload: async () => {
      show(archive);
      return 0;
    },
    readUploaded: async () => archive,
    now: () => NOON,
    network: QUICK,
    output,
    ...given,
  });
  return code.then((exit) => ({ code: exit, printed, warnings }));
}

/** The topics of the feeds in these folders. */
const topicsIn = (origin: string, folders: readonly string[]) =>
  folders.flatMap((folder) => [
    ...FORMATS.map(({ file }) => `${origin}${folder}/${file}`),
    `${origin}${folder === '' ? '/' : folder}`,
  ]);

describe('a deploy', () => {
  it('pings the hub for every format and the page of each feed that it changes, and for no other', async () => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const { code, printed, warnings } = await deployOf(after, site.show);
    const changed = ['', '/tags/radio', '/authors/Longwave', '/languages/en'];
    expect([...hub.pinged].sort()).toEqual(topicsIn(site.origin, changed).sort());
    expect(printed).toEqual([`Notified the hub at ${hub.url} of 4 feeds (16 addresses).`]);
    expect([code, warnings, hub.complaints]).toEqual([0, [], []]);
  });

  it('pings the hub for every feed when the site was empty before', async () => {
    const { site, hub, before } = await openBlog();
    await deployOf(before, site.show);
    const all = ['', '/tags/radio', '/tags/time', '/authors/Longwave', '/languages/en'];
    expect([...hub.pinged].sort()).toEqual(topicsIn(site.origin, all).sort());
  });

  it('pings the hub for a new feed', async () => {
    const { site, hub, before } = await openBlog();
    site.show(before);
    const { origin } = site;
    const more = [...OLD, anEntry('third', { tags: ['new'], published: NOON })];
    await deployOf(anArchive(more, { site: { origin, hub: hub.url } }), site.show);
    expect(hub.pinged).toEqual(expect.arrayContaining(topicsIn(origin, ['/tags/new'])));
    expect(hub.pinged).not.toContain(`${origin}/tags/time/rss.xml`);
  });

  it('pings nobody when nothing has changed, and says so', async () => {
    const { site, hub, before } = await openBlog();
    site.show(before);
    const { code, printed } = await deployOf(before, site.show);
    expect(hub.pinged).toEqual([]);
    expect(printed).toEqual([`No feed has changed, so the hub at ${hub.url} was not notified.`]);
    expect(code).toBe(0);
  });

  it('that fails pings nobody, and ends with the exit code of the upload', async () => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const { code, printed, warnings } = await deployOf(after, site.show, { upload: async () => 3 });
    expect([code, hub.pinged, printed, warnings]).toEqual([3, [], [], []]);
  });

  it('without a hub sends no request', async () => {
    const { site, hub, after } = await openBlog();
    const { code, printed } = await deployOf(after, site.show, { compile: async () => undefined });
    expect([code, hub.pinged, site.asked, printed]).toEqual([0, [], [], []]);
  });

  it('pings the hub only when the site shows what was uploaded', async () => {
    const site = await openSite();
    const fetched: string[] = [];
    const hub = await listen(async (request) => {
      const topic = new URLSearchParams(await request.text()).get('hub.url') ?? '';
      fetched.push(await (await fetch(topic)).text());
      return new Response(null, { status: 204 });
    });
    onTestFinished(hub.close);
    const { before, after } = versions({ origin: site.origin, hub: hub.origin });
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
    const { warnings } = await deployOf(after, site.show, { upload });
    expect(fetched).toHaveLength(16);
    expect(fetched.filter((document) => !document.includes(NEW.title ?? ''))).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('pings the hub with a warning when the site does not show the new version in time', async () => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const network = { ...QUICK, goLiveTimeoutMs: 50 };
    const { code, warnings } = await deployOf(after, site.show, { upload: async () => 0, network });
    expect(hub.pinged).toContain(site.origin + feedPath(RSS));
    expect(warnings).toEqual([
      expect.stringContaining(`${site.origin} did not show the new version of 4 feeds within 0.05 s`),
    ]);
    expect(warnings.join()).toContain('npm run ping');
    expect(code).toBe(0);
  });

  it('succeeds with a warning when what it uploaded cannot be read', async () => {
    const { site, hub, after } = await openBlog();
    const readUploaded = () => Promise.reject(new Error('it is gone'));
    const { code, warnings } = await deployOf(after, site.show, { readUploaded });
    expect([code, hub.pinged]).toEqual([0, []]);
    expect(warnings).toEqual(['The hub was not notified of this deploy: it is gone']);
  });

  it('succeeds with a warning when the hub is down', async () => {
    const { site } = await openBlog();
    const archive = anArchive(OLD, { site: { origin: site.origin, hub: await nobody() } });
    const { code, printed, warnings } = await deployOf(archive, site.show);
    expect([code, printed]).toEqual([0, []]);
    expect(warnings.join()).toContain('it refused the connection');
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
  ])('to %s receives the new entry when it is deployed', async (_what, path, contentType) => {
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

  it('to a feed that has not changed receives nothing', async () => {
    const { site, hub, before, after } = await openBlog();
    site.show(before);
    const subscriber = await subscribe(hub, `${site.origin}/tags/time/rss.xml`);
    onTestFinished(subscriber.close);
    await deployOf(after, site.show);
    await hub.settled();
    expect(subscriber.deliveries).toEqual([]);
  });
});
