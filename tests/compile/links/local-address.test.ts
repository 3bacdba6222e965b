// Local addresses: every form in which authors and other programs write a link to a post of the same site.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORIGIN_MARK } from '../../../src/archive/origin.ts';
import { type LinkTargets, sitePages } from '../../../src/compile/links/link-targets.ts';
import { PostIndex } from '../../../src/compile/links/post-index.ts';
import { resolverFor } from '../../../src/compile/links/references.ts';
import { hostsOf } from '../../../src/compile/links/site-hosts.ts';
import { addressOf, type TargetPost } from '../../../src/compile/links/target-post.ts';
import { runs } from '../../runs.ts';
import { settingsFor } from '../blog.ts';
import { targetPost } from './targets.ts';

const DATE = Date.UTC(2015, 0, 28, 12);

const POSTS: readonly TargetPost[] = [
  // The post that links, below the date as in Jekyll, with the address that it had in another program.
  targetPost('2015-01-28-here.md', { path: '/2015/01/28/here/', older: ['/blog/here'], date: DATE }),
  targetPost('2015/other.md', {
    path: '/2015/01/29/other/',
    older: ['/?p=12', '/old/Other.html'],
    date: DATE,
  }),
  targetPost('2014/notes.md', { path: '/2014/05/01/notes/', date: Date.UTC(2014, 4, 1) }),
  targetPost('2015/notes.md', {
    path: '/2015/02/01/notes/',
    date: Date.UTC(2015, 1, 1),
    tags: ['Ruby on Rails'],
  }),
  targetPost('trip/index.md', { path: '/2015/03/01/trip/', date: Date.UTC(2015, 2, 1) }),
  targetPost('größe.md', { path: '/posts/größe' }),
  targetPost('file.md', { path: '/posts/renamed', slug: 'renamed', title: 'A File, Renamed' }),
  targetPost('renamed.md', { path: '/posts/other-post', slug: 'other-post' }),
  targetPost('secret.md', { state: 'draft' }),
  targetPost('broken.md', { state: 'unread', path: '', slug: '' }),
];

const TARGETS: LinkTargets = {
  origin: 'https://blog.example',
  hosts: hostsOf(settingsFor({ authority: 'old.example' })),
  posts: new PostIndex(POSTS),
  isSitePage: sitePages({ oldFeedAddresses: { '/blog/feed': 'rss' } }),
  media: new Map([
    ['trip/map.png', { length: 10 }],
    ['photo.jpg', { length: 10 }],
  ]),
};

const resolve = resolverFor('2015-01-28-here.md', '/2015/01/28/here/', TARGETS);

const OTHER = '/2015/01/29/other/';

describe('a link to a post', () => {
  // [in what form, as typed, where it leads]
  it.each([
    ['its file', '2015/other.md', OTHER],
    ['its file, from here', './2015/other.md', OTHER],
    ['its file without the extension', '2015/other', OTHER],
    ['its file as a web page', '2015/other.html', OTHER],
    ['its file in the project', '/posts/2015/other.md', OTHER],
    ['its file in the project of Jekyll', '/_posts/2015/other.md', OTHER],
    ['its file in the content of Zola', '@/2015/other.md', OTHER],
    ['its file, with the name of a folder only', 'trip/', '/2015/03/01/trip/'],
    ['its address', '/2015/01/29/other/', OTHER],
    ['its address without the slash', '/2015/01/29/other', OTHER],
    ['its address with an index', '/2015/01/29/other/index.html', OTHER],
    ['its address with .html', '/2015/01/29/other.html', OTHER],
    ['its address in upper case', '/2015/01/29/OTHER/', OTHER],
    ['its address with too many slashes', '//blog.example//2015/01/29//other', OTHER],
    ['its address, percent-encoded', '/2015/01/29/%6Fther', OTHER],
    ['its address with letters that are not ASCII', '/posts/größe', '/posts/gr%C3%B6%C3%9Fe'],
    ['the same, percent-encoded', '/posts/gr%C3%B6%C3%9Fe', '/posts/gr%C3%B6%C3%9Fe'],
    ['the same, in other Unicode', '/posts/gro%CC%88%C3%9Fe', '/posts/gr%C3%B6%C3%9Fe'],
    ['its address, relative to the folder of the day', '../../29/other/', OTHER],
    ['its address, relative to this address without a slash', '../29/other', OTHER],
    ['its address, relative to an older one of this post', '../old/other.html', OTHER],
    ['an older address', '/old/Other.html', OTHER],
    ['an older address in another spelling', '/old/other', OTHER],
    ['an older address with a query', '/?p=12', OTHER],
    ['an older address with a query, from a post', '../../../../?p=12', OTHER],
    ['a query that says something else', '/old/Other.html?x=y', `${OTHER}?x=y`],
    ['its slug', 'other', OTHER],
    ['its slug, with the month', '/2015/01/other/', OTHER],
    ['its slug, with the day of another time zone', '/2015/01/27/other/', OTHER],
    ['its slug, with the date in front', '/blog/2015-01-28-other.html', OTHER],
    ['its slug, with a tag', '/ruby-on-rails/notes/', '/2015/02/01/notes/'],
    ['its slug, with a year that tells it from another', '/archives/2014/notes.html', '/2014/05/01/notes/'],
    ['the whole address', 'https://blog.example/2015/01/29/other', OTHER],
    ['the whole address with another scheme', 'http://blog.example/2015/01/29/other/', OTHER],
    ['the whole address with www', 'http://www.blog.example/2015/01/29/other/', OTHER],
    ['the whole address of the old site', 'http://old.example/2015/01/other.html', OTHER],
    ['the whole address of the old site with www', 'https://www.old.example/?p=12', OTHER],
    ['the slug on the old site', 'http://old.example/other/', OTHER],
    ['the whole address with the slug and the year', 'https://blog.example/2015/other/', OTHER],
    ['the file of one and the address of another', 'renamed.md', '/posts/other-post'],
    ['the same without the extension', 'renamed', '/posts/other-post'],
    ['the address of one and the name of another', '/posts/renamed', '/posts/renamed'],
  ])('by %s (%s) leads to its permalink', (_, typed, path) => {
    const expected = { page: path, readers: ORIGIN_MARK + path, sitePath: path };
    expect(resolve(typed)).toEqual(expected);
  });

  // [as typed, the hash]
  it.each([
    ['/2015/01/29/other/#some-heading', '#other.some-heading'],
    ['/2015/01/29/other/#other.some-heading', '#other.some-heading'],
    ['/2015/01/29/other/#fn:1', '#fn:other.1'],
    ['/2015/01/29/other/#fn:other.1', '#fn:other.1'],
    ['2015/other.md#gr%C3%B6%C3%9Fe', '#other.gr%C3%B6%C3%9Fe'],
    ['http://old.example/old/other#some-heading', '#other.some-heading'],
    ['2015/other.md#top', '#top'],
    ['2015/other.md#:~:text=x', '#:~:text=x'],
    ['2015/other.md#part:~:text=x', '#other.part:~:text=x'],
  ])('with a part (%s) leads to the id of the part', (typed, hash) => {
    expect(resolve(typed)?.page).toBe(OTHER + hash);
  });

  it('stays as it is when it is the whole address already', () => {
    const address = 'https://blog.example/2015/01/29/other/#other.part';
    expect(resolve(address)).toEqual({ page: address, readers: address, sitePath: `${OTHER}#other.part` });
  });

  it.each(['secret.md', '/posts/secret', '/posts/secret.md', 'secret', 'https://blog.example/posts/secret/'])(
    'that is a draft (%s) is missing',
    (typed) => {
      const message = `"${typed}" is a draft, which readers cannot see; publish it or remove the link`;
      expect(resolve(typed)).toMatchObject({ missing: message });
    },
  );

  it('that could not be read is no mistake', () => {
    expect(resolve('broken.md')).toEqual({ page: '/', readers: `${ORIGIN_MARK}/`, sitePath: '/' });
  });
});

describe('an address that is not that of a post', () => {
  // [as typed, where it leads on the site]
  it.each([
    ['/rss.xml', '/rss.xml'],
    ['../../../../rss.xml', '/rss.xml'],
    ['/blog/feed', '/blog/feed'],
    ['/tags/notes', '/tags/notes'],
    ['/tags/notes/', '/tags/notes'],
    ['/index.html', '/'],
    ['http://old.example', '/'],
    ['http://old.example/feed/', '/feed/'],
    ['/2016/notes/', '/2016/notes/'],
    ['/docs/other', '/docs/other'],
    ['/posts/trip/map.png', '/media/trip/map.png'],
    ['/2015/03/01/trip/map.png', '/media/trip/map.png'],
    ['../../../03/01/trip/map.png', '/media/trip/map.png'],
    ['/posts/photo.jpg', '/media/photo.jpg'],
    ['http://old.example/media/photo.jpg', '/media/photo.jpg'],
  ])('%s leads to %s', (typed, path) => {
    expect(resolve(typed)).toMatchObject({ page: path, readers: ORIGIN_MARK + path, sitePath: path });
  });

  it.each([
    'http://old.example/shop',
    'https://blog.example/other',
    'https://blog.example/blog/other',
    'https://blog.example/shop',
    'https://shop.blog.example/2015/01/29/other',
  ])('%s stays, because another server may answer there', (typed) =>
    expect(resolve(typed)).toMatchObject({ page: typed, readers: typed }),
  );

  // [as typed, at which address it stays]
  it.each([
    ['gone.md', '/2015/01/28/here/gone.md'],
    ['../gone/', '/2015/01/28/gone/'],
    ['@/gone.md', '/2015/01/28/here/@/gone.md'],
    ['2013/notes.md', '/2015/01/28/here/2013/notes.md'],
    ['/media/gone.png', '/media/gone.png'],
  ])('%s is missing, and stays as it is', (typed, path) => {
    const { missing, ...reference } = resolve(typed) ?? {};
    expect(missing).toContain(`for "${typed}"`);
    expect(reference).toEqual({ page: path, readers: ORIGIN_MARK + path });
  });
});

describe('a name in a template', () => {
  // [name, from which file, the file of the post]
  it.each([
    ['2015-01-28-here', 'a.md', '2015-01-28-here.md'],
    ['here', 'a.md', '2015-01-28-here.md'],
    ['2015-01-29-other', 'a.md', '2015/other.md'],
    ['_posts/2015-01-29-other.md', 'a.md', '2015/other.md'],
    ['/post/other.md', 'a.md', '2015/other.md'],
    ['other.md', '2015/a.md', '2015/other.md'],
    ['./other', '2015/a.md', '2015/other.md'],
    ['2014/notes', '2015/a.md', '2014/notes.md'],
    ['../2014/notes.md', '2015/a.md', '2014/notes.md'],
    ['notes', '2014/a.md', '2014/notes.md'],
    ['Notes', '2015/a.md', '2015/notes.md'],
    ['trip', 'a.md', 'trip/index.md'],
    ['trip/index.md', 'a.md', 'trip/index.md'],
    ['trip/_index.md', 'a.md', 'trip/index.md'],
    ['Größe', 'a.md', 'größe.md'],
    ['other-post', 'a.md', 'renamed.md'],
    ['a file,  renamed', 'a.md', 'file.md'],
    ['Other Post', 'a.md', 'renamed.md'],
    ['secret', 'a.md', 'secret.md'],
    ['2013-01-29-other', 'a.md', undefined],
    ['docs/other', 'a.md', undefined],
    ['../2013/notes.md', '2015/a.md', undefined],
    ['nothing', 'a.md', undefined],
    ['', 'a.md', undefined],
    ['/', 'a.md', undefined],
  ])('%j in %s means %s', (name, from, file) => {
    expect(TARGETS.posts.named(name, from)?.file).toBe(file);
  });

  it('gives the address to write', () => {
    const post = TARGETS.posts.named('other', 'a.md');
    expect(post && addressOf(post, 'some-heading', '?a=b')).toBe(`${OTHER}?a=b#other.some-heading`);
  });
});

describe('any address of any post', () => {
  const part = fc.stringMatching(/^[a-zà-ö0-9-]{1,6}$/);
  const path = fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '/', '.html'))
    .map(([parts, end]) => `/x${parts.join('/')}${end}`);
  const spelling = fc.constantFrom<(path: string) => string>(
    (each) => each,
    (each) => each.toUpperCase(),
    (each) => encodeURI(each),
    (each) => `${each.replace(/\.html$|\/$/, '')}/index.html`,
    (each) => each.replace(/\.html$|\/$/, ''),
    (each) => `${each.replace(/\.html$|\/$/, '')}/`,
    (each) => `http://www.old.example${each}`,
    (each) => `//blog.example${each}`,
  );

  it('leads to its permalink, in any spelling', () => {
    const unlike = { selector: (each: string) => each.replace(/\.html$|\/$/, '') };
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { ...unlike, minLength: 2, maxLength: 8 }),
        spelling,
        (paths, spell) => {
          const posts = paths.map((each, index) => targetPost(`p${index}.md`, { path: each }));
          const find = resolverFor('p0.md', encodeURI(paths[0] ?? ''), {
            ...TARGETS,
            posts: new PostIndex(posts),
          });
          for (const each of paths) expect(find(spell(each))?.sitePath).toBe(encodeURI(each));
        },
      ),
      runs(100),
    );
  });

  it('is resolved, whatever the author writes, or else refused with a reason', () => {
    const piece = fc.constantFrom(
      '/',
      '..',
      '.',
      '#',
      '?',
      '%',
      '%2F',
      ':',
      '\\',
      'other',
      '2015',
      '.md',
      '@',
      '\t',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        let reference: ReturnType<typeof resolve>;
        try {
          reference = resolve(pieces.join(''));
        } catch (error) {
          expect((error as Error).message).toMatch(/is not an address/);
          return;
        }
        if (reference && !/^[a-z]+:/.test(reference.page)) expect(reference.page).toMatch(/^(?:\/(?!\/)|#)/);
      }),
      runs(300),
    );
  });
});
