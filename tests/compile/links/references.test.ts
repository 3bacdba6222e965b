// References: what an address in a post becomes on pages and in readers.

import { describe, expect, it } from 'vitest';
import { ORIGIN_MARK } from '../../../src/archive/origin.ts';
import { BadReference, type LinkTargets, resolverFor } from '../../../src/compile/links/references.ts';

const TARGETS: LinkTargets = {
  origin: 'https://blog.example',
  permalinks: new Map([
    ['trips/post.md', '/posts/post'],
    ['second.md', '/posts/second'],
    ['trips/third/index.md', '/posts/third'],
    ['ä.md', '/posts/%C3%A4'],
  ]),
  drafts: new Set(['draft.md']),
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
    ['/posts/second#a', '/posts/second#a'],
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
    ['https://', '"https://" is not an address; write it as https://example.org/page'],
    ['http://a b/', '"http://a b/" is not an address; write it as https://example.org/page'],
  ])('%j is an error', (typed, message) => expect(() => resolve(typed)).toThrow(new BadReference(message)));
});
