// Remembering: the date of each difference between a post and what readers were told of it.

import { describe, expect, it } from 'vitest';
import type { EntryState, RemovedEntry } from '../../../src/compile/lock/lock.ts';
import {
  type Clock,
  type PresentEntry,
  rememberEntry,
  rememberState,
} from '../../../src/compile/lock/remember.ts';

const [TOLD, PREVIEW, NOW] = [1000, 5000, 9000];

const PRESENT: PresentEntry = {
  path: '/posts/a',
  former: [],
  published: 0,
  textDigest: 'text',
  digest: 'one',
  weight: 10,
  feeds: ['main', 'tag:x'],
};

function state(given: Partial<EntryState> = {}): EntryState {
  return { ...PRESENT, changed: TOLD, added: TOLD, joined: new Map(), left: new Map(), ...given };
}

const DEPLOY: Clock = { moment: NOW, tells: true, told: TOLD };
const LOOK: Clock = { moment: NOW, tells: false, told: TOLD };
const entry = (told?: EntryState, current = told) => ({
  entry: { id: 'a', ...(told && { told }), ...(current && { current }) },
});

describe('an entry', () => {
  it('that is as readers know it has the state in the lock', () => {
    const told = state();
    expect(rememberEntry(PRESENT, entry(told), LOOK)).toBe(told);
    expect(rememberEntry(PRESENT, entry(told, state({ digest: 'other' })), DEPLOY)).toBe(told);
  });

  // [case, state that was told, state of the last preview, facts that differ, when they were dated]
  it.each<
    [
      string,
      EntryState | undefined,
      EntryState | undefined,
      Partial<PresentEntry>,
      Clock,
      Partial<EntryState>,
    ]
  >([
    ['that is new was added now', undefined, undefined, {}, DEPLOY, { added: NOW, changed: NOW }],
    [
      'that was previewed was added then',
      undefined,
      state({ added: PREVIEW, changed: PREVIEW }),
      {},
      DEPLOY,
      { added: PREVIEW, changed: PREVIEW },
    ],
    [
      'that was previewed before the last deploy is added now, because readers know of a later change',
      undefined,
      state({ added: TOLD, changed: TOLD }),
      {},
      DEPLOY,
      { added: NOW, changed: NOW },
    ],
    [
      'that was edited has changed now',
      state(),
      state(),
      { digest: 'two' },
      LOOK,
      { added: TOLD, changed: NOW },
    ],
    [
      'whose edit was previewed has changed then',
      state(),
      state({ digest: 'two', changed: PREVIEW }),
      { digest: 'two' },
      LOOK,
      { changed: PREVIEW },
    ],
    [
      'whose edit was taken back has not changed',
      state(),
      state({ digest: 'two', changed: PREVIEW }),
      { path: '/posts/b' },
      LOOK,
      { changed: TOLD },
    ],
    [
      'that gets a tag joins a feed now',
      state(),
      state(),
      { feeds: ['main', 'tag:x', 'tag:y'] },
      LOOK,
      { joined: new Map([['tag:y', NOW]]) },
    ],
    [
      'that had joined a feed has joined it then',
      state({ joined: new Map([['tag:x', TOLD]]) }),
      undefined,
      { digest: 'two' },
      LOOK,
      { joined: new Map([['tag:x', TOLD]]) },
    ],
    [
      'that loses a tag leaves a feed now',
      state(),
      state(),
      { feeds: ['main'] },
      LOOK,
      { left: new Map([['tag:x', NOW]]) },
    ],
    [
      'that had left a feed has left it then',
      state({ left: new Map([['tag:y', TOLD]]) }),
      undefined,
      { digest: 'two' },
      LOOK,
      { left: new Map([['tag:y', TOLD]]) },
    ],
    [
      'that gets a tag again has not left its feed',
      state({ left: new Map([['tag:y', TOLD]]) }),
      undefined,
      { feeds: ['main', 'tag:x', 'tag:y'] },
      LOOK,
      { left: new Map(), joined: new Map([['tag:y', NOW]]) },
    ],
    [
      'that nobody has seen is at another place with another date, as if it were new',
      state({ published: 90_000, joined: new Map([['tag:x', PREVIEW]]) }),
      undefined,
      { published: 0 },
      DEPLOY,
      { added: NOW, joined: new Map() },
    ],
  ])('%s', (_, told, current, given, clock, expected) => {
    expect(rememberEntry({ ...PRESENT, ...given }, entry(told, current), clock)).toMatchObject(expected);
  });

  it('that has come back has now left the feeds that told of its removal, and joined the others again', () => {
    const removed: RemovedEntry = { id: 'a', ...state(), at: PREVIEW, feeds: ['main', 'tag:z'] };
    const { left, added, joined } = rememberEntry(PRESENT, { removed }, DEPLOY);
    expect([...left]).toEqual([['tag:z', NOW]]);
    expect([...joined]).toEqual([['main', NOW]]);
    expect(added).toBe(NOW);
  });

  it('that nobody has seen in a feed has not left it', () => {
    const told = state({ published: NOW + 1 });
    const { left } = rememberEntry({ ...PRESENT, published: 0, feeds: ['main'] }, entry(told), DEPLOY);
    expect(left.size).toBe(0);
  });

  it('moves others only when its length has changed', () => {
    const longer = { ...PRESENT, digest: 'two', weight: 20 };
    expect(rememberEntry(longer, entry(state()), LOOK, true).shifted).toBe(NOW);
    expect(rememberEntry({ ...longer, weight: 10 }, entry(state()), LOOK, true).shifted).toBeUndefined();
    expect(rememberEntry(longer, entry(state()), LOOK, false).shifted).toBeUndefined();
    expect(rememberEntry(longer, entry(state({ shifted: TOLD })), LOOK, false).shifted).toBe(TOLD);
  });

  it('without a lock has the dates of its post', () => {
    expect(rememberEntry(PRESENT, { first: 77 }, DEPLOY)).toMatchObject({ changed: 77, added: 0 });
  });

  it('of a lock of version 1 is completed without being changed', () => {
    const { weight, ...old } = state({ bodyDigest: 'body' });
    const { bodyDigest: _, ...before } = { ...old, weight: 0 };
    const after = rememberEntry({ ...PRESENT, bodyDigest: 'body' }, entry(before), LOOK);
    expect(after).toEqual({ ...before, weight, bodyDigest: 'body' });
  });
});

describe('a template', () => {
  const told = { digest: 'one', changed: TOLD };
  const preview = { digest: 'two', changed: PREVIEW };

  it.each([
    ['that readers know has its date', 'one', { told, current: preview }, TOLD],
    ['that was previewed has the date of that', 'two', { told, current: preview }, PREVIEW],
    ['that is new has changed now', 'three', { told, current: preview }, NOW],
    ['that no lock knows has changed now', 'three', undefined, NOW],
  ])('%s', (_, digest, locked, changed) => {
    expect(rememberState(digest, locked, DEPLOY, undefined)).toEqual({ digest, changed });
  });
});
