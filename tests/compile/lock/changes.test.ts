// Changes: when everything that readers see last changed, according to the lock.

import { describe, expect, it } from 'vitest';
import { changedSince, changeMoment, documentChangedSince } from '../../../src/compile/lock/changes.ts';
import type { Lock, State } from '../../../src/compile/lock/lock.ts';

// Times in milliseconds. Only their order matters.
const FIRST = 100_000;
const LOCKED = 200_000;
const NOW = 500_000;
const clock = { now: NOW, first: FIRST };

const lockedAs = (digest: string): ReadonlyMap<string, State> =>
  new Map([['it', { digest, changed: LOCKED }]]);

describe('something readers see', () => {
  // [case: expected time, the states in the lock, the digest now, the expected time]
  it.each<[string, ReadonlyMap<string, State> | undefined, string, number]>([
    ['without a lock: the time from its post', undefined, 'a', FIRST],
    ['not in the lock: now', new Map(), 'a', NOW],
    ['the same as in the lock: the time in the lock', lockedAs('a'), 'a', LOCKED],
    ['different from the lock: now', lockedAs('b'), 'a', NOW],
  ])('%s', (_, remembered, digest, moment) => {
    expect(changedSince(remembered, 'it', digest, clock)).toBe(moment);
  });
});

describe('the time of the changes in a compile', () => {
  const at = { feeds: [], path: '/', former: [], textDigest: '', id: 'id' };
  const LOCK: Lock = {
    entries: new Map([['e', { ...at, digest: '', published: 0, changed: 100_000 }]]),
    removed: new Map([['r', { ...at, published: 0, at: 110_000 }]]),
    feeds: new Map([['main', { digest: '', changed: 120_000, shifts: [{ index: 0, at: 130_000 }] }]]),
    states: new Map([['feeds', { digest: '', changed: 140_000 }]]),
  };
  const scheduled = { ...at, digest: '', published: 900_000, changed: 900_000 };

  // [case: expected time, the lock, the clock, the expected time]
  it.each<[string, Lock | undefined, number, number]>([
    ['without a lock: now', undefined, 500_000, 500_000],
    [
      'in the middle of a second: its start, because HTTP dates have whole seconds',
      undefined,
      500_999,
      500_000,
    ],
    ['after every change in the lock: now', LOCK, 500_000, 500_000],
    ['in the same second as the last change: a second later', LOCK, 140_999, 141_000],
    ['after the clock was set back: after every change in the lock', LOCK, 5000, 141_000],
    [
      'with a scheduled entry: now, because nobody has seen the entry',
      { ...LOCK, entries: new Map([['s', scheduled]]) },
      500_000,
      500_000,
    ],
    [
      'when a scheduled entry has appeared: after that',
      { ...LOCK, entries: new Map([['s', scheduled]]) },
      900_000,
      901_000,
    ],
    [
      'with a removal as the last change: after that',
      { ...LOCK, states: new Map(), feeds: new Map() },
      110_000,
      111_000,
    ],
    ['with a move as the last change: after that', { ...LOCK, states: new Map() }, 130_000, 131_000],
  ])('%s', (_, lock, now, moment) => {
    expect(changeMoment(lock, now)).toBe(moment);
  });
});

describe('a document with scheduled entries', () => {
  // [case: expected time, the digest in the lock, the digest before each appearance, the expected time]
  it.each<[string, string | undefined, Record<number, string>, number]>([
    ['without a lock: the time from its entries', undefined, { 300000: 'before' }, FIRST],
    ['the same as in the lock, with nothing due: the time in the lock', 'now', {}, LOCKED],
    [
      'the same as in the lock until an entry appeared: when it appeared',
      'before',
      { 300000: 'before' },
      300_000,
    ],
    [
      'the same as in the lock until several entries appeared: when the last one appeared',
      'before',
      { 300000: 'before', 400000: 'then' },
      400_000,
    ],
    ['edited before the first entry appeared: now', 'before', { 300000: 'edited' }, NOW],
    ['edited, with nothing due: now', 'before', {}, NOW],
    ['edited after the lock recorded the last appearance: now', 'before', { 150000: 'before' }, NOW],
  ])('%s', (_, digest, appeared, moment) => {
    const appearances = {
      moments: Object.keys(appeared).map(Number),
      digestBefore: (at: number) => appeared[at] ?? 'none',
    };
    const remembered = digest === undefined ? undefined : lockedAs(digest);
    expect(documentChangedSince(remembered, 'it', 'now', appearances, clock)).toBe(moment);
  });
});
