// The owner's settings: what is required, what has a default, and the messages about mistakes.

import { describe, expect, it } from 'vitest';
import { podcastGuid } from '../../../src/compile/settings/podcast-guid.ts';
import { checkOrigin, checkSettings } from '../../../src/compile/settings/settings.ts';
import { SETTINGS, settingsFor } from '../blog.ts';

/** The message about settings in which one field is changed. */
function complaint(fields: Record<string, unknown>): string {
  try {
    checkSettings({ ...SETTINGS, ...fields });
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

const PODCAST = {
  artwork: 'https://blog.example/artwork.png',
  categories: ['History'],
  explicit: false,
  owner: { name: 'Ada', email: 'ada@blog.example' },
};

describe('the settings', () => {
  it('are complete with origin, title, description, language and author', () => {
    expect(settingsFor()).toEqual({
      timeZone: 'UTC',
      authority: 'blog.example',
      deadLinks: 'error',
      dialect: 'gfm',
      people: [],
      typography: 'plain',
      variables: {},
      site: {
        origin: 'https://blog.example',
        feedId: 'https://blog.example/',
        title: 'A blog',
        description: 'For one test.',
        language: 'en',
        authors: [{ name: 'Ada' }],
        content: 'full',
        window: 10,
        windowDays: 14,
        page: 25,
        documentBytes: 524_288,
        oldFeedAddresses: {},
        refreshMinutes: 30,
      },
    });
  });

  // A setting, its value, and what becomes of it in the site.
  it.each([
    ['origin', 'https://blog.example/', 'origin', 'https://blog.example'],
    ['origin', 'HTTPS://Blog.Example:443', 'origin', 'https://blog.example'],
    ['id', 'tag:blog.example,2026:feed', 'feedId', 'tag:blog.example,2026:feed'],
    ['title', ' Two\nlines\b ', 'title', 'Two lines'],
    ['language', 'PT-br', 'language', 'pt-BR'],
    [
      'author',
      { name: 'Ada', email: 'ada@blog.example' },
      'authors',
      [{ name: 'Ada', email: 'ada@blog.example' }],
    ],
    ['window', 100, 'window', 100],
    ['windowDays', 0, 'windowDays', 0],
    ['windowDays', 365, 'windowDays', 365],
    ['content', 'summary', 'content', 'summary'],
    ['rights', 'CC BY 4.0', 'rights', 'CC BY 4.0'],
    ['icon', 'https://x.example/\ba b.png', 'icon', 'https://x.example/%08a%20b.png'],
    ['hub', 'https://hub.example', 'hub', 'https://hub.example'],
    ['id', ' urn:feed\b ', 'feedId', 'urn:feed'],
    ['page', 50, 'page', 50],
    ['oldFeedAddresses', { '/blog/feed': 'atom' }, 'oldFeedAddresses', { '/blog/feed': 'atom' }],
    ['oldFeedAddresses', { '/feed.xml': 'atom' }, 'oldFeedAddresses', { '/feed.xml': 'atom' }],
    ['oldFeedAddresses', { '/a.xml': 'rss of tag A b' }, 'oldFeedAddresses', { '/a.xml': 'rss of tag A b' }],
    ['oldFeedAddresses', { '/feed/': 'atom' }, 'oldFeedAddresses', { '/feed/': 'atom' }],
    ['oldFeedAddresses', { '/?feed=atom': 'atom' }, 'oldFeedAddresses', { '/?feed=atom': 'atom' }],
    ['oldFeedAddresses', { '/posts/a': 'rss' }, 'oldFeedAddresses', { '/posts/a': 'rss' }],
    ['oldFeedAddresses', { '/t/:tag.xml': 'rss' }, 'oldFeedAddresses', { '/t/:tag.xml': 'rss' }],
  ])('with %s %j', (field, written, member, value) => {
    expect(checkSettings({ ...SETTINGS, [field]: written }).site).toHaveProperty(member, value);
  });

  it.each(['gfm', 'jekyll', 'hugo', 'obsidian'] as const)('say that posts are written for %s', (markdown) => {
    expect(settingsFor({ markdown }).dialect).toBe(markdown);
  });

  it('complete the author from the people by name or key', () => {
    const people = [{ name: 'Ada', url: 'https://ada.example/' }];
    expect(settingsFor({ people }).site.authors).toEqual(people);
    const byKey = settingsFor({ author: 'al', people: [{ key: 'al', ...people[0], name: 'Ada' }] });
    expect(byKey.site.authors).toEqual(people);
  });

  // Origin and authority, the authority of ids, and the origin that the id of the feed is made from.
  it.each([
    ['https://new.example', 'old.example', 'old.example', 'https://old.example'],
    ['http://localhost:8787', 'old.example', 'old.example', 'https://old.example'],
    ['https://blog.example', 'blog.example', 'blog.example', 'https://blog.example'],
    ['http://blog.example:8080', 'blog.example', 'blog.example', 'http://blog.example:8080'],
    ['https://new.example', 'ada@old.example', 'ada@old.example', 'https://new.example'],
    ['https://new.example', 'bücher.example', 'xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['https://bücher.example', 'bücher.example', 'xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['https://new.example', 'ada@bücher.example', 'ada@xn--bcher-kva.example', 'https://new.example'],
  ])('of a site at %s with the authority %s keep its ids', (origin, written, authority, first) => {
    const settings = settingsFor({ origin, authority: written, podcast: PODCAST });
    expect(settings.authority).toBe(authority);
    expect(settings.site.feedId).toBe(`${first}/`);
    expect(settings.site.podcast?.guid).toBe(podcastGuid(first));
  });

  it('have the ids that the owner writes, whatever the authority is', () => {
    const guid = '917393e3-1b1e-5cef-ace4-edaa54e1f810';
    const { site } = settingsFor({
      authority: 'old.example',
      id: 'urn:feed',
      podcast: { ...PODCAST, guid },
    });
    expect([site.feedId, site.podcast?.guid]).toEqual(['urn:feed', guid]);
  });

  // Settings, and the authority in the ids of posts, which RFC 4151 wants in ASCII.
  it.each([
    [{}, 'blog.example'],
    [{ origin: 'https://größe.example' }, 'xn--gre-6ka8i.example'],
    [{ origin: 'http://[::1]:8787' }, '-1-'],
    [{ origin: 'https://my_blog.example' }, 'my-blog.example'],
    [{ authority: 'größe.example' }, 'xn--gre-6ka8i.example'],
    [{ authority: 'ada_l@größe.example' }, 'ada_l@xn--gre-6ka8i.example'],
  ])('%j give the authority %s', (given, authority) => {
    expect(settingsFor(given).authority).toBe(authority);
  });

  // A setting, its value, and the message.
  it.each([
    ['origin', 'blog.example', 'must be an absolute http or https address'],
    ['origin', 'ftp://blog.example', 'must be an absolute http or https address'],
    ['origin', 'https://blog.example/sub', 'must be only a scheme and a host, such as https://example.org'],
    ['origin', 'https://blog.example/?a', 'must be only a scheme and a host, such as https://example.org'],
    ['title', ' ', 'is empty'],
    ['description', '', 'is empty'],
    ['language', '', 'must be a language tag such as en or pt-BR'],
    ['language', 'english language', 'must be a language tag such as en or pt-BR'],
    ['timeZone', 'Europe/Atlantis', 'must be a time zone such as Europe/Lisbon'],
    ['author', { nme: 'Ada' }, 'must be a name, or an object with name, url, email and avatar'],
    ['people', [{ name: 'Ada', url: 'ada.example' }], 'must be an absolute http or https address'],
    [
      'authority',
      'Blog.Example',
      'must be a host name in lower case, such as example.org, or an email address',
    ],
    [
      'authority',
      'b ü.example',
      'must be a host name in lower case, such as example.org, or an email address',
    ],
    [
      'authority',
      'größe@old.example',
      'must be a host name in lower case, such as example.org, or an email address',
    ],
    ['id', 'my feed', 'must be an IRI such as https://example.org/'],
    ['id', 'urn:<b>', 'must be an IRI such as https://example.org/'],
    ['icon', '/icon.png', 'must be an absolute http or https address'],
    ['logo', 'logo.png', 'must be an absolute http or https address'],
    ['hub', 'hub', 'must be an absolute http or https address'],
    ['content', 'all', 'must be full or summary'],
    ['window', 0, 'must be a whole number from 1 to 100'],
    ['window', 101, 'must be a whole number from 1 to 100'],
    ['window', 1.5, 'must be a whole number from 1 to 100'],
    ['windowDays', -1, 'must be a whole number from 0 to 365'],
    ['windowDays', 366, 'must be a whole number from 0 to 365'],
    ['windowDays', '14', 'must be a whole number from 0 to 365'],
    ['page', '25', 'must be a whole number from 1 to 500'],
    ['documentBytes', 1, 'must be a whole number from 16384 to 8388608'],
    ['refreshMinutes', 1441, 'must be a whole number from 1 to 1440'],
    ['oldFeedAddresses', { feed: 'rss' }, 'is not a path such as /blog/feed'],
    [
      'oldFeedAddresses',
      { '/blog/feed': 'xml' },
      "must be rss, atom or json, or such a format of one tag, author or language: 'rss of tag News'",
    ],
    ['oldFeedAddresses', { '/blog/feed': 'xml of tag A' }, 'must be rss, atom or json'],
    ['oldFeedAddresses', { '/blog/feed': 'rss of A' }, 'must be rss, atom or json'],
    ['oldFeedAddresses', { '/atom.xml': 'rss' }, 'is the address of a feed; remove it'],
    ['oldFeedAddresses', { '/feeds': 'rss' }, "is the address of one of the site's own documents; remove it"],
    ['oldFeedAddresses', { '/tags/radio/rss.xml': 'rss' }, 'is the address of a feed; remove it'],
    ['oldFeedAddresses', { '/tags/r%61dio/r%73s.xml': 'rss' }, 'is the address of a feed; remove it'],
    ['oldFeedAddresses', { '/tags/ä+b/atom.xml': 'atom' }, 'is the address of a feed; remove it'],
    ['oldFeedAddresses', { '/tags/radio': 'rss' }, 'is the address of the page of a tag'],
    [
      'oldFeedAddresses',
      { '/t/:topic/feed': 'rss' },
      'has :topic, which is no part of an address; write :tag,',
    ],
    ['oldFeedAddresses', { '/:lang/:tag/feed': 'rss' }, 'has several parts; write one address for each kind'],
    ['oldFeedAddresses', { '/rss.xml?a=b': 'rss' }, 'is the address of a feed; remove it'],
    ['oldFeedAddresses', { '/': 'rss' }, "is the address of one of the site's own documents; remove it"],
    ['oldFeedAddresses', { '/tags/:tag/atom.xml': 'rss' }, 'is the address of a feed; remove it'],
    ['permalink', 'blog/:slug', 'must be a path such as /:year/:month/:slug/, or date, pretty'],
    ['permalink', 1, 'must be text'],
    ['podcast', { ...PODCAST, categories: [] }, 'needs at least one category'],
    ['podcast', { ...PODCAST, artwork: 'art.png' }, 'must be an absolute http or https address'],
    ['podcast', { ...PODCAST, explicit: 'no' }, 'must be true or false'],
    ['podcast', { ...PODCAST, type: 'daily' }, 'must be episodic or serial'],
    ['podcast', { ...PODCAST, guid: 'my-show' }, 'must be a UUID'],
    ['podcast', { ...PODCAST, owner: undefined }, 'podcast.owner is missing'],
    ['podcast', { ...PODCAST, owner: 'Ada' }, 'podcast.owner must be an object'],
    ['podcast', { ...PODCAST, categories: 'History' }, 'podcast.categories must be a list'],
    ['podcast', { ...PODCAST, categories: [1] }, 'must be a name, or an object with name and within'],
    ['podcast', { ...PODCAST, locked: 'no' }, 'podcast.locked must be true or false'],
    ['podcast', 'yes', 'must be an object'],
    ['origin', undefined, 'is missing'],
    ['title', undefined, 'is missing'],
    ['author', undefined, 'is missing'],
    ['title', 1, 'must be text'],
    ['timeZone', 1, 'must be text'],
    ['people', { name: 'Ada' }, 'must be a list'],
    ['oldFeedAddresses', [], 'must be an object'],
  ])('cannot have %s %j', (field, written, message) => {
    expect(complaint({ [field]: written })).toMatch(new RegExp(`^src/site\\.ts: ${field}`));
    expect(complaint({ [field]: written })).toContain(message);
  });

  it('cannot have an unknown setting', () => {
    expect(complaint({ titel: 'x' })).toBe('src/site.ts: titel is not a setting; did you mean title?');
    expect(complaint({ analytics: 'x' })).toBe('src/site.ts: analytics is not a setting; remove it');
  });

  // An unknown setting, and the one that is suggested.
  it.each([
    ['podcast.artwok', 'podcast.artwork', { podcast: { ...PODCAST, artwok: 'x' } }],
    ['podcast.owner.nme', 'podcast.owner.name', { podcast: { ...PODCAST, owner: { nme: 'Ada' } } }],
    ['people.0.avatr', 'people.0.avatar', { people: [{ name: 'Ada', avatr: 'x' }] }],
  ])('cannot have %s, and names %s', (field, meant, fields) => {
    expect(complaint(fields).split('\n')).toContain(
      `src/site.ts: ${field} is not a setting; did you mean ${meant}?`,
    );
  });

  it('with several mistakes get a line for each', () => {
    const lines = complaint({ title: '', timeZone: 'x', window: 0, people: [{ name: '' }] }).split('\n');
    expect(lines.map((line) => line.split(' ')[1])).toEqual(['title', 'timeZone', 'people.0.name', 'window']);
  });

  it.each([undefined, null, 'site', []])('cannot be %j', (input) => {
    expect(() => checkSettings(input)).toThrow(
      /^src\/site\.ts: the file must export the settings as its default export; begin with `export default \{`$/,
    );
  });

  it('may be served at another origin, which must be an origin', () => {
    expect(checkOrigin('http://localhost:8787/')).toBe('http://localhost:8787');
    expect(() => checkOrigin('localhost')).toThrow(
      'SITE_ORIGIN "localhost" must be only a scheme and a host, such as https://example.org',
    );
  });
});
