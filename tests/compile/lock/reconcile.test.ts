// Reconciling: which post is which entry, after moves, renames and edits.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLock } from '../../../src/compile/lock/format-lock.ts';
import {
  type EntryState,
  type Lock,
  type LockedEntry,
  type RemovedEntry,
  seenAt,
} from '../../../src/compile/lock/lock.ts';
import { parseLock } from '../../../src/compile/lock/parse-lock.ts';
import type { Claim, Identity } from '../../../src/compile/lock/recognise.ts';
import { lockAfter, reconcile, rememberedOf } from '../../../src/compile/lock/reconcile.ts';
import { rememberEntry } from '../../../src/compile/lock/remember.ts';
import { runs } from '../../runs.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;
const EARLIER = NOW - DAY_MS;
const LATER = NOW + DAY_MS;

const digest = (text: string) => text.replaceAll(' ', '-').padEnd(16, '-');

/** A post such as a.md: at /posts/a, with the text "text of a", dated EARLIER. */
function claim(
  name: string,
  { text = `text of ${name}`, ...more }: Partial<Claim> & { text?: string } = {},
): Claim {
  const path = `/posts/${name}`;
  return {
    file: `${name}.md`,
    path,
    defaultId: `tag:${name}`,
    textDigest: digest(text),
    date: EARLIER,
    aliases: [],
    ...more,
  };
}

type Given = Partial<EntryState> & { id?: string; text?: string };

function stateOf(name: string, { id: _, text = `text of ${name}`, ...more }: Given = {}): EntryState {
  const { path, textDigest, date: published } = claim(name, { text });
  const none = { joined: new Map(), left: new Map() };
  const times = { published, changed: published, added: published };
  return {
    path,
    former: [],
    ...times,
    digest: textDigest,
    textDigest,
    weight: 1,
    feeds: [],
    ...none,
    ...more,
  };
}

/** The entry of such a post, as it was deployed. */
function locked(name: string, given: Given = {}): LockedEntry {
  const told = stateOf(name, given);
  return { id: given.id ?? `tag:${name}`, told, current: told };
}

/** The entry of such a post, which was never deployed. */
function previewed(name: string, given: Given = {}): LockedEntry {
  return { id: given.id ?? `tag:${name}`, current: stateOf(name, given) };
}

function removed(name: string, given: Given = {}): RemovedEntry {
  const { path, former, published, changed: at, textDigest, feeds, left } = stateOf(name, given);
  return { id: given.id ?? `tag:${name}`, path, former, published, at, textDigest, feeds, left };
}

function lockOf(entries: readonly LockedEntry[], gone: readonly RemovedEntry[] = []): Lock {
  return {
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    removed: new Map(gone.map((entry) => [entry.id, entry])),
    templates: new Map(),
    knownFeeds: new Set(),
  };
}

/** The identities of the posts, sorted by file. */
function identify(claims: readonly Claim[], lock: Lock | undefined, now: number): Map<string, Identity> {
  const { posts } = reconcile(claims, { lock, now, tells: true });
  const sorted = [...posts].sort((a, b) => (a.file < b.file ? -1 : 1));
  return new Map(
    sorted.map(({ file, id, published, former, dateMoved }) => [file, { id, published, former, dateMoved }]),
  );
}

/** The ids by file, as one line of text. */
function idsOf(identities: ReadonlyMap<string, Identity>): string {
  return [...identities].map(([file, { id }]) => `${file} ${id}`).join(', ');
}

const other = { text: 'other', date: EARLIER - DAY_MS };

describe('without a lock', () => {
  it('every post is what it claims to be', () => {
    const claims = [claim('b', { ownId: 'urn:own' }), claim('a', { date: LATER })];
    expect(identify(claims, undefined, NOW)).toEqual(
      new Map([
        ['b.md', { id: 'urn:own', published: EARLIER, former: [], dateMoved: false }],
        ['a.md', { id: 'tag:a', published: LATER, former: [], dateMoved: false }],
      ]),
    );
  });
});

describe('a post is the locked entry', () => {
  // [case, posts, locked entries, ids sorted by file]
  it.each<[string, Claim[], LockedEntry[], string]>([
    [
      'that has its own id, whatever its path and text',
      [claim('b', { ownId: 'urn:a', ...other })],
      [locked('a', { id: 'urn:a' })],
      'b.md urn:a',
    ],
    [
      'at its path, if it was edited',
      [claim('a', { text: 'new' })],
      [locked('a', { id: 'urn:a' })],
      'a.md urn:a',
    ],
    [
      'at its path, if it has a new date',
      [claim('a', { date: NOW })],
      [locked('a', { id: 'urn:a' })],
      'a.md urn:a',
    ],
    [
      'at its path, if it was edited and has a new date',
      [claim('a', other)],
      [locked('a', { id: 'urn:a' })],
      'a.md urn:a',
    ],
    [
      'at its path, if its author removed its id',
      [claim('a')],
      [locked('a', { id: 'urn:own' })],
      'a.md urn:own',
    ],
    ['with its text, when it was moved', [claim('b', { text: 'text of a' })], [locked('a')], 'b.md tag:a'],
    [
      'with its text, if it was moved and has a new date',
      [claim('b', { text: 'text of a', date: NOW })],
      [locked('a')],
      'b.md tag:a',
    ],
    [
      'at its former path, if it was moved back and edited',
      [claim('a', other)],
      [locked('b', { id: 'tag:a', former: ['/posts/a'] })],
      'a.md tag:a',
    ],
    [
      'that was scheduled',
      [claim('a', { text: 'new', date: LATER })],
      [locked('a', { id: 'urn:a', published: LATER })],
      'a.md urn:a',
    ],
  ])('%s', (_, claims, entries, ids) => {
    expect(idsOf(identify(claims, lockOf(entries), NOW))).toBe(ids);
  });
});

describe('of several posts that could be an entry', () => {
  it.each<[string, Claim[], LockedEntry[], string]>([
    [
      'it is the one with its id, not the one at its path',
      [claim('a'), claim('b', { ownId: 'tag:a' })],
      [locked('a')],
      'a.md tag:a-2, b.md tag:a',
    ],
    [
      'it is the edited one at its path, not the copy of the old text',
      [claim('a', { text: 'new' }), claim('b', { text: 'text of a' })],
      [locked('a')],
      'a.md tag:a, b.md tag:b',
    ],
    [
      'it is the one at its path, if their dates differ',
      [claim('a', other), claim('b', { text: 'text of a', date: NOW })],
      [locked('a')],
      'a.md tag:a, b.md tag:b',
    ],
    [
      'it is the one that was moved, not a new one with another text and date at its path',
      [claim('a', other), claim('b', { text: 'text of a' })],
      [locked('a')],
      'a.md tag:a-2, b.md tag:a',
    ],
    [
      'it is the one that was moved, if the one at its path has another id',
      [claim('a', { ownId: 'urn:new', ...other }), claim('b', { text: 'text of a' })],
      [locked('a')],
      'a.md urn:new, b.md tag:a',
    ],
    [
      'it is the one at its path, not the one at its former path',
      [claim('a', other), claim('b', other)],
      [locked('b', { id: 'tag:a', former: ['/posts/a'] })],
      'a.md tag:a-2, b.md tag:a',
    ],
    [
      'it is the one with its date, if two have its text',
      [claim('x', { text: 'same', date: NOW }), claim('y', { text: 'same' })],
      [locked('a', { text: 'same' })],
      'x.md tag:x, y.md tag:a',
    ],
    [
      'it is the first file, if two copies have its text and date',
      [claim('y', { text: 'same' }), claim('x', { text: 'same' })],
      [locked('a', { text: 'same' })],
      'x.md tag:a, y.md tag:y',
    ],
    [
      'entries with the same text are told apart by date',
      [claim('x', { text: 'same', date: NOW }), claim('y', { text: 'same' })],
      [locked('a', { text: 'same' }), locked('b', { text: 'same', published: NOW })],
      'x.md tag:b, y.md tag:a',
    ],
    [
      'entries with the same text and date are matched in order of files and paths',
      [claim('y', { text: 'same' }), claim('x', { text: 'same' })],
      [locked('b', { text: 'same' }), locked('a', { text: 'same' })],
      'x.md tag:a, y.md tag:b',
    ],
    [
      'one that stayed keeps its entry, if its twin was moved',
      [claim('b', { text: 'same' }), claim('a2', { text: 'same' })],
      [locked('a', { text: 'same' }), locked('b', { text: 'same' })],
      'a2.md tag:a, b.md tag:b',
    ],
    [
      'two that exchanged paths are the entries at their new paths',
      [claim('a', { text: 'text of b' }), claim('b', { text: 'text of a' })],
      [locked('a'), locked('b')],
      'a.md tag:a, b.md tag:b',
    ],
  ])('%s', (_, claims, entries, ids) => {
    const lock = lockOf(entries);
    expect(idsOf(identify(claims, lock, NOW))).toBe(ids);
    const reversed = lockOf([...entries].reverse());
    expect(identify([...claims].reverse(), reversed, NOW)).toEqual(identify(claims, lock, NOW));
  });
});

describe('a removed entry', () => {
  const gone = removed('a', { id: 'urn:a', former: ['/posts/z'] });

  // [case, post, id, former paths, date]
  it.each<[string, Claim, string, string[], number]>([
    ['is restored as it was', claim('a'), 'urn:a', ['/posts/z'], EARLIER],
    [
      'is restored by its id',
      claim('b', { ownId: 'urn:a', ...other }),
      'urn:a',
      ['/posts/z', '/posts/a'],
      EARLIER,
    ],
    ['is restored edited', claim('a', { text: 'new' }), 'urn:a', ['/posts/z'], EARLIER],
    ['is restored elsewhere', claim('b', { text: 'text of a' }), 'urn:a', ['/posts/z', '/posts/a'], EARLIER],
    ['is restored at a former path', claim('z', { text: 'text of a' }), 'urn:a', ['/posts/a'], EARLIER],
    [
      'is restored with its own date, even if the post has another',
      claim('a', { date: NOW }),
      'urn:a',
      ['/posts/z'],
      EARLIER,
    ],
    ['is not a new post at its path', claim('a', { text: 'new', date: NOW }), 'tag:a', [], NOW],
    ['is not a new post that says the same', claim('b', { text: 'text of a', date: NOW }), 'tag:b', [], NOW],
    ['is not another post at its path that has an id', claim('a', { ownId: 'urn:b' }), 'urn:b', [], EARLIER],
  ])('%s', (_, post, id, former, published) => {
    const identity = identify([post], lockOf([], [gone]), NOW).get(post.file);
    expect(identity).toEqual({ id, former, published, dateMoved: published !== post.date });
  });

  it('is not matched if a locked entry is', () => {
    const lock = lockOf([locked('b', { text: 'text of a' })], [gone]);
    expect(idsOf(identify([claim('c', { text: 'text of a' })], lock, NOW))).toBe('c.md tag:b');
  });
});

describe('a new post', () => {
  // [case, posts, locked entries, removed entries, ids]
  it.each<[string, Claim[], LockedEntry[], RemovedEntry[], string]>([
    ['has its default id', [claim('a')], [], [], 'a.md tag:a'],
    ['has its own id', [claim('a', { ownId: 'urn:a' })], [], [], 'a.md urn:a'],
    [
      'has its own id, even if the entry at its path had another',
      [claim('a', { ownId: 'urn:a' })],
      [locked('a')],
      [],
      'a.md urn:a',
    ],
    [
      'gets a number at the path of a moved one',
      [claim('a', other), claim('b')],
      [locked('b', { id: 'tag:a' })],
      [],
      'a.md tag:a-2, b.md tag:a',
    ],
    ['has a number where a removed one was', [claim('a', other)], [], [removed('a')], 'a.md tag:a-2'],
    [
      'gets a number if another author-written id is the same',
      [claim('a'), claim('b', { ownId: 'tag:a' })],
      [],
      [],
      'a.md tag:a-2, b.md tag:a',
    ],
    [
      'gets the next free number',
      [claim('a', other), claim('c', { ownId: 'tag:a-3' })],
      [],
      [removed('a'), removed('b', { id: 'tag:a-2' })],
      'a.md tag:a-4, c.md tag:a-3',
    ],
    [
      'gets a number if another new one has the same default id',
      [claim('y', { defaultId: 'tag:a' }), claim('x', { defaultId: 'tag:a' })],
      [],
      [],
      'x.md tag:a, y.md tag:a-2',
    ],
  ])('%s', (_, claims, entries, gone, ids) => {
    expect(idsOf(identify(claims, lockOf(entries, gone), NOW))).toBe(ids);
  });

  it('has no former paths, even with a new id at the path of another', () => {
    const lock = lockOf([locked('a', { former: ['/posts/z'] })]);
    expect(identify([claim('a', { ownId: 'urn:a' })], lock, NOW).get('a.md')?.former).toEqual([]);
  });
});

describe('the date of an entry', () => {
  // [case, locked date, date of the post, resulting date, whether the author is warned]
  it.each([
    ['that was published stays, whatever the post says', EARLIER, NOW, EARLIER, true],
    ['that was published stays, when the post is to be scheduled again', EARLIER, LATER, EARLIER, true],
    ['that the post agrees with is no news', EARLIER, EARLIER, EARLIER, false],
    ['that has just come stays', NOW, LATER, NOW, true],
    ['that is to come may move on', LATER, LATER + DAY_MS, LATER + DAY_MS, false],
    ['that is to come may move to the past', LATER, EARLIER, EARLIER, false],
  ])('%s', (_, before, typed, published, dateMoved) => {
    const lock = lockOf([locked('a', { published: before })]);
    const identity = identify([claim('a', { date: typed })], lock, NOW).get('a.md');
    expect(identity).toMatchObject({ published, dateMoved });
  });
});

describe('the former paths of an entry', () => {
  // [case, path of the post, path of the entry, its former paths before, other posts, its former paths now]
  it.each<[string, string, string, string[], string[], string[]]>([
    ['stay while the post does', 'a', 'a', ['z', 'y'], [], ['z', 'y']],
    ['gain the one it leaves', 'b', 'a', ['z'], [], ['z', 'a']],
    ['lose the one it comes back to', 'a', 'b', ['a'], [], ['b']],
    ['hold none twice', 'c', 'a', ['a', 'b'], [], ['a', 'b']],
    ['lose one that another post has taken', 'a', 'a', ['z', 'y'], ['z'], ['y']],
    ['never gain one that another post has taken', 'b', 'a', [], ['a'], []],
  ])('%s', (_, at, before, former, others, expected) => {
    const paths = (names: readonly string[]) => names.map((name) => `/posts/${name}`);
    const lock = lockOf([locked(before, { id: 'urn:it', former: paths(former) })]);
    const claims = [
      claim(at, { file: 'it.md', ownId: 'urn:it' }),
      ...others.map((name) => claim(name, { ownId: `urn:${name}` })),
    ];
    expect(identify(claims, lock, NOW).get('it.md')?.former).toEqual(paths(expected));
  });

  it('do not include one that nobody has seen', () => {
    const lock = lockOf([locked('a', { published: LATER })]);
    const moved = claim('b', { text: 'text of a', date: LATER });
    expect(identify([moved], lock, NOW).get('b.md')).toMatchObject({ id: 'tag:a', former: [] });
  });
});

/** Reconciles and locks, as a compile does, with made-up build results. */
function relock(
  claims: readonly Claim[],
  before: Lock | undefined,
  now: number,
  tells = true,
): { lock: Lock; identities: Map<string, Identity> } {
  const reconciled = reconcile(claims, { lock: before, now, tells });
  const built = new Map(
    reconciled.posts.map(({ id, path, former, published, textDigest }): [string, EntryState] => {
      const present = {
        path,
        former,
        published,
        textDigest,
        digest: digest(path),
        weight: 1,
        feeds: ['main'],
      };
      return [id, rememberEntry(present, rememberedOf(reconciled, id, published), reconciled.clock)];
    }),
  );
  const lock = lockAfter(reconciled, built, new Map());
  return { lock: parseLock(formatLock(lock)).lock, identities: identify(claims, before, now) };
}

describe('the lock that follows', () => {
  it('contains every post with what was built from it', () => {
    const { lock } = relock([claim('b', { text: 'text of a' })], lockOf([locked('a')]), NOW);
    const state = {
      path: '/posts/b',
      former: ['/posts/a'],
      digest: digest('/posts/b'),
      changed: NOW,
      feeds: ['main'],
      joined: new Map([['main', NOW]]),
    };
    expect(lock).toEqual(lockOf([locked('a', state)]));
  });

  it('records removals with their time in whole seconds', () => {
    const first = lockOf([locked('a', { feeds: ['main'], former: ['/posts/z'] })]);
    const gone = { ...removed('a', { feeds: ['main'], former: ['/posts/z'] }), at: NOW };
    expect(relock([], first, NOW + 999).lock).toEqual(lockOf([], [gone]));
    const second = relock([], first, NOW).lock;
    expect(relock([], second, LATER).lock).toEqual(lockOf([], [gone]));
  });

  it('removes an entry whose post has been given another id', () => {
    const { lock } = relock([claim('a', { ownId: 'urn:a' })], lockOf([locked('a')]), NOW);
    expect([...lock.entries.keys()]).toEqual(['urn:a']);
    expect([...lock.removed.keys()]).toEqual(['tag:a']);
  });

  it('does not list a restored entry as removed', () => {
    const { lock } = relock([claim('a')], lockOf([], [removed('a')]), NOW);
    expect([...lock.entries.keys()]).toEqual(['tag:a']);
    expect(lock.removed.size).toBe(0);
  });

  it('does not mention a scheduled post that was deleted', () => {
    const scheduled = lockOf([locked('a', { published: LATER })]);
    expect(relock([], scheduled, NOW).lock).toEqual(lockOf([]));
    expect([...relock([], scheduled, LATER).lock.removed.keys()]).toEqual(['tag:a']);
  });

  it('keeps an old address until a scheduled post takes it', () => {
    const moved = claim('b', { text: 'text of a' });
    const scheduled = claim('a', { ...other, date: LATER });
    const before = relock([moved, scheduled], lockOf([locked('a')]), NOW);
    expect(before.identities.get('b.md')?.former).toEqual(['/posts/a']);
    expect(relock([moved], before.lock, NOW).identities.get('b.md')?.former).toEqual(['/posts/a']);
    const after = relock([moved, scheduled], before.lock, LATER);
    expect(after.lock.entries.get('tag:a')?.told?.former).toEqual([]);
  });

  it('throws if nothing was built from a post', () => {
    const reconciled = reconcile([claim('a')], { now: NOW, tells: true });
    expect(() => lockAfter(reconciled, new Map(), new Map())).toThrow('nothing was built from a.md');
  });
});

describe('a preview', () => {
  const entry = (lock: Lock, name: string) => lock.entries.get(`tag:${name}`);

  it('of a new post leaves no trace when the post is deleted', () => {
    const { lock } = relock([claim('a')], lockOf([]), NOW, false);
    expect(entry(lock, 'a')).toEqual(expect.not.objectContaining({ told: expect.anything() }));
    expect(relock([], lock, NOW, false).lock).toEqual(lockOf([]));
    expect(relock([], lock, NOW).lock).toEqual(lockOf([]));
  });

  it('of a new post with a typing mistake in its name leaves no address behind, and keeps the id', () => {
    const { lock } = relock([claim('tpyo', { text: 'new' })], lockOf([]), NOW, false);
    const renamed = relock([claim('typo', { text: 'new' })], lock, NOW, false);
    expect(entry(renamed.lock, 'tpyo')?.current).toMatchObject({ path: '/posts/typo', former: [] });
    const deployed = relock([claim('typo', { text: 'new' })], renamed.lock, LATER);
    expect(entry(deployed.lock, 'tpyo')?.told).toMatchObject({ path: '/posts/typo', former: [] });
  });

  it.each<[string, Claim[]]>([
    ['an edit', [claim('a', { text: 'new' })]],
    ['a renaming', [claim('b', { text: 'text of a' })]],
    ['a renaming and an edit', [claim('b', { ownId: 'tag:a', text: 'new' })]],
    ['a deletion', []],
  ])('of %s that is taken back leaves the lock as it was', (_, claims) => {
    const before = relock([claim('a')], undefined, EARLIER).lock;
    const during = relock(claims, before, NOW, false).lock;
    expect(during).not.toEqual(before);
    expect(relock([claim('a')], during, LATER, false).lock).toEqual(before);
    expect(relock([claim('a')], during, LATER).lock).toEqual(before);
  });

  it('of a deletion serves the removal, and the deploy tells it with its own time', () => {
    const before = lockOf([locked('a', { feeds: ['main'] })]);
    const during = relock([], before, NOW, false).lock;
    expect(during.removed.size).toBe(0);
    const at = (lock: Lock, now: number, tells: boolean) =>
      reconcile([], { lock, now, tells }).removed.get('tag:a')?.at;
    expect(at(during, NOW + DAY_MS, false)).toBe(NOW);
    expect(at(during, NOW + DAY_MS, true)).toBe(NOW + DAY_MS);
  });

  it('of a post that is restored can be taken back too, and restored again', () => {
    const before = lockOf([], [removed('a', { former: ['/posts/z'] })]);
    const during = relock([claim('a')], before, NOW, false);
    expect(during.identities.get('a.md')).toMatchObject({ id: 'tag:a', former: ['/posts/z'] });
    expect(relock([], during.lock, NOW, false).lock).toEqual(before);
    const edited = relock([claim('a', { text: 'new', date: NOW })], during.lock, NOW);
    expect(edited.lock.removed.size).toBe(0);
    expect(entry(edited.lock, 'a')?.told).toMatchObject({ former: ['/posts/z'], published: EARLIER });
  });

  it('gives changes a later date than readers know when it is deployed', () => {
    // The post was previewed on another branch before the last deploy.
    const deployed = locked('b', { changed: LATER - 1000 });
    const merged = lockOf([deployed, previewed('a', { changed: NOW, added: NOW })]);
    const claims = [claim('a'), claim('b')];
    const { lock } = relock(claims, merged, LATER);
    expect(entry(lock, 'a')?.told).toMatchObject({ changed: LATER, added: LATER });
    const kept = relock(claims, lockOf([locked('b'), previewed('a', { changed: NOW, added: NOW })]), LATER);
    expect(entry(kept.lock, 'a')?.told).toMatchObject({ added: NOW });
  });
});

// Everything an author can do to a blog, one step between two compiles.

interface Post {
  readonly name: string;
  readonly text: string;
  readonly published: number;
  readonly id?: string;
}

type Step =
  | {
      readonly kind: 'add';
      readonly name: string;
      readonly text: string;
      readonly hours: number;
      readonly id?: string | undefined;
    }
  | { readonly kind: 'edit'; readonly which: number; readonly text: string }
  | { readonly kind: 'rename'; readonly which: number; readonly name: string }
  | { readonly kind: 'delete'; readonly which: number }
  | { readonly kind: 'restore'; readonly which: number };

const HOUR_MS = 3_600_000;
// Few names and texts, so that posts collide.
const anyName = fc.constantFrom('a', 'b', 'c', 'd');
const anyTyped = fc.constantFrom('hello', 'world', 'again');
const which = fc.nat({ max: 9 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    name: anyName,
    text: anyTyped,
    // Most are published at once; a few are scheduled, and some of those appear between steps.
    hours: fc.constantFrom(-1, -1, 0, 0, 2, 1000),
    id: fc.option(fc.constantFrom('urn:x', 'urn:y', 'tag:0:a'), { nil: undefined, freq: 5 }),
  }),
  fc.record({ kind: fc.constant('edit' as const), which, text: anyTyped }),
  fc.record({ kind: fc.constant('rename' as const), which, name: anyName }),
  fc.record({ kind: fc.constant('delete' as const), which }),
  fc.record({ kind: fc.constant('restore' as const), which }),
);

interface Blog {
  readonly posts: readonly Post[];
  readonly deleted: readonly Post[];
}

/** The posts after a step, and the changed post before and after it; undefined for an impossible step. */
function take(
  step: Step,
  { posts, deleted }: Blog,
  now: number,
): { blog: Blog; from?: Post; to?: Post } | undefined {
  // Two posts with the same address or id are an error before they are reconciled.
  const fits = (post: Post, beside: readonly Post[]) =>
    beside.every(({ name, id }) => name !== post.name && (id === undefined || id !== post.id));
  const replace = (from: Post | undefined, change: Partial<Post>) => {
    const rest = posts.filter((post) => post !== from);
    const to = from && { ...from, ...change };
    return from && to && fits(to, rest) ? { blog: { posts: [...rest, to], deleted }, from, to } : undefined;
  };
  if (step.kind === 'add') {
    const { name, text, hours, id } = step;
    const post = { name, text, published: now + hours * HOUR_MS, ...(id !== undefined && { id }) };
    return fits(post, posts) ? { blog: { posts: [...posts, post], deleted } } : undefined;
  }
  if (step.kind === 'restore') {
    const post = deleted[step.which % deleted.length];
    if (!post || !fits(post, posts)) return undefined;
    return { blog: { posts: [...posts, post], deleted: deleted.filter((each) => each !== post) } };
  }
  const post = posts[step.which % posts.length];
  if (!post) return undefined;
  if (step.kind === 'edit') return replace(post, { text: step.text });
  if (step.kind === 'rename') return replace(post, { name: step.name });
  return { blog: { posts: posts.filter((each) => each !== post), deleted: [...deleted, post] } };
}

function claimsOf(posts: readonly Post[]): Claim[] {
  return posts.map(({ name, text, published, id }) =>
    claim(name, {
      text,
      date: published,
      defaultId: `tag:${Math.floor((published - NOW) / DAY_MS)}:${name}`,
      ...(id !== undefined && { ownId: id }),
    }),
  );
}

function pathsOf({ entries, removed }: Lock): Set<string> {
  const states = [...entries.values()].flatMap(({ told }) => told ?? []);
  return new Set([...states, ...removed.values()].flatMap(({ path, former }) => [path, ...former]));
}

describe('whatever an author does, with a compile after each step', () => {
  it('every id is one entry, every moved or edited post keeps its id, and every address leads somewhere', () => {
    let steps = 0;
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 5, maxLength: 25, size: 'max' }), (script) => {
        let blog: Blog = { posts: [], deleted: [] };
        let { lock } = relock([], undefined, NOW);
        const seen = new Set<string>();
        const datesSeen = new Map<string, number>();
        let before = new Map<string, Identity>();
        script.forEach((step, index) => {
          const now = NOW + index * HOUR_MS;
          const taken = take(step, blog, now);
          // A new post with the id of another post becomes that entry.
          const asked =
            taken?.blog.posts.filter((post) => !blog.posts.includes(post)).map(({ id }) => id) ?? [];
          const isTheft = [...before].some(
            ([file, { id }]) => asked.includes(id) && file !== `${taken?.from?.name}.md`,
          );
          if (!taken || isTheft) return;
          steps += 1;
          blog = taken.blog;
          const next = relock(claimsOf(blog.posts), lock, now);
          const { identities } = next;
          lock = next.lock;

          const ids = [...identities.values()].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect([...lock.entries.keys()].sort()).toEqual([...ids].sort());
          expect(ids.filter((id) => lock.removed.has(id))).toEqual([]);

          // The posts that the step did not change, and the one that it renamed or edited.
          for (const post of blog.posts) {
            const name = post === taken.to ? taken.from?.name : post.name;
            const earlier = before.get(`${name}.md`);
            if (earlier) expect(identities.get(`${post.name}.md`)?.id).toBe(earlier.id);
          }

          for (const { id, told } of lock.entries.values()) {
            const { path, published, former } = told as EntryState;
            expect(former).not.toContain(path);
            expect(new Set(former).size).toBe(former.length);
            if (published > now) continue;
            seen.add(path);
            expect(published).toBe(datesSeen.get(id) ?? published);
            datesSeen.set(id, published);
          }
          const visible = [...lock.entries.values()].flatMap((entry) => seenAt(entry, now) ?? []);
          const current = new Set(visible.map(({ path }) => path));
          for (const { former } of identities.values()) {
            expect(former.filter((path) => current.has(path))).toEqual([]);
          }
          const paths = pathsOf(lock);
          expect([...seen].filter((path) => !paths.has(path))).toEqual([]);

          expect(relock(claimsOf(blog.posts), lock, now).lock).toEqual(lock);
          before = identities;
        });
      }),
      runs(300),
    );
    expect(steps).toBeGreaterThan(1000);
  });

  it('a post that was deleted and put back keeps its id, its date and its old addresses', () => {
    fc.assert(
      fc.property(anyTyped, anyName, fc.boolean(), (text, name, isOwn) => {
        const own = isOwn ? { ownId: 'urn:x' } : {};
        const first = relock([claim('z', { text, ...own })], undefined, NOW);
        const moved = claim(name, { text, ...own });
        const second = relock([moved], first.lock, NOW);
        const gone = relock([], second.lock, NOW);
        expect(relock([moved], gone.lock, LATER).identities).toEqual(second.identities);
      }),
    );
  });
});
