// The lock file: written in one form, read in any layout. The error about a broken one says how to repair it.

import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLock } from '../../../src/compile/lock/format-lock.ts';
import type {
  EntryState,
  Lock,
  LockedEntry,
  LockedState,
  RemovedEntry,
} from '../../../src/compile/lock/lock.ts';
import { LockHasChanged, readLock, writeLock } from '../../../src/compile/lock/lock-file.ts';
import { BrokenLock, parseLock } from '../../../src/compile/lock/parse-lock.ts';
import { formatFindings } from '../../../src/compile/report/findings.ts';
import { runs } from '../../runs.ts';
import { writeFiles } from '../blog.ts';

const MORNING = Date.UTC(2026, 10, 22, 9, 30);
const EVENING = Date.UTC(2026, 10, 22, 19);
const NIGHT = Date.UTC(2026, 10, 22, 23);
const NO_FILE = { bytes: undefined };
const DIGEST = 'abcdefghijklmnop';
const SOURCE = '0123456789-_ABCD';

function stateOf(name: string, more: Partial<EntryState> = {}): EntryState {
  return {
    path: `/posts/${name}`,
    former: [],
    published: MORNING,
    changed: EVENING,
    added: 0,
    digest: DIGEST,
    textDigest: SOURCE,
    weight: 1600,
    feeds: [],
    joined: new Map(),
    left: new Map(),
    ...more,
  };
}

function locked(name: string, more: Partial<EntryState> = {}, id = `tag:a,2026:${name}`): LockedEntry {
  const told = stateOf(name, more);
  return { id, told, current: told };
}

function removed(name: string, more: Partial<RemovedEntry> = {}): RemovedEntry {
  const { path, former, published, textDigest, feeds, left } = stateOf(name);
  return { id: `tag:a,2026:${name}`, path, former, published, at: EVENING, textDigest, feeds, left, ...more };
}

const byId = <T extends { id: string }>(entries: readonly T[]) =>
  new Map(entries.map((entry) => [entry.id, entry]));

const NOTHING: Lock = { entries: new Map(), removed: new Map(), templates: new Map(), knownFeeds: new Set() };

const TEMPLATE = { digest: DIGEST, changed: MORNING };
const LOCK: Lock = {
  entries: byId([
    locked('b'),
    locked(
      'a',
      {
        former: ['/posts/old', '/posts/older'],
        bodyDigest: DIGEST,
        sketch: 'sketch',
        added: MORNING,
        shifted: EVENING,
        feeds: ['main', 'tag:radio'],
        joined: new Map([['tag:radio', EVENING]]),
        left: new Map([['tag:tv', EVENING]]),
      },
      'tag:a,2026:z',
    ),
    { id: 'tag:a,2026:c', told: stateOf('c'), current: stateOf('d', { changed: NIGHT }) },
    { id: 'tag:a,2026:e', told: stateOf('e'), gone: NIGHT },
    { id: 'tag:a,2026:f', current: stateOf('f') },
  ]),
  removed: byId([removed('gone', { feeds: ['main'], left: new Map([['tag:tv', MORNING]]) })]),
  templates: new Map([
    ['pages', { current: { digest: DIGEST, changed: 0 } }],
    ['feeds', { told: TEMPLATE, current: { digest: SOURCE, changed: EVENING } }],
  ]),
  knownFeeds: new Set(['tag:old']),
};

const TEXT = `{
  "version": 2,
  "templates": [
    {"name":"feeds","changed":"2026-11-22T09:30:00Z","digest":"abcdefghijklmnop","pending":{"changed":"2026-11-22T19:00:00Z","digest":"0123456789-_ABCD"}}
    ,
    {"name":"pages","changed":"1970-01-01T00:00:00Z","digest":"abcdefghijklmnop","told":false}
  ],
  "knownFeeds": [
    "tag:old"
  ],
  "entries": [
    {"path":"/posts/a","id":"tag:a,2026:z","former":["/posts/old","/posts/older"],"published":"2026-11-22T09:30:00Z","added":"2026-11-22T09:30:00Z","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD","body":"abcdefghijklmnop","sketch":"sketch","weight":1600,"shifted":"2026-11-22T19:00:00Z","feeds":["main","tag:radio"],"joined":{"tag:radio":"2026-11-22T19:00:00Z"},"left":{"tag:tv":"2026-11-22T19:00:00Z"}}
    ,
    {"path":"/posts/b","id":"tag:a,2026:b","published":"2026-11-22T09:30:00Z","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD","weight":1600}
    ,
    {"path":"/posts/c","id":"tag:a,2026:c","published":"2026-11-22T09:30:00Z","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD","weight":1600,"pending":{"path":"/posts/d","published":"2026-11-22T09:30:00Z","changed":"2026-11-22T23:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD","weight":1600}}
    ,
    {"path":"/posts/e","id":"tag:a,2026:e","published":"2026-11-22T09:30:00Z","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD","weight":1600,"gone":"2026-11-22T23:00:00Z"}
    ,
    {"path":"/posts/f","id":"tag:a,2026:f","published":"2026-11-22T09:30:00Z","changed":"2026-11-22T19:00:00Z","digest":"abcdefghijklmnop","source":"0123456789-_ABCD","weight":1600,"told":false}
  ],
  "removed": [
    {"path":"/posts/gone","id":"tag:a,2026:gone","published":"2026-11-22T09:30:00Z","at":"2026-11-22T19:00:00Z","source":"0123456789-_ABCD","feeds":["main"],"left":{"tag:tv":"2026-11-22T09:30:00Z"}}
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
const anyDigests = { textDigest: anyDigest, bodyDigest: anyDigest, sketch: anyText };
const anyTimes = fc
  .array(
    fc.tuple(
      anyText.map((name) => `tag:${name}`),
      anyInstant,
    ),
    { maxLength: 2 },
  )
  .map((pairs) => new Map(pairs));
const common = {
  path: anyPath,
  former: fc.array(anyPath, { maxLength: 2 }),
  published: anyInstant,
  ...anyDigests,
  feeds: fc.array(anyText, { maxLength: 2 }),
  left: anyTimes,
};
const REQUIRED = ['path', 'former', 'published', 'textDigest', 'feeds', 'left'] as const;
const anyState = fc.record(
  {
    ...common,
    digest: anyDigest,
    changed: anyInstant,
    added: fc.nat(4_000_000_000).map((seconds) => seconds * 1000),
    weight: fc.nat(),
    shifted: anyInstant,
    joined: anyTimes,
  },
  { requiredKeys: [...REQUIRED, 'digest', 'changed', 'added', 'weight', 'joined'] },
);
const anyEntry: fc.Arbitrary<LockedEntry> = fc.oneof(
  fc.record({ id: anyText, told: anyState }).map(({ id, told }) => ({ id, told, current: told })),
  fc.record({ id: anyText, told: anyState, current: anyState }),
  fc.record({ id: anyText, told: anyState, gone: anyInstant }),
  fc.record({ id: anyText, current: anyState }),
);
const anyRemoved = fc.record(
  { id: anyText, ...common, at: anyInstant },
  { requiredKeys: [...REQUIRED, 'id', 'at'] },
);
const anyDigestState = fc.record({ digest: anyDigest, changed: anyInstant });
const anyTemplate: fc.Arbitrary<LockedState> = fc.oneof(
  anyDigestState.map((state) => ({ told: state, current: state })),
  fc.record({ told: anyDigestState, current: anyDigestState }),
  fc.record({ current: anyDigestState }),
);
const anyLock: fc.Arbitrary<Lock> = fc
  .record({
    entries: fc.array(anyEntry, { maxLength: 4 }).map(byId),
    removed: fc.array(anyRemoved, { maxLength: 4 }).map(byId),
    templates: fc.array(fc.tuple(anyText, anyTemplate), { maxLength: 3 }).map((pairs) => new Map(pairs)),
    knownFeeds: fc.array(anyText, { maxLength: 2 }).map((feeds) => new Set(feeds)),
  })
  .map((lock) => ({ ...lock, removed: new Map([...lock.removed].filter(([id]) => !lock.entries.has(id))) }));

const reversed = <T>(map: ReadonlyMap<string, T>) => new Map([...map].reverse());

describe('the text of a lock', () => {
  it('has one line for each entry, sorted, without empty lists', () => {
    expect(formatLock(LOCK)).toBe(TEXT);
  });

  it('of an empty blog has empty lists', () => {
    expect(formatLock(NOTHING)).toBe(
      '{\n  "version": 2,\n  "templates": [\n  ],\n  "entries": [\n  ],\n  "removed": [\n  ]\n}\n',
    );
  });

  it('does not depend on the order of its maps', () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        const { entries, removed, templates, knownFeeds } = lock;
        const other = {
          entries: reversed(entries),
          removed: reversed(removed),
          templates: reversed(templates),
          knownFeeds: new Set([...knownFeeds].reverse()),
        };
        expect(formatLock(other)).toBe(formatLock(lock));
      }),
    );
  });

  it('is read back as the same lock, whatever characters it contains', () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        expect(parseLock(formatLock(lock))).toEqual({ lock, warnings: [] });
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
    await writeLock(file, lock, NO_FILE);
    expect((await readLock(file, NIGHT)).lock).toEqual(lock);
  });

  it.each([
    ['laid out by another tool', JSON.stringify(JSON.parse(TEXT), undefined, '\t')],
    ['on one line', JSON.stringify(JSON.parse(TEXT))],
    ['with the line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
    ['in another order', TEXT.replace(/^( {4}\{"path":"\/posts\/a".*)\n {4},\n( {4}.*)\n/m, '$2\n,\n$1\n')],
  ])('is read %s', (_, text) => {
    expect(parseLock(text)).toEqual({ lock: LOCK, warnings: [] });
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
  const lines = TEXT.split('\n');
  const [entryA = '', entryB = ''] = [lines[11], lines[13]];

  // [damage, damaged text, message]
  it.each<[string, string, string]>([
    ['cut off', TEXT.slice(0, 46), `4:12: the file is not valid JSON: it ends too early; ${RESTORE}`],
    ['empty', '', `1:1: the file is not valid JSON: it ends too early; ${RESTORE}`],
    [
      'without a comma',
      TEXT.replace('    ,\n    {"path":"/posts/b"', '    {"path":"/posts/b"'),
      `13:5: the file is not valid JSON: Missing , or : between list items; ${RESTORE}`,
    ],
    [
      'with one comma too many',
      TEXT.replace(/\n {2}\],\n {2}"removed"/, ',\n  ],\n  "removed"'),
      `20:${(lines[19] ?? '').length + 1}: the file is not valid JSON: there is a comma after the last item; remove it; ${RESTORE}`,
    ],
    ['another file', '[]', `1:1: the file must have "version": 2; ${RESTORE}`],
    [
      'without a version',
      TEXT.replace('  "version": 2,\n', ''),
      `1:1: the file must have "version": 2; ${RESTORE}`,
    ],
    [
      'of a later version',
      TEXT.replace('"version": 2', '"version": 3'),
      '2:14: the file has version 3: a newer Longwave wrote it; update Longwave',
    ],
    [
      'without removals',
      TEXT.replace(/,\n {2}"removed": .*$/s, '\n}\n'),
      `1:1: removed is missing; ${RESTORE}`,
    ],
    ['with a number for an id', TEXT.replace('"tag:a,2026:b"', '7'), `14:29: id must be text; ${RESTORE}`],
    [
      'with null for an entry',
      TEXT.replace(entryB, '    null'),
      `14:5: entries must be an object; ${RESTORE}`,
    ],
    [
      'with an entry without a path',
      TEXT.replace('"path":"/posts/b",', ''),
      `14:5: path is missing; ${RESTORE}`,
    ],
    [
      'with a path that does not begin with a slash',
      TEXT.replace('"/posts/b"', '"posts/b"'),
      `14:13: path must be a path that begins with /; ${RESTORE}`,
    ],
    [
      'with a truncated digest',
      TEXT.replace(`${SOURCE}","body"`, '0123","body"'),
      `12:${entryA.indexOf(`"${SOURCE}"`) + 1}: source must be a digest of 16 characters; ${RESTORE}`,
    ],
    [
      'with a date that does not exist',
      TEXT.replace('09:30:00Z","added"', '09:30:61Z","added"'),
      `12:${entryA.indexOf('"2026-11-22T09') + 1}: published "2026-11-22T09:30:61Z" must be a time such as 2026-11-22T09:30:00Z; ${RESTORE}`,
    ],
    [
      'with a time in another form',
      TEXT.replace('"1970-01-01T00:00:00Z"', '"1970-01-01"'),
      `6:31: changed "1970-01-01" must be a time such as 2026-11-22T09:30:00Z; ${RESTORE}`,
    ],
    [
      'with a time of a feed in another form',
      TEXT.replace('"joined":{"tag:radio":"2026-11-22T19:00:00Z"}', '"joined":{"tag:radio":7}'),
      `12:${entryA.indexOf('{"tag:radio":') + 14}: tag:radio must be a time; ${RESTORE}`,
    ],
    [
      'with an unknown member',
      TEXT.replace('"name":"feeds",', '"name":"feeds","note":"x",'),
      `4:5: templates may not have "note"; ${RESTORE}`,
    ],
    [
      'with several mistakes',
      TEXT.replaceAll('"source":"0', '"source":"x0'),
      `12:${entryA.indexOf(`"${SOURCE}"`) + 1}: source must be a digest of 16 characters; line 14: source must be a digest of 16 characters; line 16: source must be a digest of 16 characters; line 16: source must be a digest of 16 characters; line 18: source must be a digest of 16 characters; and 2 more; ${RESTORE}`,
    ],
  ])('%s: the message says where, and what to do', (_, text, message) => {
    expect(mistakeIn(text)?.message).toBe(`posts.lock.json:${message}`);
  });

  it('is refused wherever it was truncated', () => {
    for (let end = 0; end < TEXT.length - 1; end += 1) {
      expect(mistakeIn(TEXT.slice(0, end)), `cut at ${end}`).toBeInstanceOf(BrokenLock);
    }
  });
});

describe('the file of a lock', () => {
  it('that does not exist gives no lock', async () => {
    const file = join(await writeFiles({}), 'posts.lock.json');
    expect(await readLock(file, NIGHT)).toEqual({ lock: undefined, warnings: [] });
  });

  it('that cannot be read is an error', async () => {
    await expect(readLock(await writeFiles({}), NIGHT)).rejects.toThrow('EISDIR');
  });

  it('replaces the one that was read, leaves no other file, and can be read', async () => {
    const folder = await writeFiles({ 'posts.lock.json': formatLock(NOTHING) });
    const file = join(folder, 'posts.lock.json');
    expect(await writeLock(file, LOCK, await readLock(file, NIGHT))).toBe(true);
    expect(await readFile(file, 'utf8')).toBe(TEXT);
    expect(await readdir(folder)).toEqual(['posts.lock.json']);
    expect((await readLock(file, NIGHT)).lock).toEqual(LOCK);
  });

  it.each([
    ['says the same', TEXT],
    ['says the same with the line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
  ])('is not written again when it %s', async (_, text) => {
    const file = join(await writeFiles({ 'posts.lock.json': text }), 'posts.lock.json');
    const before = await stat(file);
    expect(await writeLock(file, LOCK, await readLock(file, NIGHT))).toBe(false);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect((await stat(file)).ino).toBe(before.ino);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['has changed', TEXT, formatLock(NOTHING)],
    ['is new', undefined, TEXT],
    ['is gone', TEXT, undefined],
  ])('is not written when it %s since it was read', async (_, before, since) => {
    const folder = await writeFiles({ ...(before !== undefined && { 'posts.lock.json': before }) });
    const file = join(folder, 'posts.lock.json');
    const read = await readLock(file, NIGHT);
    if (since === undefined) await rm(file);
    else await writeFile(file, since);
    const next = { ...LOCK, knownFeeds: new Set<string>() };
    await expect(writeLock(file, next, read)).rejects.toThrow(LockHasChanged);
    expect(await readdir(folder)).toEqual(since === undefined ? [] : ['posts.lock.json']);
    if (since !== undefined) expect(await readFile(file, 'utf8')).toBe(since);
  });

  it('stays as it was when writing fails', async () => {
    const folder = await writeFiles({ 'posts.lock.json/kept': 'old' });
    await expect(writeLock(join(folder, 'posts.lock.json'), LOCK, NO_FILE)).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['posts.lock.json']);
  });

  it('with a change that readers know and that is still to come is read with a warning', async () => {
    const file = join(await writeFiles({ 'posts.lock.json': TEXT }), 'posts.lock.json');
    const { warnings } = await readLock(file, MORNING + 1000);
    expect(formatFindings(warnings)).toEqual([
      expect.stringMatching(
        /^posts\.lock\.json:4:\d+: warning: the last change is dated 2026-11-22T19:00:00Z, which is in the future, so Last-Modified will be later still; check the clock/,
      ),
    ]);
  });

  it('may begin with a byte order mark', async () => {
    const folder = await writeFiles({ 'posts.lock.json': `\uFEFF${TEXT}` });
    expect((await readLock(join(folder, 'posts.lock.json'), NIGHT)).lock).toEqual(LOCK);
  });

  it('in another encoding is refused, because ids would change', async () => {
    const file = join(await writeFiles({}), 'posts.lock.json');
    await writeFile(file, Buffer.from(TEXT.replace('/posts/b', '/posts/ä'), 'latin1'));
    await expect(readLock(file, NIGHT)).rejects.toThrow(
      'posts.lock.json:1:1: the file is not UTF-8; restore the last good version',
    );
  });
});
