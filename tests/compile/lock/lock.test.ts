// The lock file: written in one form, read in any layout. The error about a broken one says how to repair it.

import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLock } from '../../../src/compile/lock/format-lock.ts';
import type { Lock, LockedEntry, LockedFeed, RemovedEntry } from '../../../src/compile/lock/lock.ts';
import { readLock, writeLock } from '../../../src/compile/lock/lock-file.ts';
import { BrokenLock, parseLock } from '../../../src/compile/lock/parse-lock.ts';
import { runs } from '../../runs.ts';
import { writeFiles } from '../blog.ts';

const MORNING = Date.UTC(2026, 10, 22, 9, 30);
const EVENING = Date.UTC(2026, 10, 22, 19);
const DIGEST = 'abcdefghijklmnop';
const SOURCE = '0123456789-_ABCD';

function locked(name: string, more: Partial<LockedEntry> = {}): LockedEntry {
  const moments = { published: MORNING, changed: EVENING };
  const digests = { digest: DIGEST, textDigest: SOURCE };
  return {
    id: `tag:a,2026:${name}`,
    path: `/posts/${name}`,
    former: [],
    ...moments,
    ...digests,
    feeds: [],
    ...more,
  };
}

function removed(name: string, more: Partial<RemovedEntry> = {}): RemovedEntry {
  const { digest: _, changed: at, ...rest } = locked(name);
  return { ...rest, at, ...more };
}

const byId = <T extends { id: string }>(entries: readonly T[]) =>
  new Map(entries.map((entry) => [entry.id, entry]));

const NOTHING: Lock = { entries: new Map(), removed: new Map(), feeds: new Map(), states: new Map() };

const LOCK: Lock = {
  entries: byId([
    locked('b'),
    locked('a', { id: 'tag:a,2026:z', former: ['/posts/old', '/posts/older'], feeds: ['main', 'tag:radio'] }),
  ]),
  removed: byId([removed('gone', { feeds: ['main'] })]),
  feeds: new Map<string, LockedFeed>([
    ['tag:radio', { digest: DIGEST, changed: EVENING, shifts: [] }],
    ['main', { digest: DIGEST, changed: EVENING, shifts: [{ index: 3, at: MORNING }] }],
  ]),
  states: new Map([
    ['pages', { digest: DIGEST, changed: 0 }],
    ['feeds', { digest: DIGEST, changed: MORNING }],
  ]),
};

const TEXT = `{
  "version": 1,
  "entries": [
    {"path":"/posts/a","id":"tag:a,2026:z","former":["/posts/old","/posts/older"],"published":"2026-11-22T09:30:00Z","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD","feeds":["main","tag:radio"]},
    {"path":"/posts/b","id":"tag:a,2026:b","published":"2026-11-22T09:30:00Z","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD"}
  ],
  "removed": [
    {"path":"/posts/gone","id":"tag:a,2026:gone","published":"2026-11-22T09:30:00Z","at":"2026-11-22T19:00:00Z","source":"0123456789-_ABCD","feeds":["main"]}
  ],
  "feeds": [
    {"feed":"main","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","shifts":[{"index":3,"at":"2026-11-22T09:30:00Z"}]},
    {"feed":"tag:radio","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop"}
  ],
  "states": [
    {"name":"feeds","changed":"2026-11-22T09:30:00Z","digest":"abcdefghijklmnop"},
    {"name":"pages","changed":"1970-01-01T00:00:00Z","digest":"abcdefghijklmnop"}
  ]
}
`;

const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  // Half surrogate pairs, and characters that some editors treat as line ends.
  fc.constantFrom(
    '\uD83D',
    '\uDE00x',
    '\u2028',
    '\u2029\u0085',
    '__proto__',
    '<<<<<<< HEAD',
    '\n=======\n',
    '"',
    '\\',
    '\r\n',
  ),
);
const anyPath = anyText.map((text) => `/posts/${text}`);
const anyDigest = fc.string({ unit: fc.constantFrom(...'aZ09-_"\\{'), minLength: 16, maxLength: 16 });
const anyInstant = fc
  .integer({ min: -62_135_596_800, max: 253_402_300_800 })
  .map((seconds) => seconds * 1000);
const common = {
  id: anyText,
  path: anyPath,
  former: fc.array(anyPath, { maxLength: 2 }),
  published: anyInstant,
  textDigest: anyDigest,
  feeds: fc.array(anyText, { maxLength: 2 }),
};
const mapOf = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(anyText, value), { maxLength: 4 }).map((pairs) => new Map(pairs));
const anyState = fc.record({ digest: anyDigest, changed: anyInstant });
const anyShifts = fc.array(fc.record({ index: fc.nat(), at: anyInstant }), { maxLength: 2 });
const anyLock: fc.Arbitrary<Lock> = fc
  .record({
    entries: fc
      .array(fc.record({ ...common, digest: anyDigest, changed: anyInstant }), { maxLength: 4 })
      .map(byId),
    removed: fc.array(fc.record({ ...common, at: anyInstant }), { maxLength: 4 }).map(byId),
    feeds: mapOf(fc.record({ digest: anyDigest, changed: anyInstant, shifts: anyShifts })),
    states: mapOf(anyState),
  })
  .map((lock) => ({ ...lock, removed: new Map([...lock.removed].filter(([id]) => !lock.entries.has(id))) }));

const reversed = <T>(map: ReadonlyMap<string, T>) => new Map([...map].reverse());

describe('the text of a lock', () => {
  it('has one line for each entry, sorted, without empty lists', () => {
    expect(formatLock(LOCK)).toBe(TEXT);
  });

  it('of an empty blog has four empty lists', () => {
    expect(formatLock(NOTHING)).toBe(
      '{\n  "version": 1,\n  "entries": [],\n  "removed": [],\n  "feeds": [],\n  "states": []\n}\n',
    );
  });

  it('does not depend on the order of its maps', () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        const { entries, removed, feeds, states } = lock;
        const other = {
          entries: reversed(entries),
          removed: reversed(removed),
          feeds: reversed(feeds),
          states: reversed(states),
        };
        expect(formatLock(other)).toBe(formatLock(lock));
      }),
    );
  });

  it('is read back as the same lock, whatever characters it contains', () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        expect(parseLock(formatLock(lock))).toEqual(lock);
      }),
      runs(1000),
    );
  });

  it('has no line ends inside an entry, for any editor', () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        const { size } = lock.entries;
        const lines = formatLock(lock).split(/\r\n|[\n\r\u0085\u2028\u2029]/);
        expect(
          lines.filter((line) => line.startsWith('    {"path":') && line.includes('"changed":')),
        ).toHaveLength(size);
      }),
    );
  });

  it('is read back from UTF-8, even with half a surrogate pair in a name', async () => {
    const file = join(await writeFiles({}), 'posts.lock.json');
    const lock = { ...NOTHING, entries: byId([locked('\uD83D'), locked('😀\u2028')]) };
    await writeLock(file, lock);
    expect(await readLock(file)).toEqual(lock);
  });

  it.each([
    ['laid out by another tool', JSON.stringify(JSON.parse(TEXT), undefined, '\t')],
    ['on one line', JSON.stringify(JSON.parse(TEXT))],
    ['with the line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
    ['in another order', TEXT.replace(/^( {4}\{"path":"\/posts\/a".*),\n( {4}.*)\n/m, '$2,\n$1\n')],
  ])('is read %s', (_, text) => {
    expect(parseLock(text)).toEqual(LOCK);
  });
});

function mistakeIn(text: string): BrokenLock | undefined {
  try {
    parseLock(text);
    return undefined;
  } catch (error) {
    if (error instanceof BrokenLock) return error;
    throw error;
  }
}

describe('a lock that is broken', () => {
  const RESTORE = 'restore the last good version (git checkout posts.lock.json), then run npm start';
  const KEEP_ONE =
    'keep one of the two lines, then run npm start: everything that differs from it counts as changed now';
  const lines = TEXT.split('\n');
  const [entryA = '', entryB = ''] = lines.slice(3, 5);

  // [damage, damaged text, message]
  it.each<[string, string, string]>([
    ['cut off', TEXT.slice(0, 45), `4:13: the file is not valid JSON: it ends too early; ${RESTORE}`],
    [
      'truncated in a name',
      TEXT.slice(0, 60),
      `4:28: the file is not valid JSON: it ends too early; ${RESTORE}`,
    ],
    ['empty', '', `1:1: the file is not valid JSON: it ends too early; ${RESTORE}`],
    [
      'merged without a comma',
      TEXT.replace('},\n    {"path":"/posts/b"', '}\n    {"path":"/posts/b"'),
      `5:5: the file is not valid JSON: Missing , or : between list items; ${RESTORE}`,
    ],
    [
      'with one comma too many',
      TEXT.replace(entryB, `${entryB},`),
      `5:168: the file is not valid JSON: there is a comma after the last item; remove it; ${RESTORE}`,
    ],
    ['another file', '[]', `1:1: the file must have "version": 1; ${RESTORE}`],
    [
      'without a version',
      TEXT.replace('  "version": 1,\n', ''),
      `1:1: the file must have "version": 1; ${RESTORE}`,
    ],
    [
      'of a later version',
      TEXT.replace('"version": 1', '"version": 2'),
      '2:14: the file has version 2: a newer Longwave wrote it; update Longwave',
    ],
    [
      'without removals',
      TEXT.replace(/ {2}"removed": \[[^\]]*\][^\]]*\],\n/, ''),
      `1:1: removed is missing; ${RESTORE}`,
    ],
    ['with a number for an id', TEXT.replace('"tag:a,2026:b"', '7'), `5:29: id must be text; ${RESTORE}`],
    [
      'with null for an entry',
      TEXT.replace(entryB, '    null'),
      `5:5: entries must be an object; ${RESTORE}`,
    ],
    [
      'with an entry without a path',
      TEXT.replace('"path":"/posts/b",', ''),
      `5:5: path is missing; ${RESTORE}`,
    ],
    [
      'with a path that does not begin with a slash',
      TEXT.replace('"/posts/b"', '"posts/b"'),
      `5:13: path must be a path that begins with /; ${RESTORE}`,
    ],
    [
      'with a truncated digest',
      TEXT.replace(`${SOURCE}","feeds":["main","tag`, '0123","feeds":["main","tag'),
      `4:188: source must be a digest of 16 characters; ${RESTORE}`,
    ],
    [
      'with a date that does not exist',
      TEXT.replace('2026-11-22T09', '2026-02-30T09'),
      `4:95: published "2026-02-30T09:30:00Z" must be a time such as 2026-11-22T09:30:00Z; ${RESTORE}`,
    ],
    [
      'with a time in another form',
      TEXT.replace('"1970-01-01T00:00:00Z"', '"1970-01-01"'),
      `16:31: changed "1970-01-01" must be a time such as 2026-11-22T09:30:00Z; ${RESTORE}`,
    ],
    [
      'with a shift before the first entry',
      TEXT.replace('"index":3', '"index":-1'),
      `11:100: index must be 0 or more; ${RESTORE}`,
    ],
    [
      'with an unknown member',
      TEXT.replace('"name":"feeds",', '"name":"feeds","note":"x",'),
      `15:5: states may not have "note"; ${RESTORE}`,
    ],
    [
      'with an entry twice',
      TEXT.replace(entryA, `${entryA}\n${entryA}`),
      `5:5: the id "tag:a,2026:z" is already on line 4; ${KEEP_ONE}`,
    ],
    [
      'with an entry that is also removed',
      TEXT.replace('tag:a,2026:gone', 'tag:a,2026:b'),
      `8:5: the id "tag:a,2026:b" is already on line 5; ${KEEP_ONE}`,
    ],
    [
      'with a feed twice',
      TEXT.replace('"tag:radio","changed"', '"main","changed"'),
      `12:5: the feed "main" is already on line 11; ${KEEP_ONE}`,
    ],
    [
      'with a state twice',
      TEXT.replace('"name":"pages"', '"name":"feeds"'),
      `16:5: the state "feeds" is already on line 15; ${KEEP_ONE}`,
    ],
    [
      'with several mistakes',
      TEXT.replaceAll('"source":"', '"source":"x'),
      `4:188: source must be a digest of 16 characters; line 5: source must be a digest of 16 characters; line 8: source must be a digest of 16 characters; ${RESTORE}`,
    ],
    [
      'with mistakes everywhere',
      TEXT.replaceAll('T', 't'),
      `4:95: published "2026-11-22t09:30:00Z" must be a time such as 2026-11-22T09:30:00Z; line 4: changed "2026-11-22t19:00:00Z" must be a time such as 2026-11-22T09:30:00Z; line 5: published "2026-11-22t09:30:00Z" must be a time such as 2026-11-22T09:30:00Z; line 5: changed "2026-11-22t19:00:00Z" must be a time such as 2026-11-22T09:30:00Z; line 8: published "2026-11-22t09:30:00Z" must be a time such as 2026-11-22T09:30:00Z; and 6 more; ${RESTORE}`,
    ],
  ])('%s: the message says where, and what to do', (_, text, message) => {
    expect(mistakeIn(text)?.message).toBe(`posts.lock.json:${message}`);
  });

  it.each(['<<<<<<< HEAD', '||||||| 1a2b3c4', '=======', '>>>>>>> main', '=======\r'])(
    'with a merge conflict (%j): the message says which lines to keep',
    (marker) => {
      const text = TEXT.replace(entryB, `${marker}\n${entryB}`);
      expect(() => parseLock(text)).toThrow(
        'posts.lock.json:5:1: the file has an unresolved merge conflict; keep the side that has been deployed, then run npm start: everything that differs from it counts as changed now; if both have been deployed, keep the lines of both, but only one line for each id, feed and name',
      );
    },
  );

  it('is refused wherever it was truncated', () => {
    for (let end = 0; end < TEXT.length - 1; end += 1) {
      expect(mistakeIn(TEXT.slice(0, end)), `cut at ${end}`).toBeInstanceOf(BrokenLock);
    }
  });
});

describe('the file of a lock', () => {
  it('that does not exist gives no lock', async () => {
    expect(await readLock(join(await writeFiles({}), 'posts.lock.json'))).toBeUndefined();
  });

  it('that cannot be read is an error', async () => {
    await expect(readLock(await writeFiles({}))).rejects.toThrow('EISDIR');
  });

  it('replaces the old one, leaves no other file, and can be read', async () => {
    const folder = await writeFiles({ 'posts.lock.json': 'old' });
    const file = join(folder, 'posts.lock.json');
    expect(await writeLock(file, LOCK)).toBe(true);
    expect(await readFile(file, 'utf8')).toBe(TEXT);
    expect(await readdir(folder)).toEqual(['posts.lock.json']);
    expect(await readLock(file)).toEqual(LOCK);
  });

  it.each([
    ['says the same', TEXT],
    ['says the same with the line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
  ])('is not written again when it %s', async (_, text) => {
    const file = join(await writeFiles({ 'posts.lock.json': text }), 'posts.lock.json');
    const before = await stat(file);
    expect(await writeLock(file, LOCK)).toBe(false);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect((await stat(file)).ino).toBe(before.ino);
  });

  it('stays as it was when writing fails', async () => {
    const folder = await writeFiles({ 'posts.lock.json/kept': 'old' });
    await expect(writeLock(join(folder, 'posts.lock.json'), LOCK)).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['posts.lock.json']);
  });

  it('may begin with a byte order mark', async () => {
    const folder = await writeFiles({ 'posts.lock.json': `\uFEFF${TEXT}` });
    expect(await readLock(join(folder, 'posts.lock.json'))).toEqual(LOCK);
  });

  it('in another encoding is refused, because ids would change', async () => {
    const file = join(await writeFiles({}), 'posts.lock.json');
    await writeFile(file, Buffer.from(TEXT.replace('/posts/b', '/posts/ä'), 'latin1'));
    await expect(readLock(file)).rejects.toThrow(
      'posts.lock.json:1:1: the file is not UTF-8; restore the last good version',
    );
  });
});
