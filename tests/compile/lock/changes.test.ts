// Changes: the time that a compile gives to everything that it finds changed.

import { describe, expect, it } from 'vitest';
import { changeMoment } from '../../../src/compile/lock/changes.ts';
import type { EntryState, Lock, LockedEntry } from '../../../src/compile/lock/lock.ts';

const SECOND = 1000;
const NOW = Date.UTC(2026, 10, 22, 12);

const EMPTY: Lock = { entries: new Map(), removed: new Map(), templates: new Map(), knownFeeds: new Set() };

function state(given: Partial<EntryState>): EntryState {
  const times = { published: 0, changed: 0, added: 0, joined: new Map(), left: new Map() };
  const digests = { digest: '', textDigest: '', weight: 1, feeds: [] };
  return { path: '/posts/a', former: [], ...times, ...digests, ...given };
}

function withEntry(entry: Omit<LockedEntry, 'id'>): Lock {
  return { ...EMPTY, entries: new Map([['a', { id: 'a', ...entry }]]) };
}

function told(given: Partial<EntryState>): Lock {
  const both = state(given);
  return withEntry({ told: both, current: both });
}

function previewed(given: Partial<EntryState>): Lock {
  return withEntry({ current: state(given) });
}

describe('the time of the changes in a compile', () => {
  const LAST = NOW - 500;
  const removal = { ...state({}), id: 'x', at: NOW };
  it.each<[string, Lock | undefined, number]>([
    ['without a lock: now, in whole seconds', undefined, NOW],
    ['after every change in the lock: now', told({ changed: NOW - SECOND }), NOW],
    ['in the same second as the last change: a second later', told({ changed: NOW }), NOW + SECOND],
    ['after the clock was set back: after the last change', told({ changed: NOW + 5000 }), NOW + 6000],
    [
      'with a scheduled entry: now, because nobody has seen it',
      told({ changed: NOW, published: NOW + 9000 }),
      NOW,
    ],
    ['when a scheduled entry has appeared: after that', told({ published: NOW }), NOW + SECOND],
    ['when an entry was added: after that', told({ added: NOW }), NOW + SECOND],
    ['when an entry has joined a feed: after that', told({ joined: new Map([['a', NOW]]) }), NOW + SECOND],
    ['when an entry has left a feed: after that', told({ left: new Map([['a', NOW]]) }), NOW + SECOND],
    ['when a longer entry has moved others: after that', told({ shifted: NOW }), NOW + SECOND],
    [
      'with a removal as the last change: after that',
      { ...EMPTY, removed: new Map([['x', removal]]) },
      NOW + SECOND,
    ],
    [
      'with a new template as the last change: after that',
      { ...EMPTY, templates: new Map([['feeds', { current: { digest: '', changed: NOW } }]]) },
      NOW + SECOND,
    ],
    ['in the same second as a preview: a second later', previewed({ changed: NOW }), NOW + SECOND],
    [
      'after several previews in a second: a second after the last',
      previewed({ changed: NOW + 5000 }),
      NOW + 6000,
    ],
    [
      'after a preview with a wrong clock: now, because nobody has seen it',
      previewed({ changed: NOW + 500_000 }),
      NOW,
    ],
    ['after the preview of a removal: after that', withEntry({ told: state({}), gone: NOW }), NOW + SECOND],
  ])('%s', (_, lock, moment) => {
    expect(changeMoment(lock, LAST + 500 + 1)).toBe(moment);
  });
});
