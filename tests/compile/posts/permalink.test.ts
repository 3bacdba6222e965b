// Permalinks: the address that each post has by the pattern of the site, or by its own front matter.

import { describe, expect, it } from 'vitest';
import { permalinkOf } from '../../../src/compile/posts/permalink.ts';
import type { PermalinkFacts } from '../../../src/compile/posts/permalink-parts.ts';
import type { SiteSettings } from '../../../src/compile/settings/settings.ts';
import { compileBlog, post, settingsFor } from '../blog.ts';

type Written = Partial<Omit<PermalinkFacts, 'fields'>> & Partial<PermalinkFacts['fields']>;

/** The permalink of a post by these settings. By default the post is posts/2015-01-08-Hello_World.md. */
function permalink(settings: Partial<SiteSettings>, written: Written = {}): string {
  const { file = '2015-01-08-Hello_World.md', name = 'Hello_World', date, writtenDate, ...fields } = written;
  const facts = {
    file,
    name,
    date: date ?? Date.parse('2015-01-08T22:05:09Z'),
    ...(writtenDate !== undefined && { writtenDate }),
    fields: { categories: [], ...fields },
  };
  return permalinkOf(facts, settingsFor(settings));
}

describe('the pattern of a site', () => {
  it('is /posts/ and the slug by default', () => {
    expect(permalink({})).toBe('/posts/hello_world');
    expect(permalink({ markdown: 'hugo' }, { title: 'A title' })).toBe('/posts/hello_world');
  });

  // [pattern, address]
  it.each([
    ['/:year/:month/:day/:slug/', '/2015/01/08/hello_world/'],
    ['/blog/:slug', '/blog/hello_world'],
    ['/:slug.html', '/hello_world.html'],
    ['/:slug/index.html', '/hello_world/index.html'],
    ['/:i_month-:i_day/:short_year/:y_day/:slug', '/1-8/15/008/hello_world'],
    ['/:short_month/:long_month/:monthname/:slug', '/Jan/January/January/hello_world'],
    ['/:week/:w_year/:w_day/:short_day/:long_day', '/02/2015/4/Thu/Thursday'],
    ['/:weekday/:weekdayname/:yearday', '/4/Thursday/8'],
    ['/:hour:minute:second', '/220509'],
    ['/:month_:day_:slug', '/01_08_hello_world'],
    ['/%year%/%monthnum%/%day%/%postname%/', '/2015/01/08/hello_world/'],
    ['/%category%/%postname%', '/uncategorized/hello_world'],
    ['/caf%C3%A9/\\:year/:slug', '/café/:year/hello_world'],
    ['/a:b/:slug', undefined],
    ['/:name/:title', '/hello-world/Hello_World'],
    ['/:filename', '/2015-01-08-hello_world'],
    ['/:collection/:lang/:slug:output_ext', '/posts/en/hello_world.html'],
    ['date', '/2015/01/08/Hello_World.html'],
    ['pretty', '/2015/01/08/Hello_World/'],
    ['ordinal', '/2015/008/Hello_World.html'],
    ['weekdate', '/2015/W02/Thu/Hello_World.html'],
    ['none', '/Hello_World.html'],
  ])('%s gives %s', (pattern, path) => {
    if (path === undefined) expect(() => permalink({ permalink: pattern })).toThrow('has :b');
    else expect(permalink({ permalink: pattern })).toBe(path);
  });

  it('has dates in the time zone of the site', () => {
    const settings = { permalink: '/:year/:month/:day/:hour/:slug', timeZone: 'Asia/Tokyo' };
    expect(permalink(settings)).toBe('/2015/01/09/07/hello_world');
  });

  it('has dates with the offset that they are written with on a blog from Hugo', () => {
    const settings = {
      permalink: '/:day/:slugorfilename',
      timeZone: 'Asia/Tokyo',
      markdown: 'hugo' as const,
    };
    const name = { file: 'a.md', name: 'a' };
    expect(permalink(settings, { ...name, writtenDate: '2015-01-08T23:05:09+01:00' })).toBe('/08/a');
    expect(permalink(settings, { ...name, writtenDate: '2015-01-08 22:05:09Z' })).toBe('/08/a');
    expect(permalink(settings, { ...name, writtenDate: '2015-01-09' })).toBe('/09/a');
  });

  // [pattern, file, address]
  it.each([
    ['/:path/', '2015/01/a b.md', '/2015/01/a b/'],
    ['/:path', 'trips/rome/index.md', '/trips/rome'],
    ['/:path', 'index.md', '/index'],
    ['/:path/:lang', 'trips/rome/index.de.md', '/trips/rome/en'],
    ['/:section/:slug', 'trips/rome/walks.md', '/trips/x'],
    ['/:sections/:slug', 'Trips/Old Rome/walks.md', '/trips/old-rome/x'],
    ['/:sections/:slug', 'trips/rome/index.md', '/trips/x'],
    ['/:sections/:slug', 'walks.md', '/x'],
    ['/:sections[0]/:slug', 'a/b/c/d.md', '/a/x'],
    ['/:sections[1:]/:slug', 'a/b/c/d.md', '/b/c/x'],
    ['/:sections[:2]/:slug', 'a/b/c/d.md', '/a/b/x'],
    ['/:sections[last]/:slug', 'a/b/c/d.md', '/c/x'],
    ['/:sections[7]/:slug', 'a/b/c/d.md', '/x'],
    ['/:path/', 'news/_posts/a.md', '/news/a/'],
    ['/:categories/:slug', 'news/world/_posts/a.md', '/news/world/x'],
  ])('%s gives %s the address %s', (pattern, file, path) => {
    expect(permalink({ permalink: pattern }, { file, name: 'x' })).toBe(path);
  });

  // [pattern, categories, address]
  it.each([
    ['/:categories/:slug', [], '/x'],
    ['/:categories/:slug', ['Ruby', 'Web Dev', 'ruby'], '/ruby/web dev/x'],
    ['/:slugified_categories/:slug', ['Ruby', 'Web Dev', 'C++'], '/ruby/web-dev/c/x'],
    ['/:category/:slug', ['Web Dev', 'Ruby'], '/web-dev/x'],
  ])('%s gives the categories %j the address %s', (permalinkPattern, categories, path) => {
    expect(permalink({ permalink: permalinkPattern }, { name: 'x', categories })).toBe(path);
  });

  // What a part means depends on the program. [pattern, in GitHub's Markdown, in Jekyll, in Hugo]
  it.each([
    ['/:slug', '/v1.0-Notes', '/v1-0-notes', '/v1.0-notes'],
    ['/:title', '/v1.0-Notes', '/v1.0-Notes', '/it-works'],
    ['/:slugorfilename', '/v1.0-Notes', '/v1.0-Notes', '/v1.0-notes'],
    ['/:filename', '/2015-01-08-hello_world', '/2015-01-08-hello_world', '/2015-01-08-hello_world'],
    ['/:name', '/hello-world', '/2015-01-08-hello-world', '/hello-world'],
    ['/:monthname', '/January', '/January', '/january'],
  ])('%s is %s, %s or %s', (pattern, ...paths) => {
    const dialects = ['gfm', 'jekyll', 'hugo'] as const;
    const fields = { slug: 'v1.0-Notes', title: 'It works!' };
    expect(dialects.map((markdown) => permalink({ permalink: pattern, markdown }, fields))).toEqual(paths);
  });

  it('has the title where a post of Hugo has no slug, and the file where it has no title', () => {
    const settings = { permalink: '/:slug/', markdown: 'hugo' as const };
    expect(permalink(settings, { title: 'C++, or “plus”' })).toBe('/c++-or-plus/');
    expect(permalink(settings, { title: '?!' })).toBe('/hello_world/');
    expect(permalink(settings)).toBe('/hello_world/');
  });

  it('may have slugs with capitals, dots and slashes', () => {
    expect(permalink({}, { slug: 'cn/formatR-1.0' })).toBe('/posts/cn/formatR-1.0');
  });

  // [setting, what is wrong with it]
  it.each([
    ['blog/:slug', 'must be a path such as /:year/:month/:slug/, or date, pretty, ordinal, weekdate, none'],
    ['/?p=:year', 'must be a path such as'],
    ['/:yeer/:slug', 'has :yeer, which is no part of an address; did you mean :year?'],
    ['/:id/', 'has :id, which is no part of an address; '],
    ['/%post_id%/', 'has %post_id%, which is no part of an address; write one of :year, :month'],
    ['/blog/', 'gives all posts one address; add a part that differs between posts, such as :slug'],
  ])('cannot be %s', (pattern, message) => {
    expect(() => permalink({ permalink: pattern })).toThrow(`src/site.ts: permalink ${message}`);
  });

  it('is an error at a post that it gives an address with steps', async () => {
    const settings = settingsFor({ permalink: '/:categories/:slug' });
    const files = { 'a.md': post('date: 2015-01-08\ncategories: ..') };
    expect((await compileBlog(files, { settings })).lines).toEqual([
      'posts/a.md:1:1: the permalink would be /../a, and browsers remove "." and ".."; change the slug',
    ]);
  });
});

describe('the permalink of a post', () => {
  // [as it is written, address in GitHub's Markdown, in Jekyll, in Hugo]
  it.each([
    ['/about/', '/about/', '/about/', '/about/'],
    ['about', '/about', '/about', '/about/'],
    ['/about.html', '/about.html', '/about.html', '/about.html'],
    ['/a/index.html', '/a/', '/a/index.html', '/a/'],
    ['https://blog.example/a', '/a', '/a', '/a/'],
    [
      '/:year/:name.html',
      '/2015/hello-world.html',
      '/2015/2015-01-08-hello-world.html',
      '/2015/hello-world.html',
    ],
    [
      '/re:invent/100%25/caf%C3%A9/',
      '/re:invent/100%/café/',
      '/re:invent/100%/café/',
      '/re:invent/100%/café/',
    ],
    ['//a//b/', '/a/b/', '/a/b/', '/a/b/'],
    ['/A B/+1', '/A B/+1', '/A B/+1', '/A B/+1/'],
  ])('%s is %s, %s or %s', (address, ...paths) => {
    const own = { permalink: { address, path: ['permalink'] } };
    const dialects = ['gfm', 'jekyll', 'hugo'] as const;
    expect(dialects.map((markdown) => permalink({ permalink: '/x/:slug', markdown }, own))).toEqual(paths);
  });

  // [front matter, message]
  it.each([
    [
      'permalink: https://else.example/a',
      'permalink "https://else.example/a" is at another site; write a path such as /2020/name/, or put the address in `link`',
    ],
    ['permalink: "/?p=1"', 'permalink "/?p=1" may not contain ? or #; write a path such as /2020/name/'],
    [
      'permalink: "/{{ title | slugify }}/"',
      'permalink "/{{ title | slugify }}/" is a template; write the address that it stands for',
    ],
    [
      'permalink: /a/../b',
      'permalink "/a/../b" contains "." or "..", which browsers remove; write the whole path',
    ],
  ])('cannot be %s', async (front, message) => {
    const { lines } = await compileBlog({ 'a.md': post(`date: 2015-01-08\n${front}`) });
    const column = front.indexOf(':') + 3;
    expect(lines).toEqual([`posts/a.md:3:${column}: ${message}`]);
  });
});

describe('the default ids', () => {
  it('are made from the date and the slug, whatever the permalink is', async () => {
    const ids = async (permalink?: string) => {
      const settings = settingsFor(permalink === undefined ? {} : { permalink });
      const files = { '2014-01-08-a.md': 'A', '2015-01-08-b.md': 'B' };
      const { archive } = await compileBlog(files, { settings });
      return (await archive.entries([0, 1])).map(({ id }) => id);
    };
    const expected = ['tag:blog.example,2014-01-08:a', 'tag:blog.example,2015-01-08:b'];
    expect(await ids()).toEqual(expected);
    expect(await ids('/:year/:slug/')).toEqual(expected);
  });

  it('differ between posts with one slug, by their dates or by a number', async () => {
    const settings = settingsFor({ permalink: '/:year/:sections/:slug' });
    const files = { '2014-01-08-a.md': 'A', '2015-01-08-a.md': 'B', 'en/2015-01-08-a.md': 'C' };
    const { archive, lines } = await compileBlog(files, { settings });
    expect(lines).toEqual([]);
    expect((await archive.entries([0, 1, 2])).map(({ id, path }) => `${path} ${id}`)).toEqual([
      '/2014/a tag:blog.example,2014-01-08:a',
      '/2015/a tag:blog.example,2015-01-08:a',
      '/2015/en/a tag:blog.example,2015-01-08:a-2',
    ]);
  });
});
