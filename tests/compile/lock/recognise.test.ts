// Recognising: which post is which entry, after moves, renames and edits, while writing and after a deploy.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryState, Lock, LockedEntry, RemovedEntry } from '../../../src/compile/lock/lock.ts';
import { type Claim, identify } from '../../../src/compile/lock/recognise.ts';
import { sketchOf, wordsOf } from '../../../src/compile/text/similarity.ts';
import { runs } from '../../runs.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;
const EARLIER = NOW - DAY_MS;
const LATER = NOW + DAY_MS;

/** A post in the author's words. */
interface Written {
  readonly title?: string;
  readonly body?: string;
  readonly date?: number;
  readonly id?: string;
  readonly aliases?: readonly string[];
}

/** A post such as a.md: at /posts/a, titled "a", dated EARLIER. */
function post(
  name: string,
  { title = name, body = `Text of ${name}.`, date = EARLIER, id, aliases = [] }: Written = {},
): Claim {
  const sketch = sketchOf(wordsOf(body));
  return {
    file: `${name}.md`,
    path: `/posts/${name}`,
    defaultId: `tag:${name}`,
    ...(id !== undefined && { ownId: id }),
    textDigest: `${title}: ${body}`,
    ...(wordsOf(body).length >= 10 && { bodyDigest: body }),
    ...(sketch !== undefined && { sketch }),
    date,
    aliases,
  };
}

/** The state of an entry when its post was such. */
function state(name: string, written: Written = {}, more: Partial<EntryState> = {}): EntryState {
  const { path, textDigest, bodyDigest, sketch, date } = post(name, written);
  return {
    path,
    published: date,
    textDigest,
    ...(bodyDigest !== undefined && { bodyDigest }),
    ...(sketch !== undefined && { sketch }),
    former: [],
    digest: textDigest,
    changed: date,
    added: date,
    weight: 0,
    feeds: [],
    joined: new Map(),
    left: new Map(),
    ...more,
  };
}

/** An entry that was deployed and has not changed since. */
function told(name: string, written: Written = {}, more: Partial<EntryState> = {}): LockedEntry {
  const both = state(name, written, more);
  return { id: written.id ?? `tag:${name}`, told: both, current: both };
}

/** An entry that only the author has seen. */
function previewed(name: string, written: Written = {}): LockedEntry {
  return { id: written.id ?? `tag:${name}`, current: state(name, written) };
}

function removed(name: string, written: Written = {}, more: Partial<RemovedEntry> = {}): RemovedEntry {
  return { id: written.id ?? `tag:${name}`, at: EARLIER, ...state(name, written), ...more };
}

function lockOf(entries: readonly LockedEntry[], gone: readonly RemovedEntry[] = []): Lock {
  return {
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    removed: new Map(gone.map((entry) => [entry.id, entry])),
    templates: new Map(),
    knownFeeds: new Set(),
  };
}

/** The ids by file, as one line of text. */
function idsOf(claims: readonly Claim[], lock: Lock, now = NOW): string {
  const { identities } = identify(claims, lock, now);
  return [...identities].map(([file, { id }]) => `${file} ${id}`).join(', ');
}

/** A told entry whose post has been changed since, in the author's preview. */
function changed(name: string, written: Written, to: string, rewritten: Written): LockedEntry {
  const { id, told: before } = told(name, written);
  return { id, ...(before && { told: before }), current: state(to, rewritten) };
}

/** A told entry whose post the author's last compile did not find. */
function gone(name: string, written: Written = {}): LockedEntry {
  const { id, told: before } = told(name, written);
  return { id, ...(before && { told: before }), gone: EARLIER };
}

/** A story of thirty sentences, some of them told differently. */
function story(about: string, differently: readonly number[] = []): string {
  const sentences = Array.from({ length: 30 }, (_, n) => {
    const [verb, thing] = differently.includes(n) ? ['forgot', 'nothing'] : ['met', `${about}thing${n}`];
    return `On day ${n} of ${about} we ${verb} ${about}person${n} and saw ${thing}.`;
  });
  return sentences.join(' ');
}

/** Weekly notes from a template, most of which is the same each week. */
function notes(week: number): string {
  const same = story('usual').split('. ').slice(0, 25).join('. ');
  return `${same}. In week ${week} we read book${week} and heard song${week}.`;
}

const NOTE = 'The next letter comes a week later than usual, because the trains do not run.';
const dayBefore = EARLIER - DAY_MS;

const A = { title: 'A', body: story('a') };
/** Rewritten as an author does who finds a better title. */
const A_EDITED = { title: 'Better', body: story('a', [7, 21]) };
const A_REWRITTEN = { title: 'Better', body: story('a', [3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23]) };
const B = { title: 'B', body: story('b') };
const HALF = { title: 'Half', body: `${story('a').slice(0, 900)} ${story('b').slice(900)}` };

describe('a post is the entry', () => {
  // [case, posts, entries of the lock, ids sorted by file]
  it.each<[string, Claim[], LockedEntry[], string]>([
    ['that has its own id', [post('b', { id: 'urn:a' })], [told('a', { id: 'urn:a' })], 'b.md urn:a'],
    [
      'with its body, if path and title changed',
      [post('b', { ...A, title: 'New' })],
      [told('a', A)],
      'b.md tag:a',
    ],
    [
      'with its body, if path, title and date changed',
      [post('b', { ...A, title: 'New', date: NOW })],
      [told('a', A)],
      'b.md tag:a',
    ],
    [
      'with its date and its body, even a short one',
      [post('b', { title: 'New', body: NOTE })],
      [told('a', { body: NOTE })],
      'b.md tag:a',
    ],
    [
      'with a similar body, if path and title changed too',
      [post('b', A_EDITED)],
      [told('a', A)],
      'b.md tag:a',
    ],
    [
      'with a similar body, if the date changed as well',
      [post('b', { ...A_EDITED, body: story('a', [7]), date: NOW })],
      [told('a', A)],
      'b.md tag:a',
    ],
    ['with its date and most of its body', [post('b', A_REWRITTEN)], [told('a', A)], 'b.md tag:a'],
    [
      'with its body, if another of the same date is nearly the same',
      [post('b', { ...A, title: 'New' }), post('c', { ...A, body: story('a', [7]) })],
      [told('a', A), told('c', { ...A, body: story('a', [7]) })],
      'b.md tag:a, c.md tag:c',
    ],
    [
      'that was at its path on another branch',
      [post('z', B)],
      [{ ...told('a', A), otherFaces: [state('z', { date: dayBefore })] }],
      'z.md tag:a',
    ],
    [
      'most like it, if several were renamed and edited',
      [post('x', { ...B, body: story('b', [1, 2]) }), post('y', A_EDITED)],
      [told('a', A), told('b', B)],
      'x.md tag:b, y.md tag:a',
    ],
    [
      'of its own date, if a whole series was renamed and edited',
      [3, 2, 1].map((week) => post(`w-${week}`, { body: `${notes(week)} Thanks.`, date: dayBefore + week })),
      [1, 2, 3].map((week) => told(`week-${week}`, { body: notes(week), date: dayBefore + week })),
      'w-1.md tag:week-1, w-2.md tag:week-2, w-3.md tag:week-3',
    ],
    [
      'that it was on another branch',
      [post('b', A_EDITED)],
      [{ ...told('a', B), otherFaces: [state('z', A)] }, told('c')],
      'b.md tag:a',
    ],
    [
      'of which it has the larger part, if the post was split',
      [post('x', { body: story('a').slice(0, 1100) }), post('y', { body: story('a').slice(1100) })],
      [told('a', A)],
      'x.md tag:a, y.md tag:y',
    ],
  ])('%s', (_, claims, entries, ids) => {
    expect(idsOf(claims, lockOf(entries))).toBe(ids);
    expect(idsOf([...claims].reverse(), lockOf([...entries].reverse()))).toBe(ids);
  });
});

describe('a post is a new one', () => {
  it.each<[string, Claim[], LockedEntry[], string]>([
    ['if nothing is alike', [post('b', B)], [told('a', A)], 'b.md tag:b'],
    [
      'if only an empty body is the same',
      [post('b', { title: 'B', body: '' })],
      [told('a', { title: 'A', body: '' })],
      'b.md tag:b',
    ],
    [
      'if only a picture is the same',
      [post('b', { title: 'B', body: '![](/media/line.png)' })],
      [told('a', { title: 'A', body: '![](/media/line.png)' })],
      'b.md tag:b',
    ],
    [
      'if only a word is the same',
      [post('b', { title: 'B', body: 'TODO' })],
      [told('a', { title: 'A', body: 'TODO' })],
      'b.md tag:b',
    ],
    [
      'if a short body is the same, but neither title nor date',
      [post('b', { title: 'B', body: NOTE, date: NOW })],
      [told('a', { title: 'A', body: NOTE })],
      'b.md tag:b',
    ],
    [
      'if a short body differs in one word',
      [post('b', { title: 'B', body: NOTE.replace('trains', 'boats') })],
      [told('a', { title: 'A', body: NOTE })],
      'b.md tag:b',
    ],
    [
      'if it follows another in a series, with the next number and date',
      [post('week-2', { body: notes(2), date: NOW })],
      [told('week-1', { body: notes(1) })],
      'week-2.md tag:week-2',
    ],
    [
      'if it follows another in a series, and others are as much alike',
      [post('may', { body: notes(5), date: NOW }), post('march', { body: notes(3), date: dayBefore })],
      [told('april', { body: notes(4) }), told('march', { body: notes(3), date: dayBefore })],
      'march.md tag:march, may.md tag:may',
    ],
    [
      'if it follows another in a series on the same day',
      [post('week-2', { body: notes(2) })],
      [told('week-1', { body: `${notes(1)} ${story('b').slice(0, 250)}` })],
      'week-2.md tag:week-2',
    ],
    [
      'if most of its body is the same, but not the date',
      [post('b', { ...A_REWRITTEN, date: NOW })],
      [told('a', A)],
      'b.md tag:b',
    ],
    [
      'if another is as much like the entry',
      [post('b', { ...A, title: 'B' }), post('c', { ...A, title: 'C' })],
      [told('a', A)],
      'b.md tag:b, c.md tag:c',
    ],
    [
      'if it is as much like another entry, which has its post',
      [post('b', { ...A, title: 'B' }), post('c', { ...A, title: 'C' })],
      [told('a', A), told('c', { ...A, title: 'C' })],
      'b.md tag:b, c.md tag:c',
    ],
    ['if it joins two posts', [post('c', HALF)], [told('a', A), told('b', B)], 'c.md tag:c'],
    [
      'if the entry has its post, unchanged',
      [post('a', A), post('b', A_EDITED)],
      [told('a', A)],
      'a.md tag:a, b.md tag:b',
    ],
    ['if the author gave it another id', [post('b', { ...A, id: 'urn:b' })], [told('a', A)], 'b.md urn:b'],
  ])('%s', (_, claims, entries, ids) => {
    expect(idsOf(claims, lockOf(entries))).toBe(ids);
    expect(idsOf([...claims].reverse(), lockOf([...entries].reverse()))).toBe(ids);
  });
});

it('a post is a new one if it is as much like a removed entry', () => {
  const lock = lockOf([told('april', A)], [removed('march', { ...A, title: 'March', date: dayBefore })]);
  expect(idsOf([post('may', { ...A_EDITED, body: story('a', [7]), date: NOW })], lock)).toBe(
    'may.md tag:may',
  );
});

describe('while the author writes', () => {
  it.each<[string, Claim[], LockedEntry[], string]>([
    [
      'a renamed post keeps its id when it is edited',
      [post('b', B)],
      [changed('a', A, 'b', A)],
      'b.md tag:a',
    ],
    [
      'a renamed post keeps its id when it is renamed again',
      [post('c', A)],
      [changed('a', A, 'b', A)],
      'c.md tag:a',
    ],
    [
      'an edited post keeps its id when it is renamed',
      [post('b', B)],
      [changed('a', A, 'a', B)],
      'b.md tag:a',
    ],
    [
      'a renamed post keeps its id when it is renamed back and edited',
      [post('a', B)],
      [changed('a', A, 'b', A)],
      'a.md tag:a',
    ],
    [
      'a new post at the old address of a renamed one is another',
      [post('a', { ...B, date: NOW }), post('b', A)],
      [changed('a', A, 'b', A)],
      'a.md tag:a-2, b.md tag:a',
    ],
    [
      'a new post at the old address is another, if the renamed one is edited at the same time',
      [post('a', B), post('b', A_EDITED)],
      [changed('a', A, 'b', A)],
      'a.md tag:a-2, b.md tag:a',
    ],
    [
      'a deployed post that is put back beside its renamed copy is the one that readers know',
      [post('a', A), post('b', A_EDITED)],
      [changed('a', A, 'b', A_EDITED)],
      'a.md tag:a, b.md tag:b',
    ],
    [
      'posts that exchanged their addresses and back are what they were',
      [post('a', A), post('b', B)],
      [changed('a', A, 'b', A), changed('b', B, 'a', B)],
      'a.md tag:a, b.md tag:b',
    ],
    [
      'posts that exchanged their addresses stay so',
      [post('a', B), post('b', A)],
      [changed('a', A, 'b', A), changed('b', B, 'a', B)],
      'a.md tag:b, b.md tag:a',
    ],
    ['a deleted post comes back', [post('a', A)], [gone('a', A)], 'a.md tag:a'],
    ['a deleted post comes back, renamed and edited', [post('b', A_EDITED)], [gone('a', A)], 'b.md tag:a'],
    [
      'a copy becomes the post, when the original is deleted',
      [post('b', A)],
      [gone('a', A), previewed('b', A)],
      'b.md tag:a',
    ],
    [
      'a copy becomes the post, when the original is deleted after the copy was edited',
      [post('b', A_EDITED)],
      [gone('a', A), previewed('b', A_EDITED)],
      'b.md tag:a',
    ],
    [
      'a copy of a short note becomes the post too',
      [post('b', { title: '', body: 'Hi.' })],
      [gone('a', { title: '', body: 'Hi.' }), previewed('b', { title: '', body: 'Hi.' })],
      'b.md tag:a',
    ],
    [
      'another short note does not',
      [post('b', { title: '', body: 'Hi.', date: NOW })],
      [gone('a', { title: '', body: 'Hi.' }), previewed('b', { title: '', body: 'Hi.', date: NOW })],
      'b.md tag:b',
    ],
    [
      'a new post at the address of a deleted one, which it was beside, stays another',
      [post('a', B)],
      [gone('a', A), previewed('a', { ...B, id: 'tag:a-2' })],
      'a.md tag:a-2',
    ],
    ['a new post keeps its id when it is renamed', [post('b', A)], [previewed('a', A)], 'b.md tag:a'],
    ['a new post keeps its id when it is edited', [post('a', B)], [previewed('a', A)], 'a.md tag:a'],
    [
      'a new post keeps its id when all of it changes a little',
      [post('b', A_EDITED)],
      [previewed('a', A)],
      'b.md tag:a',
    ],
    [
      'a deployed entry comes before one that only the author saw',
      [post('c', A_EDITED)],
      [previewed('b', { ...A, title: 'Copy' }), gone('a', A)],
      'c.md tag:a',
    ],
  ])('%s', (_, claims, entries, ids) => {
    expect(idsOf(claims, lockOf(entries))).toBe(ids);
    expect(idsOf([...claims].reverse(), lockOf([...entries].reverse()))).toBe(ids);
  });
});

describe('the addresses that still lead to a post', () => {
  const renamedTwice = changed('a', A, 'b', A);
  // [case, post, entries, removed entries, its former paths]
  it.each<[string, Claim, LockedEntry[], RemovedEntry[], string[]]>([
    ['include the one that readers know', post('b', A), [told('a', A)], [], ['/posts/a']],
    [
      'include those that they knew before',
      post('b', A),
      [told('a', A, { former: ['/posts/z'] })],
      [],
      ['/posts/z', '/posts/a'],
    ],
    ['leave out one that was only previewed', post('c', A), [renamedTwice], [], ['/posts/a']],
    ['leave out the one to which it is renamed back', post('a', A), [renamedTwice], [], []],
    ['are none for a post that was never deployed', post('b', A), [previewed('a', A)], [], []],
    [
      'are none for one that is still scheduled',
      post('b', { ...A, date: LATER }),
      [told('a', { ...A, date: LATER })],
      [],
      [],
    ],
    [
      'come back with a removed one',
      post('a', A),
      [],
      [removed('a', A, { former: ['/posts/z'] })],
      ['/posts/z'],
    ],
    [
      'leave out one at which readers saw another post since',
      post('a', A),
      [],
      [removed('a', A, { former: ['/posts/z'] }), removed('z', B, { at: NOW })],
      [],
    ],
    [
      'do not leave out one at which only the author saw another post',
      post('a', A),
      [previewed('z', B)],
      [removed('a', A, { former: ['/posts/z'] })],
      ['/posts/z'],
    ],
    [
      'leave out one at which readers see another post',
      post('a', A),
      [told('a', A, { former: ['/posts/z'] }), told('z', B)],
      [],
      [],
    ],
    [
      'do not leave out one at which another post is scheduled',
      post('a', A),
      [told('a', A, { former: ['/posts/z'] }), told('z', { ...B, date: LATER })],
      [],
      ['/posts/z'],
    ],
  ])('%s', (_, claim, entries, removals, former) => {
    const { identities } = identify([claim], lockOf(entries, removals), NOW);
    expect(identities.get(claim.file)?.former).toEqual(former);
  });
});

describe('the date of a post', () => {
  // [case, entry, date that the author writes, date that readers see, whether the author is warned]
  it.each<[string, LockedEntry, number, number, boolean]>([
    ['is the one that readers have seen', told('a', A), NOW, EARLIER, true],
    [
      'is the one that readers have seen, if the last compile saw another',
      changed('a', A, 'a', { ...A, date: NOW }),
      NOW,
      EARLIER,
      true,
    ],
    ['is the one that the author writes, if nobody has seen it', previewed('a', A), NOW, NOW, false],
    [
      'is the one that the author writes, while it is scheduled',
      told('a', { ...A, date: LATER }),
      NOW,
      NOW,
      false,
    ],
  ])('%s', (_, entry, date, published, dateMoved) => {
    const { identities } = identify([post('a', { ...A, date })], lockOf([entry]), NOW);
    expect(identities.get('a.md')).toMatchObject({ id: 'tag:a', published, dateMoved });
  });
});

describe('a removed post that came back, before a deploy has told readers so', () => {
  const back = removed('a', { ...A, date: dayBefore }, { former: ['/posts/z'] });
  const entry: LockedEntry = { id: 'tag:a', removed: back, current: state('a', { ...A, date: dayBefore }) };

  // [case, post, its old addresses]
  it.each<[string, Claim, string[]]>([
    ['unchanged', post('a', { ...A, date: dayBefore }), ['/posts/z']],
    ['edited, with a new date', post('a', { ...B, date: NOW }), ['/posts/z']],
    ['renamed', post('b', { ...A, date: dayBefore }), ['/posts/z', '/posts/a']],
  ])('is what readers knew: %s', (_, claim, former) => {
    const lock = lockOf([entry], [back]);
    expect(identify([claim], lock, NOW).identities.get(claim.file)).toMatchObject({
      id: 'tag:a',
      published: dayBefore,
      former,
    });
  });
});

describe('what the author is told', () => {
  const guess = (file: string, id: string, path: string) => ({
    file: `${file}.md`,
    id: `tag:${id}`,
    path: `/posts/${path}`,
  });

  // [case, posts, entries, posts that may be another]
  it.each<[string, Claim[], LockedEntry[], ReturnType<typeof guess>[]]>([
    ['nothing, if a renamed post is recognised', [post('b', A_EDITED)], [told('a', A)], []],
    [
      'nothing, if a post was deleted and another added',
      [post('b', { ...B, date: NOW })],
      [told('a', A)],
      [],
    ],
    [
      'a post that is somewhat like one that is gone',
      [post('b', { ...A_REWRITTEN, date: NOW })],
      [told('a', A)],
      [guess('b', 'a', 'a')],
    ],
    [
      'each of two posts that are much like one that is gone',
      [post('b', { ...A, title: 'B' }), post('c', { ...A, title: 'C' })],
      [told('a', A)],
      [guess('b', 'a', 'a'), guess('c', 'a', 'a')],
    ],
    [
      'the entry that is most alike, with the path that readers know',
      [post('d', { body: `${story('a').slice(0, 900)} ${story('b').slice(800)}`, date: NOW })],
      [changed('a', A, 'preview', A), told('b', B)],
      [guess('d', 'b', 'b')],
    ],
    [
      'a rewritten note with the same date and a similar address',
      [post('trains-late', { body: 'All is late.' }), post('x', B)],
      [told('late-trains', { body: NOTE }), told('y', A)],
      [guess('trains-late', 'late-trains', 'late-trains')],
    ],
    [
      'the only new post of the same date',
      [post('b', { body: 'Late.' })],
      [told('a', { body: NOTE })],
      [guess('b', 'a', 'a')],
    ],
    [
      'nothing about one of several new posts of the same date',
      [post('x', B), post('y', { body: 'Y.' })],
      [told('a', A)],
      [],
    ],
    [
      'nothing about the next of a series',
      [post('week-2', { body: notes(2), date: NOW })],
      [told('week-1', { body: notes(1) })],
      [],
    ],
    [
      'nothing about a post to which the author gave an id',
      [post('b', { ...A_REWRITTEN, id: 'urn:b' })],
      [told('a', A)],
      [],
    ],
    ['nothing about a post that is still there', [post('a', A), post('b', A_EDITED)], [told('a', A)], []],
    [
      'nothing about one that was only previewed',
      [post('b', { body: 'Late.' })],
      [previewed('a', { body: NOTE })],
      [],
    ],
    [
      'nothing about one that is still scheduled',
      [post('b', { body: 'Late.', date: LATER })],
      [told('a', { body: NOTE, date: LATER })],
      [],
    ],
    [
      'the same again, until a deploy has told readers',
      [post('b', { body: 'Late.' })],
      [gone('a', { body: NOTE }), previewed('b', { body: 'Late.' })],
      [guess('b', 'a', 'a')],
    ],
    [
      'nothing about a post that readers know',
      [post('b', { body: 'Late.' })],
      [gone('a', { body: NOTE }), told('b', { body: 'Late.' })],
      [],
    ],
  ])('%s', (_, claims, entries, lookalikes) => {
    expect(identify(claims, lockOf(entries), NOW).lookalikes).toEqual(lookalikes);
  });

  it.each<[string, Claim, LockedEntry, ReturnType<typeof guess>[]]>([
    [
      'a post that was recognised by a similar text',
      post('b', A_EDITED),
      told('a', A),
      [guess('b', 'a', 'a')],
    ],
    ['no post with the same text', post('b', { ...A, title: 'New' }), told('a', A), []],
    ['no post that only the author knew', post('b', A_EDITED), previewed('a', A), []],
  ])('%s', (_, claim, entry, guesses) => {
    expect(identify([claim], lockOf([entry]), NOW).guesses).toEqual(guesses);
  });

  it('nothing without a lock', () => {
    expect(identify([post('a')], undefined, NOW)).toMatchObject({ guesses: [], lookalikes: [] });
  });
});

// Everything that may happen to a post between two compiles, on a branch for example, all at once.

interface Change {
  readonly isDeleted: boolean;
  readonly isRenamed: boolean;
  readonly isRetitled: boolean;
  readonly edited: readonly number[];
}

const anyChange: fc.Arbitrary<Change> = fc.record({
  isDeleted: fc.boolean(),
  isRenamed: fc.boolean(),
  isRetitled: fc.boolean(),
  edited: fc.uniqueArray(fc.nat({ max: 29 }), { maxLength: 4 }),
});

describe('whatever happens between two compiles', () => {
  it('each of several long posts is what it was, and each new one is new', () => {
    fc.assert(
      fc.property(
        fc.array(anyChange, { minLength: 1, maxLength: 8 }),
        fc.nat({ max: 3 }),
        fc.boolean(),
        (changes, added, isPreview) => {
          const old = changes.map((_, n) => ({
            name: `old-${n}x`,
            body: story(`s${n}x`),
            date: EARLIER - n * DAY_MS,
          }));
          const lock = lockOf(
            old.map(({ name, ...written }) => (isPreview ? previewed(name, written) : told(name, written))),
          );
          const kept = changes.flatMap(({ isDeleted, isRenamed, isRetitled, edited }, n) => {
            const { name, body, date } = old[n] as (typeof old)[number];
            const title = isRetitled ? `Retitled ${n}` : name;
            const text = edited.length === 0 ? body : story(`s${n}x`, edited);
            return isDeleted
              ? []
              : [
                  {
                    claim: post(isRenamed ? `new-${n}x` : name, { title, body: text, date }),
                    id: `tag:${name}`,
                  },
                ];
          });
          const fresh = Array.from({ length: added }, (_, n) => {
            const claim = post(`added-${n}x`, { body: story(`added${n}x`), date: EARLIER - n * DAY_MS });
            return { claim, id: claim.defaultId };
          });
          const all = [...kept, ...fresh];
          const { identities, guesses } = identify(
            all.map(({ claim }) => claim),
            lock,
            NOW,
          );
          expect(all.map(({ claim }) => identities.get(claim.file)?.id)).toEqual(all.map(({ id }) => id));
          expect(guesses.length).toBeLessThanOrEqual(isPreview ? 0 : kept.length);
        },
      ),
      runs(100),
    );
  });
});
