// History: when each thing that readers see has last changed, as far as they have been told.

import { describe, expect, it } from 'vitest';
import { changedSince, changeMoment, documentChangedSince } from '../../../src/compile/lock/changes.ts';
import type { Lock, State } from '../../../src/compile/lock/lock.ts';

// Moments in the life of a blog, in milliseconds; they only have to be in this order.
const FIRST = 100_000;
const REMEMBERED = 200_000;
const NOW = 500_000;
const clock = { now: NOW, first: FIRST };

const memory = (digest: string): ReadonlyMap<string, State> =>
  new Map([['it', { digest, changed: REMEMBERED }]]);

describe('something readers see', () => {
  // What is remembered of it (nothing at all, others, or a digest), its digest now, and since when it has been so.
  it.each<[string, ReadonlyMap<string, State> | undefined, string, number]>([
    ['without any memory: since its post says', undefined, 'a', FIRST],
    ['new where others are remembered: since now', new Map(), 'a', NOW],
    ['as remembered: since then', memory('a'), 'a', REMEMBERED],
    ['other than remembered: since now', memory('b'), 'a', NOW],
  ])('%s', (_, remembered, digest, moment) => {
    expect(changedSince(remembered, 'it', digest, clock)).toBe(moment);
  });
});

describe('the moment of the changes of a compile', () => {
  const at = { feeds: [], path: '/', former: [], source: '', id: 'id' };
  const LOCK: Lock = {
    entries: new Map([['e', { ...at, digest: '', published: 0, changed: 100_000 }]]),
    removed: new Map([['r', { ...at, published: 0, at: 110_000 }]]),
    feeds: new Map([['main', { digest: '', changed: 120_000, shifts: [{ index: 0, at: 130_000 }] }]]),
    states: new Map([['feeds', { digest: '', changed: 140_000 }]]),
  };
  const scheduled = { ...at, digest: '', published: 900_000, changed: 900_000 };

  // What is remembered, what the clock says, and when changes happen.
  it.each<[string, Lock | undefined, number, number]>([
    ['without any memory: now', undefined, 500_000, 500_000],
    [
      'in the middle of a second: at its beginning, since HTTP knows no half seconds',
      undefined,
      500_999,
      500_000,
    ],
    ['after all that readers have been told: now', LOCK, 500_000, 500_000],
    ['in the very second of the last change: a second later', LOCK, 140_999, 141_000],
    ['after the clock went back: never before what readers have been told', LOCK, 5000, 141_000],
    [
      'with an entry yet to come: now, since nobody has seen that',
      { ...LOCK, entries: new Map([['s', scheduled]]) },
      500_000,
      500_000,
    ],
    [
      'after the entry to come has come: after that',
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

describe('a document that scheduled entries appear in', () => {
  // The digest that is remembered; when entries appeared; the digests it had just before; and since when `now` is so.
  it.each<[string, string | undefined, Record<number, string>, number]>([
    ['without any memory: since its entries say', undefined, { 300000: 'before' }, FIRST],
    ['as remembered, with nothing due: since then', 'now', {}, REMEMBERED],
    ['as remembered until an entry was due: since that entry', 'before', { 300000: 'before' }, 300_000],
    [
      'as remembered until the first of several was due: since the last',
      'before',
      { 300000: 'before', 400000: 'then' },
      400_000,
    ],
    [
      'edited before the first was due, and so never as it is remembered: since now',
      'before',
      { 300000: 'edited' },
      NOW,
    ],
    ['edited with nothing due: since now', 'before', {}, NOW],
    ['edited after what was due was remembered already: since now', 'before', { 150000: 'before' }, NOW],
  ])('%s', (_, digest, appeared, moment) => {
    const appearances = {
      moments: Object.keys(appeared).map(Number),
      digestBefore: (at: number) => appeared[at] ?? 'none',
    };
    const remembered = digest === undefined ? undefined : memory(digest);
    expect(documentChangedSince(remembered, 'it', 'now', appearances, clock)).toBe(moment);
  });
});
