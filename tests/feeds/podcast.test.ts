// Podcasts: what directories require of a show and of its episodes.

import { parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { podcastGuid } from '../../src/compile/settings/podcast-guid.ts';
import { checkSettings } from '../../src/compile/settings/settings.ts';
import { formatDuration } from '../../src/feeds/podcast.ts';
import { createApp } from '../../src/http/app.ts';
import { FORMATS, type Format } from '../../src/routes/formats.ts';
import { anArchive, anEntry, feedPath, NOON, SITE } from '../a-blog.ts';
import { checkWellFormed } from './read-back.ts';

const { podcast } = checkSettings({
  ...{ origin: SITE.origin, title: 'T', description: 'D', language: 'en', author: 'Longwave' },
  podcast: {
    artwork: 'https://longwave.example/artwork.png?a=1&b=2',
    categories: ['History', { name: 'Documentary', within: 'Society & Culture' }],
    explicit: false,
    owner: { name: 'Long & Wave', email: 'hello@longwave.example' },
  },
}).site;
const [RSS] = FORMATS as [Format];

const EPISODE = anEntry('episode', {
  title: 'Pips & "tones"',
  image: { url: 'https://longwave.example/dial.png?x=1&y=2' },
  enclosures: [
    { url: 'https://longwave.example/pips.mp3', type: 'audio/mpeg', length: 16_044, duration: 3723 },
  ],
});

async function rss(given: typeof podcast, entries = [EPISODE, anEntry('text')]): Promise<string> {
  const site = given ? { podcast: given } : {};
  const app = createApp(anArchive(entries, { site }), { now: () => NOON });
  const text = await (await app.request(feedPath(RSS))).text();
  checkWellFormed(text);
  return text;
}

describe('the RSS feed of a podcast', () => {
  it('has what directories require of a show', async () => {
    const text = await rss(podcast);
    const feed = parseRssFeed(text);
    expect(feed.itunes).toMatchObject({
      author: 'Longwave',
      categories: [{ text: 'History' }, { text: 'Society & Culture', categories: [{ text: 'Documentary' }] }],
      explicit: false,
      image: 'https://longwave.example/artwork.png?a=1&b=2',
      owner: { name: 'Long & Wave', email: 'hello@longwave.example' },
      type: 'episodic',
    });
    expect(feed.podcast).toMatchObject({ guid: podcastGuid(SITE.origin), locked: { value: true } });
    expect(text).toContain('<itunes:category text="History"/>');
  });

  it('has what directories require of an episode, and none of it for a post without audio', async () => {
    const text = await rss(podcast);
    const [first, second] = parseRssFeed(text).items ?? [];
    const [written, episode] = first?.link?.endsWith('episode') ? [second, first] : [first, second];
    expect(episode?.itunes).toMatchObject({
      title: 'Pips & "tones"',
      duration: 3723,
      explicit: false,
      episodeType: 'full',
      image: 'https://longwave.example/dial.png?x=1&y=2',
    });
    expect(text).toContain('<itunes:duration>1:02:03</itunes:duration>');
    expect(written?.itunes).toBeUndefined();
  });

  it('is explicit, serial or open to other hosts when the settings say so', async () => {
    const feed = parseRssFeed(
      await rss(podcast && { ...podcast, explicit: true, type: 'serial', locked: false }),
    );
    expect(feed.itunes).toMatchObject({ explicit: true, type: 'serial' });
    expect(feed.podcast?.locked?.value).toBe(false);
    expect(feed.items?.map(({ itunes }) => itunes?.explicit)).toContain(true);
  });

  it('has no title or duration of an episode without one, and no episode without audio', async () => {
    const { title: _, ...untitled } = EPISODE;
    const [file] = EPISODE.enclosures;
    const withFile = (entry: typeof untitled, type: string) => {
      const { duration: _duration, ...enclosure } = {
        ...file,
        url: 'https://longwave.example/x',
        length: 1,
        type,
      };
      return { ...entry, enclosures: [enclosure] };
    };
    expect(await rss(podcast, [withFile(untitled, 'audio/mpeg')])).not.toMatch(/itunes:(?:title|duration)/);
    expect(await rss(podcast, [withFile(EPISODE, 'application/pdf')])).not.toContain('itunes:episodeType');
  });

  it('is a plain feed when the site has no podcast', async () => {
    expect(await rss(undefined)).not.toMatch(/itunes|podcast/);
  });
});

describe('a duration', () => {
  // [seconds, as directories want it]
  it.each([
    [0, '0:00:00'],
    [59, '0:00:59'],
    [60, '0:01:00'],
    [3599, '0:59:59'],
    [3600, '1:00:00'],
    [360_001, '100:00:01'],
  ])('of %s seconds is %s', (seconds, written) => {
    expect(formatDuration(seconds)).toBe(written);
  });
});

describe('the guid of a show', () => {
  it('is the UUID that Podcasting 2.0 derives from the address of its feed', () => {
    // As Python's uuid.uuid5 gives it, for the name longwave.example/rss.xml in the namespace of the specification.
    expect(podcastGuid('https://longwave.example')).toBe('d10af1f0-e684-51fd-9801-5f03daa6b5b8');
    expect(podcastGuid('http://longwave.example')).toBe(podcastGuid('https://longwave.example'));
    expect(podcastGuid('https://other.example')).not.toBe(podcastGuid('https://longwave.example'));
  });
});
