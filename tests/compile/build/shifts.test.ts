// Shifts of a feed: from where on its pages have other entries, and since when.

import { describe, expect, it } from 'vitest';
import { type Leaver, type Member, shiftsOf } from '../../../src/compile/build/shifts.ts';

/** A member of the feed "f". It was published at ten times its number, and added when it was published. */
function member(number: number, given: Partial<Member['state']> = {}): Member {
  return {
    id: `${number}`,
    published: number * 10,
    state: { added: number * 10, joined: new Map(), ...given },
  };
}

const leaver = (number: number, at: number): Leaver => ({ id: `${number}`, published: number * 10, at });
const FOUR = [1, 2, 3, 4].map((number) => member(number));
const instead = (number: number, given: Partial<Member['state']>) =>
  FOUR.map((each) => (each.id === `${number}` ? member(number, given) : each));

describe('a feed', () => {
  // [case, members, leavers, shifts as [index, time]]
  it.each<[string, readonly Member[], readonly Leaver[], [number, number][]]>([
    ['whose entries came one after the other has no shift', FOUR, [], []],
    ['has one where an entry was added that is older than others', instead(2, { added: 99 }), [], [[1, 99]]],
    ['has one where an entry joined it', instead(2, { joined: new Map([['f', 99]]) }), [], [[1, 99]]],
    [
      'has one where the newest entry joined it late',
      instead(4, { joined: new Map([['f', 99]]) }),
      [],
      [[3, 99]],
    ],
    ['has none where an entry joined another feed', instead(2, { joined: new Map([['g', 99]]) }), [], []],
    ['has none where the newest entry was added late', instead(4, { added: 99 }), [], []],
    [
      'has none when entries were added together, in order',
      [1, 2, 3].map((n) => member(n, { added: 99 })),
      [],
      [],
    ],
    ['has one where an entry changed its length', instead(3, { shifted: 99 }), [], [[2, 99]]],
    ['has one where an entry left', FOUR, [leaver(2.5, 99)], [[2, 99]]],
    ['has one at the end when the newest entry left', FOUR, [leaver(5, 99)], [[4, 99]]],
    ['has one at the start when the oldest left', FOUR, [leaver(0, 99)], [[0, 99]]],
    ['has one for several at once, at the first place', FOUR, [leaver(3.5, 99), leaver(1.5, 99)], [[1, 99]]],
    [
      'has the later one at the later place too',
      FOUR,
      [leaver(1.5, 50), leaver(3.5, 99)],
      [
        [1, 50],
        [3, 99],
      ],
    ],
    ['has none at a later place that is older', FOUR, [leaver(1.5, 99), leaver(3.5, 50)], [[1, 99]]],
  ])('%s', (_, members, leavers, expected) => {
    expect(shiftsOf('f', members, leavers)).toEqual(expected.map(([index, at]) => ({ index, at })));
  });
});
