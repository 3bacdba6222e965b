// What is remembered of addresses: never beyond the edition, and never more than so many.

import { describe, expect, it } from 'vitest';
import { representationCache } from '../../src/http/representation-cache.ts';
import type { Representation } from '../../src/http/respond.ts';

type Found = Representation | 'nothing';

const SOMETHING: Representation = {
  contentType: 'text/plain',
  cacheControl: () => 'no-cache',
  body: () => ({ codings: ['identity'], bytes: () => new Uint8Array() }),
};

/** Remembers three addresses. What lies at one is said when it is looked for; each look is logged. */
function aMemory() {
  const recall = representationCache<Found>(3, (found): found is Representation => found !== 'nothing');
  const looked: string[] = [];
  const ask = (address: string, now: number, found: Found = SOMETHING) =>
    recall(address, now, () => {
      looked.push(`${address}${now}`);
      return found;
    });
  return { ask, looked, recall };
}

describe('what was found at an address', () => {
  // [a fact, the moments at which it is asked for, when its edition ends, the moments at which it is looked for]
  it.each<[string, number[], number | undefined, number[]]>([
    ['is looked for once', [5, 5, 6, 1e15], undefined, [5]],
    ['is remembered until its edition ends', [5, 9], 10, [5]],
    ['is looked for at the very moment at which its edition ends', [5, 10], 10, [5, 10]],
    ['is looked for when its edition has ended', [5, 11], 10, [5, 11]],
    ['is not remembered for a moment before', [5, 4], undefined, [5, 4]],
    ['is never remembered when its edition had ended', [5, 5, 6], 5, [5, 5, 6]],
  ])('%s', (_, moments, until, expected) => {
    const { ask, looked } = aMemory();
    for (const now of moments) ask('a', now, { ...SOMETHING, ...(until !== undefined && { until }) });
    expect(looked).toEqual(expected.map((now) => `a${now}`));
  });

  it('is the same thing, and that of its own address', () => {
    const { ask } = aMemory();
    const [one, other] = [{ ...SOMETHING }, { ...SOMETHING }];
    expect([ask('a', 1, one), ask('b', 1, other)]).toEqual([one, other]);
    expect(ask('a', 2)).toBe(one);
    expect(ask('b', 2)).toBe(other);
  });

  it('makes room for what comes: the oldest goes first', () => {
    const { ask, looked } = aMemory();
    for (const address of ['a', 'b', 'c', 'd', 'b', 'c', 'd', 'a']) ask(address, 1);
    expect(looked).toEqual(['a1', 'b1', 'c1', 'd1', 'a1']);
  });

  it('counts as one address, however many editions it has', () => {
    const { ask, looked } = aMemory();
    ask('b', 0);
    ask('c', 0);
    for (const now of [1, 2, 3, 4]) ask('a', now, { ...SOMETHING, until: now + 1 });
    looked.length = 0;
    ask('b', 5);
    ask('c', 5);
    expect(looked).toEqual([]);
  });

  it('is not remembered when it is nothing that lasts', () => {
    const { ask, looked } = aMemory();
    expect([ask('a', 1, 'nothing'), ask('a', 2, 'nothing')]).toEqual(['nothing', 'nothing']);
    expect(looked).toEqual(['a1', 'a2']);
  });

  it('is forgotten when it is there no more', () => {
    const { ask, looked } = aMemory();
    ask('a', 1, { ...SOMETHING, until: 2 });
    ask('a', 3, 'nothing');
    ask('a', 1);
    expect(looked).toEqual(['a1', 'a3', 'a1']);
  });

  it('is looked for again when looking has failed', () => {
    const { ask, recall } = aMemory();
    const failing = () => {
      throw new Error('no');
    };
    expect(() => recall('a', 1, failing)).toThrow('no');
    expect(ask('a', 1)).toBe(SOMETHING);
  });

  it('is not remembered when the address is longer than any that leads somewhere', () => {
    const { ask, looked } = aMemory();
    const [short, long] = ['/'.padEnd(1000, 'a'), '/'.padEnd(1001, 'a')];
    for (const address of [short, long, short, long]) ask(address, 5);
    expect(looked).toEqual([`${short}5`, `${long}5`, `${long}5`]);
  });
});
