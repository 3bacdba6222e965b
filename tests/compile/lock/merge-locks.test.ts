// Merging locks: what a compile makes of a lock that git could not merge. No id and no address is lost.

import { describe, expect, it } from 'vitest';
import { formatLock } from '../../../src/compile/lock/format-lock.ts';
import type { EntryState, Lock, LockedEntry, RemovedEntry } from '../../../src/compile/lock/lock.ts';
import { mergeLocks } from '../../../src/compile/lock/merge-locks.ts';
import { parseLock } from '../../../src/compile/lock/parse-lock.ts';
import { formatFindings } from '../../../src/compile/report/findings.ts';

const DAY_MS = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 16, 12);
const TUESDAY = MONDAY + DAY_MS;
const WEDNESDAY = TUESDAY + DAY_MS;

const digest = (text: string) => text.replaceAll(/[ /]/g, '-').padEnd(16, '-');

function state(path: string, changed = MONDAY, more: Partial<EntryState> = {}): EntryState {
  return {
    path: `/posts/${path}`,
    former: [],
    published: MONDAY,
    changed,
    added: MONDAY,
    digest: digest(`${path} ${changed / DAY_MS}`),
    textDigest: digest(path),
    weight: 1,
    feeds: ['main'],
    joined: new Map(),
    left: new Map(),
    ...more,
  };
}

const told = (id: string, both = state(id)): LockedEntry => ({ id, told: both, current: both });
const renamed = (id: string, to: string, changed = TUESDAY): LockedEntry => ({
  id,
  told: state(id),
  current: state(to, changed),
});
const previewed = (id: string, changed = TUESDAY): LockedEntry => ({ id, current: state(id, changed) });
const removal = (id: string, at = TUESDAY): RemovedEntry => {
  const { path, former, published, textDigest, feeds, left } = state(id);
  return { id, path, former, published, at, textDigest, feeds, left };
};

function lockOf(entries: readonly LockedEntry[], gone: readonly RemovedEntry[] = []): Lock {
  return {
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    removed: new Map(gone.map((entry) => [entry.id, entry])),
    templates: new Map(),
    knownFeeds: new Set(),
  };
}

describe('two locks of a merge', () => {
  it('make one with the entries of both', () => {
    const { entries, removed } = mergeLocks(
      lockOf([told('a'), previewed('b')], [removal('x')]),
      lockOf([told('a'), told('c')], [removal('y')]),
    );
    expect([...entries.keys()]).toEqual(['a', 'b', 'c']);
    expect([...removed.keys()]).toEqual(['x', 'y']);
  });

  // What happened to the entry "a" on each of the branches, and what the merged lock says about it.
  it.each<[string, LockedEntry, LockedEntry, Partial<LockedEntry>]>([
    [
      'was previewed at another address on one',
      renamed('a', 'b'),
      told('a'),
      { told: state('a'), current: state('b', TUESDAY) },
    ],
    [
      'was previewed on both: the later preview is the present one, and the post may look like either',
      renamed('a', 'b'),
      renamed('a', 'c', WEDNESDAY),
      { current: state('c', WEDNESDAY) },
    ],
    [
      'was deployed on one',
      previewed('a'),
      told('a', state('a', WEDNESDAY)),
      { told: state('a', WEDNESDAY), current: state('a', TUESDAY) },
    ],
    [
      'is gone on one',
      { id: 'a', told: state('a'), gone: TUESDAY },
      told('a'),
      { told: state('a'), gone: TUESDAY },
    ],
    [
      'was deployed at two addresses: the later one is the present one, and the other leads there',
      told('a', state('b', TUESDAY)),
      told('a', state('c', WEDNESDAY)),
      { told: state('c', WEDNESDAY, { former: ['/posts/b'] }) },
    ],
    [
      'was deployed in other feeds: readers know both',
      told('a', state('a', TUESDAY, { feeds: ['main', 'tag:x'] })),
      told('a', state('a', WEDNESDAY)),
      { told: state('a', WEDNESDAY, { left: new Map([['tag:x', WEDNESDAY]]) }) },
    ],
  ])('of which an entry %s', (_, ours, theirs, expected) => {
    const looks = [ours, theirs].flatMap(({ told, current }) =>
      [told?.path ?? [], current?.path ?? []].flat(),
    );
    for (const merged of [
      mergeLocks(lockOf([ours]), lockOf([theirs])),
      mergeLocks(lockOf([theirs]), lockOf([ours])),
    ]) {
      const entry = merged.entries.get('a');
      expect(entry).toMatchObject(expected);
      const faces = [entry?.told, entry?.current, ...(entry?.otherFaces ?? [])].map((face) => face?.path);
      expect(looks.filter((path) => !faces.includes(path))).toEqual([]);
    }
  });

  it('keep the addresses and feeds of an entry that both have removed', () => {
    const ours = { ...removal('a', TUESDAY), path: '/posts/b', feeds: ['main', 'tag:x'] };
    const { removed } = mergeLocks(lockOf([], [ours]), lockOf([], [removal('a', WEDNESDAY)]));
    expect(removed.get('a')).toMatchObject({
      path: '/posts/a',
      former: ['/posts/b'],
      at: WEDNESDAY,
      feeds: ['main', 'tag:x'],
    });
  });
});

// An entry that one branch has removed, and the other still has.
describe('two locks that disagree whether an entry is there', () => {
  it('make it removed, if its removal was told last', () => {
    const { entries, removed } = mergeLocks(lockOf([told('a')]), lockOf([], [removal('a', TUESDAY)]));
    expect(entries.get('a')).toMatchObject({ current: state('a'), removed: removal('a', TUESDAY) });
    expect(entries.get('a')?.told).toBeUndefined();
    expect([...removed.keys()]).toEqual(['a']);
  });

  it('make it there, if it was told last', () => {
    const back = told('a', state('a', WEDNESDAY));
    const { entries, removed } = mergeLocks(lockOf([back]), lockOf([], [removal('a', TUESDAY)]));
    expect(entries.get('a')?.told).toEqual(state('a', WEDNESDAY));
    expect(removed.size).toBe(0);
  });

  it('link a preview with the removal, so that its date and addresses stay', () => {
    const { entries } = mergeLocks(lockOf([previewed('a')]), lockOf([], [removal('a')]));
    expect(entries.get('a')).toMatchObject({ current: state('a', TUESDAY), removed: removal('a') });
  });

  it('forget one that was to be removed on one and is removed on the other', () => {
    const leaving: LockedEntry = { id: 'a', told: state('a'), gone: TUESDAY };
    const { entries, removed } = mergeLocks(lockOf([leaving]), lockOf([], [removal('a')]));
    expect([entries.size, removed.size]).toEqual([0, 1]);
  });
});

/** The file that git leaves when the lines of these two locks between their common ones conflict. */
function conflicted(ours: Lock, theirs: Lock, base?: string): string {
  const [our, their] = [ours, theirs].map((lock) => formatLock(lock).split('\n')) as [string[], string[]];
  const differs = (line: string, number: number) => line !== their[number];
  const start = our.findIndex(differs);
  const common = [...our].reverse().findIndex((line, number) => line !== [...their].reverse()[number]);
  return [
    ...our.slice(0, start),
    '<<<<<<< HEAD',
    ...our.slice(start, our.length - common),
    ...(base === undefined ? [] : ['||||||| 1a2b3c4', base]),
    '=======',
    ...their.slice(start, their.length - common),
    '>>>>>>> other',
    ...our.slice(our.length - common),
  ].join('\n');
}

describe('a lock with a conflict', () => {
  const ours = lockOf([told('a'), renamed('b', 'bb')]);
  const theirs = lockOf([told('a'), told('b'), previewed('c'), previewed('d')]);

  it.each([
    ['of lines', conflicted(ours, theirs)],
    ['of lines, with the common ancestor', conflicted(ours, theirs, '    {"path":"/posts/b"}')],
    ['of lines, on Windows', conflicted(ours, theirs).replaceAll('\n', '\r\n')],
    ['of whole files', `<<<<<<< ours\n${formatLock(ours)}=======\n${formatLock(theirs)}>>>>>>> theirs\n`],
  ])('%s is read as the merge of its sides, and says so', (_, text) => {
    const { lock, warnings } = parseLock(text);
    expect(lock).toEqual(mergeLocks(ours, theirs));
    expect(formatFindings(warnings)).toEqual([
      expect.stringMatching(
        /^posts\.lock\.json:\d+:1: warning: the file has an unresolved merge conflict; Longwave keeps the ids of both sides: 2 of both, 0 only of the first, 2 only of the second$/,
      ),
    ]);
  });

  it('whose sides have a comma too many or too few is read as well', () => {
    const text = conflicted(ours, theirs)
      .replace(/\n {4},\n=======/, '\n=======')
      .replace('>>>>>>>', '    ,\n>>>>>>>');
    expect(parseLock(text).lock).toEqual(mergeLocks(ours, theirs));
  });

  it('of two versions of the file is read', () => {
    const old =
      '{"version":1,"entries":[{"path":"/posts/z","id":"z","published":"2026-11-16T12:00:00Z","changed":"2026-11-16T12:00:00Z","digest":"abcdefghijklmnop","source":"abcdefghijklmnop"}],"removed":[],"feeds":[],"states":[]}\n';
    const text = `<<<<<<< ours\n${old}=======\n${formatLock(ours)}>>>>>>> theirs\n`;
    expect([...parseLock(text).lock.entries.keys()]).toEqual(['z', 'a', 'b']);
  });

  it('of which one side cannot be read is refused, with the place of the conflict and the reason', () => {
    const text = conflicted(ours, theirs).replace('"id":"c"', '"id":7');
    expect(() => parseLock(text)).toThrow(
      /^posts\.lock\.json:\d+:1: the file has an unresolved merge conflict, and its second side cannot be read \(posts|\(id must be text/,
    );
  });

  it('that git has merged may have an id on two lines', () => {
    const text = formatLock(lockOf([told('a'), { ...told('b', state('c', WEDNESDAY)), id: 'a2' }]));
    const { lock } = parseLock(text.replace('"id":"a2"', '"id":"a"'));
    expect(lock.entries.get('a')?.told).toMatchObject({ path: '/posts/c', former: ['/posts/a'] });
  });
});
