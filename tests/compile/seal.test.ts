import { describe, expect, it } from 'vitest';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import type { Entry } from '../../src/archive/entry.ts';
import type { History } from '../../src/compile/history.ts';
import { type SealOptions, seal } from '../../src/compile/seal.ts';
import { anEntry, HOUR, NOON, SITE } from '../a-blog.ts';

const OPTIONS: SealOptions = {
  site: { ...SITE, window: 3 },
  configuredOrigin: SITE.origin,
  renderers: { feeds: 'feeds', pages: 'pages' },
  mediaTypes: { png: 'image/png' },
  now: NOON,
};

interface Sealed {
  readonly archive: Archive;
  readonly history: History;
}

function sealed(
  entries: readonly Entry[],
  options: Partial<SealOptions> = {},
  aliases: string[] = [],
): Sealed {
  const posts = entries.map((entry, number) => ({ entry, aliases: number === 0 ? aliases : [] }));
  const { packed, history } = seal(posts, { ...OPTIONS, ...options });
  return { archive: openArchive(packed), history };
}

const at = (hours: number, slug: string, given: Partial<Entry> = {}) =>
  anEntry(slug, { published: NOON + hours * HOUR, ...given });

async function slugs(archive: Archive, now: number): Promise<string> {
  const window = await archive.window(archive.edition(now));
  return window.map(({ slug }) => slug).join(' ');
}

describe('the editions', () => {
  // Hours from noon at which entries are published; the hours at which an edition begins; and each one's window.
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
      'with one that is due at this very moment: one',
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
      'with two scheduled for one moment: two',
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
    const { archive } = sealed(published.map(([hours, slug]) => at(hours, slug)));
    for (const [number, [hours, window]] of editions.entries()) {
      const now = NOON + hours * HOUR;
      const next = editions[number + 1];
      expect(await slugs(archive, now)).toBe(window);
      expect(archive.edition(now).until).toBe(next && NOON + next[0] * HOUR);
    }
  });

  it('are the same in whatever order the posts were read', () => {
    const entries = [at(-2, 'a'), at(-1, 'b'), at(-1, 'c'), at(1, 'd')];
    const [one, other] = [sealed(entries), sealed([...entries].reverse())];
    expect(one.archive.edition(NOON)).toEqual(other.archive.edition(NOON));
  });

  it('that are to come have their own validators, from the moment they begin', () => {
    const { archive } = sealed([at(-1, 'a'), at(1, 'b')]);
    const [now, then] = [archive.edition(NOON), archive.edition(NOON + HOUR)];
    expect(then.feeds).toEqual({ etag: expect.stringMatching(/^[\w-]{16}$/), modified: NOON + HOUR });
    expect(then.feeds.etag).not.toBe(now.feeds.etag);
    expect(then.pages.etag).not.toBe(now.pages.etag);
  });

  it('begin, without any memory, when the newest change in their window says', () => {
    const { archive } = sealed([at(-5, 'a', { updated: NOON - 2 * HOUR }), at(-3, 'b')]);
    expect(archive.edition(NOON).feeds.modified).toBe(NOON - 2 * HOUR);
  });
});

describe('an address', () => {
  const { archive } = sealed([at(-1, 'wellenlängen'), at(-2, 'aside', { listed: false }), at(1, 'b')], {}, [
    '/2020/alt',
    '/größe',
  ]);

  // A decoded path, the hours since noon, and what is there: its kind and the entry's slug.
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
    const entry = address && (await archive.entry(address.position));
    expect(address && `${address.kind} ${entry?.slug}`).toBe(found);
  });

  it('of an entry that is in no feed is in no edition', async () => {
    expect(await slugs(archive, NOON + HOUR)).toBe('b wellenlängen');
    expect(archive.edition(NOON + HOUR).visible).toBe(2);
  });

  it('of a scheduled entry changes first when it appears', () => {
    expect(archive.find('/posts/b', NOON + HOUR)?.validator.modified).toBe(NOON + HOUR);
  });
});

it('every entry comes back as it went in, far beyond one shard', async () => {
  const entries = Array.from({ length: 40 }, (_, number) => at(number - 50, `n${number}`));
  const { archive } = sealed(entries);
  for (const entry of entries) {
    const address = archive.find(entry.path, NOON);
    expect(address && (await archive.entry(address.position))).toEqual(entry);
  }
});

it('the archive knows the types of its media', () => {
  const { archive } = sealed([]);
  expect(archive.mediaType('/media/A.PNG')).toBe('image/png');
  expect(archive.mediaType('/media/a')).toBe('application/octet-stream');
});

describe('a later compile', () => {
  const [out, kept, newest, aside] = [
    at(-9, 'out'),
    at(-3, 'kept'),
    at(-2, 'newest'),
    at(-2, 'aside', { listed: false }),
  ];
  const ENTRIES = [at(-8, 'old'), out, at(-4, 'other'), kept, newest, aside];
  const before = sealed(ENTRIES);
  const LATER = NOON + HOUR;

  const edited = (entry: Entry) =>
    ENTRIES.map((each) => (each === entry ? { ...each, contentForReaders: '<p>Edited</p>' } : each));
  const served = JSON.parse(
    JSON.stringify(ENTRIES).replaceAll(SITE.origin, 'http://localhost:8787'),
  ) as Entry[];

  // What is different an hour later, and whose validators move: of the feeds, of the pages that list entries, of the
  // permalink of `kept` (- where none does).
  it.each<[string, readonly Entry[], Partial<SealOptions>, string]>([
    ['nothing', ENTRIES, {}, '-'],
    ['an entry in the window is edited', edited(kept), {}, 'feeds pages permalink'],
    ['another entry in the window is edited', edited(newest), {}, 'feeds pages'],
    ['an entry beyond the window is edited', edited(out), {}, '-'],
    ['an entry in no feed is edited', edited(aside), {}, '-'],
    ['an entry is added', [...ENTRIES, at(0, 'new')], {}, 'feeds pages'],
    ['an entry dated back is added in the window', [...ENTRIES, at(-2.5, 'new')], {}, 'feeds pages'],
    ['an entry in the window is removed', ENTRIES.filter((each) => each !== newest), {}, 'feeds pages'],
    ['an entry beyond the window is removed', ENTRIES.filter((each) => each !== out), {}, '-'],
    ['a post is scheduled', [...ENTRIES, at(5, 'coming')], {}, '-'],
    ['the title of the site', ENTRIES, { site: { ...OPTIONS.site, title: 'New' } }, 'feeds pages permalink'],
    ['the code that renders feeds', ENTRIES, { renderers: { feeds: 'new', pages: 'pages' } }, 'feeds'],
    [
      'the code that renders pages',
      ENTRIES,
      { renderers: { feeds: 'feeds', pages: 'new' } },
      'pages permalink',
    ],
    [
      'the origin that serves it',
      served,
      { site: { ...OPTIONS.site, origin: 'http://localhost:8787' } },
      '-',
    ],
  ])('when this changes: %s', (_, entries, options, moving) => {
    const { history } = before;
    const after = sealed(entries, { ...options, history, now: LATER });
    const validators = ({ archive }: Sealed) => {
      const { feeds, pages } = archive.edition(LATER);
      return { feeds, pages, permalink: archive.find(kept.path, LATER)?.validator };
    };
    const [was, is] = [validators(before), validators(after)];
    const moved = (['feeds', 'pages', 'permalink'] as const).filter((name) => {
      const tagMoved = was[name]?.etag !== is[name]?.etag;
      // The date moves with the tag or not at all, and it moves to the present.
      expect(is[name]?.modified).toBe(tagMoved ? LATER : was[name]?.modified);
      return tagMoved;
    });
    expect(moved.join(' ') || '-').toBe(moving);
  });

  it('that comes after a scheduled entry has appeared says what the first had foretold', () => {
    const entries = [...ENTRIES, at(1, 'coming')];
    const first = sealed(entries);
    const second = sealed(entries, { history: first.history, now: NOON + 2 * HOUR });
    const now = NOON + 2 * HOUR;
    expect(second.archive.edition(now).feeds).toEqual(first.archive.edition(now).feeds);
    expect(second.archive.edition(now).feeds.modified).toBe(LATER);
  });

  it('that schedules a post dates its permalink to the moment it appears', () => {
    const second = sealed([...ENTRIES, at(5, 'coming')], { history: before.history, now: LATER });
    expect(second.archive.find('/posts/coming', NOON + 5 * HOUR)?.validator.modified).toBe(NOON + 5 * HOUR);
  });

  it('that adds one entry after another has appeared dates the change to the adding', () => {
    const first = sealed([...ENTRIES, at(1, 'coming')]);
    const now = NOON + 3 * HOUR;
    const second = sealed([...ENTRIES, at(1, 'coming'), at(2, 'new')], { history: first.history, now });
    expect(second.archive.edition(now).feeds.modified).toBe(now);
  });

  it('finds again in the third what the second remembered of an edit', () => {
    const second = sealed(edited(kept), { history: before.history, now: LATER });
    const third = sealed(edited(kept), { history: second.history, now: LATER + HOUR });
    expect(third.archive.edition(LATER + HOUR).feeds).toEqual(second.archive.edition(LATER + HOUR).feeds);
    expect(third.history).toEqual(second.history);
  });
});
