import { describe, expect, it } from 'vitest';
import { changedSince, documentChangedSince, type State } from '../../src/compile/history.ts';

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

  it('that changes twice in a second has a date that moves twice, since HTTP knows no half seconds', () => {
    const again = { now: REMEMBERED + 400, first: FIRST };
    expect(changedSince(memory('b'), 'it', 'a', again)).toBe(REMEMBERED + 1000);
  });

  it('has a date that never goes back, though the clock did', () => {
    const wrong = { now: REMEMBERED - 3_600_000, first: FIRST };
    expect(changedSince(memory('b'), 'it', 'a', wrong)).toBeGreaterThan(REMEMBERED);
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
