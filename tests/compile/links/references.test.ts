// References: what an address in a post becomes on pages and in readers.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORIGIN_MARK } from '../../../src/archive/origin.ts';
import { NO_PUBLIC_FOLDER, readPublicFolder } from '../../../src/compile/files/public-folder.ts';
import { type LinkTargets, sitePages } from '../../../src/compile/links/link-targets.ts';
import { PostIndex } from '../../../src/compile/links/post-index.ts';
import { BadReference, resolverFor } from '../../../src/compile/links/references.ts';
import { runs } from '../../runs.ts';
import { collector, writeFiles } from '../blog.ts';
import { png } from '../pictures.ts';
import { targetPost } from './targets.ts';

const TARGETS: LinkTargets = {
  origin: 'https://blog.example',
  hosts: new Map([['blog.example', 'present']]),
  posts: new PostIndex([
    targetPost('trips/post.md'),
    targetPost('second.md'),
    targetPost('trips/third/index.md'),
    targetPost('ä.md'),
    targetPost('draft.md', { state: 'draft' }),
  ]),
  isSitePage: sitePages({ oldFeedAddresses: {} }),
  media: new Map([
    ['trips/map.png', { length: 10 }],
    ['trips/two words.png', { length: 10 }],
    ['trips/größe.png', { length: 10 }],
    ['trips/100%.png', { length: 10 }],
    ['trips/large.png', { length: 10, size: { width: 3, height: 4 } }],
    ['logo.svg', { length: 10 }],
  ]),
};

/** The mark of the origin in an address. */
const SITE = ORIGIN_MARK;

// Addresses in a post that has a folder of its own.
const resolve = resolverFor('trips/post.md', '/posts/post', TARGETS);

describe('an address in a post', () => {
  // [as typed, on the page, in readers if that is not the same at the site's origin]
  it.each([
    ['../second.md', '/posts/second'],
    ['third/index.md', '/posts/third'],
    ['./third/index.md', '/posts/third'],
    ['../second.md#part', '/posts/second#second.part'],
    ['../second.md?a=b#part', '/posts/second?a=b#second.part'],
    ['../second.md#größe', '/posts/second#second.gr%C3%B6%C3%9Fe'],
    ['../second.md#gr%C3%B6%C3%9Fe', '/posts/second#second.gr%C3%B6%C3%9Fe'],
    ['../second.md#top', '/posts/second#top'],
    ['../second.md#:~:text=x', '/posts/second#:~:text=x'],
    ['../ä.md#part', '/posts/%C3%A4#%C3%A4.part'],
    ['/posts/second#second.part', '/posts/second#second.part'],
    ['../a%CC%88.md', '/posts/%C3%A4'],
    ['../ä.md', '/posts/%C3%A4'],
    ['/posts/second', '/posts/second'],
    ['/anything?a=b', '/anything?a=b'],
    ['/', '/'],
    ['/..//else.example/a', '/else.example/a'],
    ['?page=2', '/posts/post?page=2'],
    ['', '/posts/post'],
    ['#', '#', `${SITE}/posts/post#`],
    ['#part', '#part', `${SITE}/posts/post#part`],
    ['#größe', '#gr%C3%B6%C3%9Fe', `${SITE}/posts/post#gr%C3%B6%C3%9Fe`],
    ['https://else.example/a?b=c#d', 'https://else.example/a?b=c#d', 'https://else.example/a?b=c#d'],
    ['HTTPS://ELSE.example/A', 'https://else.example/A', 'https://else.example/A'],
    ['https://blog.example/about', 'https://blog.example/about', 'https://blog.example/about'],
    ['//else.example/a', 'https://else.example/a', 'https://else.example/a'],
    ['\\\\else.example/a', 'https://else.example/a', 'https://else.example/a'],
    ['/\\else.example/a', 'https://else.example/a', 'https://else.example/a'],
    ['//blog.example/a', 'https://blog.example/a', 'https://blog.example/a'],
    ['https:else.example', 'https://else.example/', 'https://else.example/'],
    ['  https://else.example/ ', 'https://else.example/', 'https://else.example/'],
    ['https://else.example/a b', 'https://else.example/a%20b', 'https://else.example/a%20b'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/'],
    [
      'https://else.example/{{id}}',
      'https://else.example/%7B%7Bid%7D%7D',
      'https://else.example/%7B%7Bid%7D%7D',
    ],
    ['mailto:ada@blog.example', 'mailto:ada@blog.example', 'mailto:ada@blog.example'],
    ['tel:+49123', 'tel:+49123', 'tel:+49123'],
    ['geo:52.5,13.4', 'geo:52.5,13.4', 'geo:52.5,13.4'],
  ])('%j leads to %s', (typed, page, readers = SITE + page) => {
    expect(resolve(typed)).toMatchObject({ page, readers });
  });

  // [as typed, path at which the file is served, path within posts/]
  it.each([
    ['map.png', '/media/trips/map.png', 'trips/map.png'],
    ['./map.png', '/media/trips/map.png', 'trips/map.png'],
    ['../trips/map.png', '/media/trips/map.png', 'trips/map.png'],
    ['../logo.svg#icon', '/media/logo.svg#icon', 'logo.svg'],
    ['two words.png', '/media/trips/two%20words.png', 'trips/two words.png'],
    ['two%20words.png', '/media/trips/two%20words.png', 'trips/two words.png'],
    ['größe.png', '/media/trips/gr%C3%B6%C3%9Fe.png', 'trips/größe.png'],
    ['gr%C3%B6%C3%9Fe.png', '/media/trips/gr%C3%B6%C3%9Fe.png', 'trips/größe.png'],
    ['gro\u0308ße.png', '/media/trips/gr%C3%B6%C3%9Fe.png', 'trips/größe.png'],
    ['100%.png', '/media/trips/100%25.png', 'trips/100%.png'],
    ['/media/logo.svg', '/media/logo.svg', 'logo.svg'],
    ['/media/trips/gro%CC%88%C3%9Fe.png?v=2#x', '/media/trips/gr%C3%B6%C3%9Fe.png?v=2#x', 'trips/größe.png'],
  ])('%j is a file at %s', (typed, page, media) => {
    expect(resolve(typed)).toEqual({ page, readers: SITE + page, sitePath: page, media });
  });

  it.each([
    ['/posts/second#a', '/posts/second#second.a'],
    ['../second.md', '/posts/second'],
    ['https://blog.example/about', '/about'],
    ['//blog.example/about', '/about'],
    ['https://blog.example.org/', undefined],
    ['mailto:ada@blog.example', undefined],
  ])('%j is %s on this site', (typed, sitePath) => expect(resolve(typed)?.sitePath).toBe(sitePath));

  it('of a picture comes with its size', () => {
    expect(resolve('large.png')).toMatchObject({ media: 'trips/large.png', size: { width: 3, height: 4 } });
  });

  // Addresses that run something or imitate a page are not linked.
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\n\tjavascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://blog.example/1',
    'about:blank',
    'view-source:https://blog.example/',
  ])('%j is dropped', (typed) => expect(resolve(typed)).toBeUndefined());

  // Browsers ignore tabs, line breaks and leading control characters, so these must not become addresses.
  it.each([
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript\t:alert(1)',
    '/\t/else.example/a',
  ])('%j is refused', (typed) => expect(() => resolve(typed)).toThrow(BadReference));

  // [as typed, message]
  it.each([
    [
      'gone.png',
      'there is no file posts/trips/gone.png for "gone.png"; an address that is not a file begins with / or https://',
    ],
    [
      'gone.md#part',
      'there is no file posts/trips/gone.md for "gone.md#part"; an address that is not a file begins with / or https://',
    ],
    [
      'Map.png',
      'there is no file posts/trips/Map.png for "Map.png"; an address that is not a file begins with / or https://',
    ],
    [
      '../../secret.txt',
      'there is no file secret.txt for "../../secret.txt"; an address that is not a file begins with / or https://',
    ],
    [
      'www.else.example',
      'there is no file posts/trips/www.else.example for "www.else.example"; an address that is not a file begins with / or https://',
    ],
    [
      '/media/gone.png',
      'there is no file posts/gone.png for "/media/gone.png"; check the name, or add the file',
    ],
    [
      '/media/../logo.svg',
      'there is no file logo.svg for "/media/../logo.svg"; check the name, or add the file',
    ],
    ['../draft.md', '"../draft.md" is a draft, which readers cannot see; publish it or remove the link'],
  ])('%j leads nowhere', (typed, missing) => expect(resolve(typed)).toMatchObject({ missing }));

  it.each(['https://', 'http://a b/'])('%j is not an address', (typed) => {
    const message = `"${typed}" is not an address; write it as https://example.org/page`;
    expect(() => resolve(typed)).toThrow(new BadReference(message));
  });
});

describe('an address of a file of public/', () => {
  const inPublic = async (typed: string) => {
    const folder = await writeFiles({
      'images/dial.png': png(3, 4),
      'images/two words.png': '',
      'größe.txt': '',
      'posts/beside.png': png(5, 6),
      'trips/map.png': '',
      'media/old.png': png(7, 8),
      'media/logo.svg': '',
      'cv.pdf': '12345',
      'about.html': '',
      'demo/index.html': '',
    });
    const publicFolder = await readPublicFolder(folder, () => collector().report);
    return resolverFor('trips/post.md', '/posts/post', { ...TARGETS, publicFolder })(typed);
  };

  // [as typed, address of the file]
  it.each([
    ['/images/dial.png', '/images/dial.png'],
    ['/images/../images//dial.png', '/images/dial.png'],
    ['/images/two words.png', '/images/two%20words.png'],
    ['/gr%C3%B6%C3%9Fe.txt', '/gr%C3%B6%C3%9Fe.txt'],
    ['/gro\u0308ße.txt', '/gr%C3%B6%C3%9Fe.txt'],
    ['/cv.pdf?v=2#page=3', '/cv.pdf?v=2#page=3'],
    ['/about', '/about.html'],
    ['/demo', '/demo/'],
    ['/demo/', '/demo/'],
    ['/demo#part', '/demo/#part'],
    // As a browser reads it on the page of the post.
    ['../images/dial.png', '/images/dial.png'],
    ['../../../images/dial.png', '/images/dial.png'],
    ['beside.png', '/posts/beside.png'],
    // As an editor reads it in the file of the post.
    ['../../public/images/dial.png', '/images/dial.png'],
    ['../../static/images/dial.png', '/images/dial.png'],
    ['../../cv.pdf', '/cv.pdf'],
    // As if posts/ were the root.
    ['../about.html', '/about.html'],
    ['/media/old.png', '/media/old.png'],
  ])('may be written as %j', async (typed, page) => {
    const reference = await inPublic(typed);
    expect(reference).toMatchObject({ page, readers: SITE + page, sitePath: page });
    expect(reference?.publicFile).toBeDefined();
    expect(reference?.media).toBeUndefined();
  });

  it('is found whatever its name is, with or without percent-encoding', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .map((text) => `a${text.replace(/[/\\\p{C}]/gu, '').normalize('NFC')}.txt`);
    fc.assert(
      fc.property(name, fc.boolean(), (file, isEncoded) => {
        const find = (path: string) => (path === `/f/${file}` ? { address: path, length: 1 } : undefined);
        const publicFolder = { ...NO_PUBLIC_FOLDER, find };
        // Some characters mean something in an address, so they are always encoded.
        const typed = isEncoded ? encodeURIComponent(file) : file.replace(/[%?#]/g, encodeURIComponent);
        const resolved = resolverFor('a.md', '/posts/a', { ...TARGETS, publicFolder })(`/f/${typed}`);
        expect(resolved?.page).toBe(`/f/${encodeURIComponent(file)}`);
        expect(resolved?.publicFile?.length).toBe(1);
      }),
      runs(200),
    );
  });

  it('with the origin of the site stays as it is', async () => {
    const address = 'https://blog.example/images/dial.png';
    expect(await inPublic(address)).toMatchObject({
      page: address,
      readers: address,
      publicFile: { address: '/images/dial.png', length: 33 },
      size: { width: 3, height: 4 },
    });
    expect((await inPublic('https://else.example/images/dial.png'))?.publicFile).toBeUndefined();
  });

  it('comes with the size of a picture', async () => {
    for (const typed of ['/images/dial.png', '../images/dial.png'])
      expect((await inPublic(typed))?.size).toEqual({ width: 3, height: 4 });
    expect((await inPublic('/media/old.png'))?.size).toEqual({ width: 7, height: 8 });
  });

  it('does not hide a file beside the post', async () => {
    expect(await inPublic('map.png')).toMatchObject({ page: '/media/trips/map.png', media: 'trips/map.png' });
    expect(await inPublic('/media/logo.svg')).toMatchObject({ page: '/media/logo.svg', media: 'logo.svg' });
  });

  it('that is missing may be a page if it begins with a slash, and is known to be missing otherwise', async () => {
    expect(await inPublic('/images/none.png')).toEqual({
      page: '/images/none.png',
      readers: `${SITE}/images/none.png`,
      sitePath: '/images/none.png',
    });
    expect((await inPublic('../images/none.png'))?.missing).toContain('"../images/none.png"');
    expect((await inPublic('/media/none.png'))?.missing).toContain('"/media/none.png"');
  });
});
