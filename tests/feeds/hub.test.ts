// Which documents name a hub: only those of whose changes the hub is notified. A reader would miss those of others.

import { describe, expect, it } from 'vitest';
import { MAIN_FEED } from '../../src/archive/feed-key.ts';
import { hubOf } from '../../src/feeds/selection.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anApp, anEntry, entriesUntilNoon, SITE } from '../a-blog.ts';

const HUB = 'https://hub.example/?of=longwave';
const site = { hub: HUB };
const entries = [
  anEntry('other', { tags: ['c'] }),
  ...entriesUntilNoon(SITE.window + SITE.page + 1, { tags: ['a', 'b'] }),
];

describe.each(FORMATS)('a document in $label', ({ file }) => {
  // [folder of the feed, its query, whether the hub is named]
  it.each([
    ['', '', true],
    ['/tags/a', '', true],
    ['/authors/Longwave', '', true],
    ['/languages/en', '', true],
    ['', '?unknown=1', true],
    ['/tags/a+b', '', false],
    ['', '?not=c', false],
    ['/archive/1', '', false],
    ['/archive/2', '?entries=1', false],
    ['/tags/a/archive/1', '', false],
  ])('at %s/… with "%s" names a hub: %s', async (folder, query, named) => {
    const response = await anApp(entries, { site }).get(`${folder}/${file}${query}`);
    expect(response.status).toBe(200);
    expect((await response.text()).includes(HUB)).toBe(named);
  });

  it('names no hub when the site has none', async () => {
    expect(await (await anApp(entries).get(`/${file}`)).text()).not.toContain('hub');
  });
});

describe('a listing', () => {
  const tag = (name: string) => ({ kind: 'tag' as const, name });

  it.each([
    ['everything', [MAIN_FEED], [], HUB],
    ['a tag', [tag('a')], [], HUB],
    ['several tags', [tag('a'), tag('b')], [], undefined],
    ['everything except a tag', [MAIN_FEED], ['b'], undefined],
  ])('of %s has the hub that its feed has', (_what, all, not, hub) => {
    expect(hubOf({ ...SITE, hub: HUB }, { selection: { all, not } })).toBe(hub);
  });

  it('has none when the site has none', () => {
    expect(hubOf(SITE, { selection: { all: [MAIN_FEED], not: [] } })).toBeUndefined();
  });
});
