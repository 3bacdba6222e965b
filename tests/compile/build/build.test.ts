// Building: editions and their validators depend only on the posts and the lock.

import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/archive/archive.ts';
import { windowEdition } from '../../../src/archive/edition.ts';
import type { Entry } from '../../../src/archive/entry.ts';
import { type FeedKey, MAIN_FEED } from '../../../src/archive/feed-key.ts';
import { windowStart } from '../../../src/archive/pagination.ts';
import { windowLimits } from '../../../src/archive/site.ts';
import type { Validator } from '../../../src/archive/validator.ts';
import { anArchive, anEntry, type BlogOptions, HOUR, NOON, publish, windowAt } from '../../a-blog.ts';

const THREE: BlogOptions = { site: { window: 3 }, mediaTypes: { png: 'image/png' } };

const at = (hours: number, slug: string, given: Partial<Entry> = {}) =>
  anEntry(slug, { published: NOON + hours * HOUR, ...given });

async function slugs(archive: Archive, now: number, key?: FeedKey): Promise<string> {
  return (await windowAt(archive, now, key)).map(({ slug }) => slug).join(' ');
}

/** The validator of the first document of a feed. */
function windowState(archive: Archive, now: number, key = MAIN_FEED): Validator {
  const feed = archive.feedAt(key, now);
  if (!feed) throw new Error('there is no such feed');
  const start = windowStart(feed.positions, archive.metadata, windowLimits(archive.site));
  return windowEdition(feed, start, archive.metadata).validator;
}

describe('the editions', () => {
  // [case, entries with hours from noon, the hour at which each edition begins with its window]
  it.each<[string, [number, string][], [number, string][]]>([
    ['of an empty blog: one', [], [[0, '']]],
    [
      'with nothing scheduled: one',
      [
        [-2, 'a'],
        [-1, 'b'],
      ],
      [[0, 'b a']],
    ],
    [
      'with an entry that appears now: one',
      [
        [-2, 'a'],
        [0, 'b'],
      ],
      [[0, 'b a']],
    ],
    [
      'with two scheduled: three',
      [
        [-1, 'a'],
        [1, 'b'],
        [2, 'c'],
      ],
      [
        [0, 'a'],
        [1, 'b a'],
        [2, 'c b a'],
      ],
    ],
    [
      'with two scheduled for the same time: two',
      [
        [-1, 'a'],
        [1, 'b'],
        [1, 'c'],
      ],
      [
        [0, 'a'],
        [1, 'c b a'],
      ],
    ],
    [
      'with everything scheduled: an empty one first',
      [[1, 'a']],
      [
        [0, ''],
        [1, 'a'],
      ],
    ],
    [
      'with more than the window holds: the oldest leave it',
      [
        [-4, 'a'],
        [-3, 'b'],
        [-2, 'c'],
        [-1, 'd'],
        [1, 'e'],
      ],
      [
        [0, 'd c b'],
        [1, 'e d c'],
      ],
    ],
  ])('%s', async (_, published, editions) => {
    const archive = anArchive(
      published.map(([hours, slug]) => at(hours, slug)),
      THREE,
    );
    for (const [number, [hours, window]] of editions.entries()) {
      const now = NOON + hours * HOUR;
      const next = editions[number + 1];
      expect(await slugs(archive, now)).toBe(window);
      expect(archive.feedAt(MAIN_FEED, now)?.until).toBe(next && NOON + next[0] * HOUR);
    }
  });

  it('do not depend on the order in which posts were read', () => {
    const entries = [at(-2, 'a'), at(-1, 'b'), at(-1, 'c'), at(1, 'd')];
    const [one, other] = [anArchive(entries), anArchive([...entries].reverse())];
    expect(windowState(one, NOON)).toEqual(windowState(other, NOON));
    expect(one.feedAt(MAIN_FEED, NOON)).toEqual(other.feedAt(MAIN_FEED, NOON));
  });

  it('in the future have their own validators, dated when they begin', () => {
    const archive = anArchive([at(-1, 'a'), at(1, 'b')]);
    const [now, then] = [windowState(archive, NOON), windowState(archive, NOON + HOUR)];
    expect(then).toEqual({ etag: expect.stringMatching(/^[\w-]{16}$/), modified: NOON + HOUR });
    expect(then.etag).not.toBe(now.etag);
  });

  it('without a lock are dated by the newest change in their window', () => {
    const archive = anArchive([at(-5, 'a', { updated: NOON - 2 * HOUR }), at(-3, 'b')]);
    expect(windowState(archive, NOON).modified).toBe(NOON - 2 * HOUR);
  });

  it('do not begin because of a future revision', () => {
    const archive = anArchive([at(-5, 'a', { updated: NOON + HOUR })]);
    expect(windowState(archive, NOON).modified).toBe(NOON - 5 * HOUR);
  });
});

describe('the feeds of an archive', () => {
  const archive = anArchive([
    at(-4, 'a', { tags: ['Wellen', '時刻'] }),
    at(-3, 'b', { tags: ['Wellen'], lang: 'de' }),
    at(-2, 'c', { authors: [{ name: 'Ada' }] }),
    at(-1, 'hidden', { tags: ['Wellen'], listed: false }),
    at(1, 'coming', { tags: ['soon'] }),
  ]);

  // [feed, hours from noon, its window, or undefined if the feed does not exist]
  it.each<[FeedKey, number, string | undefined]>([
    [MAIN_FEED, 0, 'c b a'],
    [{ kind: 'tag', name: 'Wellen' }, 0, 'b a'],
    [{ kind: 'tag', name: '時刻' }, 0, 'a'],
    [{ kind: 'tag', name: 'wellen' }, 0, undefined],
    [{ kind: 'author', name: 'Ada' }, 0, 'c'],
    [{ kind: 'author', name: 'Longwave' }, 0, 'b a'],
    [{ kind: 'language', name: 'de' }, 0, 'b'],
    [{ kind: 'language', name: 'en' }, 0, 'c a'],
    [{ kind: 'tag', name: 'soon' }, 0, undefined],
    [{ kind: 'tag', name: 'soon' }, 1, 'coming'],
    [{ kind: 'language', name: 'en' }, 1, 'coming c a'],
  ])('%j, %i hours from noon: %s', async (key, hours, window) => {
    const now = NOON + hours * HOUR;
    expect(archive.feedAt(key, now) && (await slugs(archive, now, key))).toBe(window);
  });
});

describe('an address', () => {
  const archive = anArchive([at(-1, 'wellenlängen'), at(-2, 'aside', { listed: false }), at(1, 'b')], {
    aliases: { wellenlängen: ['/2020/alt', '/größe'] },
  });

  // [decoded path, hours from noon, kind of address and slug of the entry]
  it.each([
    ['/posts/wellenlängen', 0, 'entry wellenlängen'],
    ['/2020/alt', 0, 'alias wellenlängen'],
    ['/größe', 0, 'alias wellenlängen'],
    ['/posts/aside', 0, 'entry aside'],
    ['/posts/b', 0, undefined],
    ['/posts/b', 1, 'entry b'],
    ['/posts/', 0, undefined],
    ['/posts/c', 0, undefined],
  ])('%s, %i hours from noon, is %s', async (path, hours, found) => {
    const address = archive.find(path, NOON + hours * HOUR);
    const [entry] = address ? await archive.entries([address.position]) : [];
    expect(address && `${address.kind} ${entry?.slug}`).toBe(found);
  });

  it('of an entry that is in no feed is in no edition', async () => {
    expect(await slugs(archive, NOON + HOUR)).toBe('b wellenlängen');
    expect(archive.feedAt(MAIN_FEED, NOON + HOUR)?.positions).toHaveLength(2);
  });

  it('that an entry had before leads to it', () => {
    const before = publish([at(-1, 'old-name')]);
    const after = publish([{ ...at(-1, 'new-name'), id: at(-1, 'old-name').id }], { lock: before.lock });
    expect(after.archive.find('/posts/old-name', NOON)?.kind).toBe('alias');
    expect(after.archive.find('/posts/new-name', NOON)?.kind).toBe('entry');
  });
});

it('every entry is read as it was written, across shards', async () => {
  const entries = Array.from({ length: 40 }, (_, number) => at(number - 50, `n${number}`));
  const archive = anArchive(entries);
  for (const entry of entries) {
    const address = archive.find(entry.path, NOON);
    expect(address && (await archive.entries([address.position]))).toEqual([entry]);
  }
});

it('the archive contains the types of its media', () => {
  const archive = anArchive([], THREE);
  expect(archive.mediaType('/media/A.PNG')).toBe('image/png');
  expect(archive.mediaType('/media/a')).toBe('application/octet-stream');
});

describe('a later compile', () => {
  const ENTRIES = [at(-9, 'out'), at(-8, 'old'), at(-4, 'other'), at(-3, 'kept'), at(-2, 'newest')];
  const edited = ENTRIES.map((each) =>
    each.slug === 'kept' ? { ...each, contentForReaders: '<p>Edited</p>' } : each,
  );
  const before = publish(ENTRIES, THREE);
  const LATER = NOON + HOUR;

  it('of the same posts gives the same bytes', () => {
    const again = publish(ENTRIES, { ...THREE, lock: before.lock, now: LATER });
    expect(windowState(again.archive, LATER)).toEqual(windowState(before.archive, NOON));
    expect(again.lock).toEqual(before.lock);
  });

  it('after a scheduled entry has appeared gives what the first compile predicted', () => {
    const entries = [...ENTRIES, at(1, 'coming')];
    const first = publish(entries, THREE);
    const now = NOON + 2 * HOUR;
    const second = publish(entries, { ...THREE, lock: first.lock, now });
    expect(windowState(second.archive, now)).toEqual(windowState(first.archive, now));
    expect(windowState(second.archive, now).modified).toBe(LATER);
  });

  it('that adds an entry after another has appeared dates the change to the addition', () => {
    const first = publish([...ENTRIES, at(1, 'coming')], THREE);
    const now = NOON + 3 * HOUR;
    const entries = [...ENTRIES, at(1, 'coming'), at(2, 'new')];
    const second = publish(entries, { ...THREE, lock: first.lock, now });
    expect(windowState(second.archive, now).modified).toBe(now);
  });

  it('keeps the date of an edit that an earlier one recorded', () => {
    const second = publish(edited, { ...THREE, lock: before.lock, now: LATER });
    const third = publish(edited, { ...THREE, lock: second.lock, now: LATER + HOUR });
    expect(windowState(third.archive, LATER + HOUR)).toEqual(windowState(second.archive, LATER + HOUR));
    expect(third.lock).toEqual(second.lock);
  });

  it('for another origin gives the same lock', () => {
    const site = { window: 3, origin: 'http://localhost:8787' };
    const other = publish(ENTRIES, { ...THREE, site, lock: before.lock, now: LATER });
    expect(other.lock).toEqual(before.lock);
  });

  it('of a text with another local address has other validators', () => {
    const local = (port: number) => [...ENTRIES, at(-1, 'local', { title: `At http://localhost:${port}` })];
    const first = publish(local(8787), THREE);
    const second = publish(local(3000), { ...THREE, lock: first.lock, now: LATER });
    const [one, other] = [windowState(first.archive, NOON), windowState(second.archive, LATER)];
    expect(other.etag).not.toBe(one.etag);
    expect(other.modified).toBeGreaterThan(one.modified);
  });

  it('in the middle of a second gives the times that the lock will contain', () => {
    const now = LATER + 700;
    const second = publish(edited, { ...THREE, lock: before.lock, now });
    const third = publish(edited, { ...THREE, lock: second.lock, now: now + HOUR });
    expect(windowState(third.archive, now + HOUR)).toEqual(windowState(second.archive, now));
  });
});
