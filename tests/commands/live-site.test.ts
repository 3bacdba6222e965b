// The live site: when a deploy has changed one of its feeds.

import { describe, expect, it, onTestFinished } from 'vitest';
import { formatFeedKey, MAIN_FEED } from '../../src/archive/feed-key.ts';
import { changedFeeds, fetchTags, waitUntilLive } from '../../src/commands/live-site.ts';
import { feedDocumentAt } from '../../src/feeds/lazy-document.ts';
import { MAIN } from '../../src/routes/feed-address.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anArchive, anEntry, HOUR, MINUTE, NOON, SITE } from '../a-blog.ts';
import { listen, listenRaw, nobody } from './a-server.ts';
import { QUICK } from './recording.ts';

const [RSS] = FORMATS as [Format];
const OLD = [anEntry('first', { tags: ['radio', 'time'], published: NOON - HOUR })];

describe('a feed of the live site', () => {
  const archive = anArchive(OLD);
  const { etag } = feedDocumentAt(archive, { selection: MAIN, format: RSS }, NOON).validator;

  // [what the edge did to the tag, the tag as the live site sends it, whether the feed counts as changed]
  it.each<[string, string | null, boolean]>([
    ['kept it', `W/"${etag}"`, false],
    ['made it strong', `"${etag}"`, false],
    ['added the coding inside the quotes', `W/"${etag}-gzip"`, false],
    ['added the coding after a semicolon', `W/"${etag};br"`, false],
    ['served another version', 'W/"0123456789abcdef-rss"', true],
    ['removed it', null, true],
  ])('whose edge %s, so that its tag is %s, counts as changed: %s', async (_what, tag, changed) => {
    const { origin, close } = await listen(
      () => new Response(null, { headers: tag === null ? {} : { ETag: tag } }),
    );
    onTestFinished(close);
    const tags = await fetchTags({ ...SITE, origin }, [MAIN_FEED], QUICK);
    expect(changedFeeds(archive, [MAIN_FEED], tags, NOON)).toEqual(changed ? [MAIN_FEED] : []);
  });

  it('counts as changed when a scheduled entry has appeared since', () => {
    const coming = anArchive([...OLD, anEntry('soon', { published: NOON + MINUTE })]);
    const tagAt = (now: number) =>
      `W/"${feedDocumentAt(coming, { selection: MAIN, format: RSS }, now).validator.etag}"`;
    const tags = new Map([[formatFeedKey(MAIN_FEED), tagAt(NOON)]]);
    expect(changedFeeds(coming, [MAIN_FEED], tags, NOON)).toEqual([]);
    expect(changedFeeds(coming, [MAIN_FEED], tags, NOON + MINUTE)).toEqual([MAIN_FEED]);
  });

  it('counts as changed when the site never answers or is down', async () => {
    const silent = await listenRaw(() => undefined);
    onTestFinished(silent.close);
    for (const origin of [silent.origin, (await nobody()).replace(/\/$/, '')]) {
      const tags = await fetchTags({ ...SITE, origin }, [MAIN_FEED], { ...QUICK, siteTimeoutMs: 50 });
      expect(changedFeeds(archive, [MAIN_FEED], tags, NOON)).toEqual([MAIN_FEED]);
    }
  });

  it('is requested with HEAD, and not from a cache', async () => {
    const requests: (string | null)[][] = [];
    const { origin, close } = await listen(({ method, headers }) => {
      requests.push([method, headers.get('Cache-Control')]);
      return new Response();
    });
    onTestFinished(close);
    await fetchTags({ ...SITE, origin }, [MAIN_FEED], QUICK);
    expect(requests).toEqual([['HEAD', 'no-cache']]);
  });

  it('delays the deploy no longer than the limit, even when the site never answers', async () => {
    const silent = await listenRaw(() => undefined);
    onTestFinished(silent.close);
    const site = { origin: silent.origin };
    const late = await waitUntilLive(anArchive(OLD, { site }), [MAIN_FEED], () => NOON, {
      ...QUICK,
      siteTimeoutMs: 3_600_000,
      goLiveTimeoutMs: 50,
    });
    expect(late).toEqual([MAIN_FEED]);
  });
});
