// Shifts of a feed: where entries were added to it or left it before its newest end, and when.

import type { Instant } from '../../archive/entry.ts';
import type { Shift } from '../../archive/feed.ts';
import { firstIndex } from '../../archive/positions.ts';
import type { EntryState } from '../lock/lock.ts';
import { byText } from '../text/text.ts';

/** What decides the place of an entry in a feed. */
export interface Place {
  readonly id: string;
  readonly published: Instant;
}

/** An entry that has left a feed. */
export interface Leaver extends Place {
  readonly at: Instant;
}

/** An entry of a feed, with its state. */
export interface Member extends Place {
  readonly state: Pick<EntryState, 'added' | 'joined' | 'shifted'>;
}

/** Oldest first; then by id. */
export function byPlace(a: Place, b: Place): number {
  return a.published - b.published || byText(a.id, b.id);
}

/**
 * All shifts of the feed of a formatted key, whose members are given oldest first. A shift affects every page after its
 * index; one that a later shift at a smaller index includes is left out.
 */
export function shiftsOf(key: string, members: readonly Member[], leavers: readonly Leaver[]): Shift[] {
  const shifts = [
    ...insertions(key, members),
    ...members.flatMap(({ state: { shifted } }, index) =>
      shifted === undefined ? [] : [{ index, at: shifted }],
    ),
    ...leavers.map((leaver) => ({ index: placeAmong(members, leaver), at: leaver.at })),
  ];
  let latest = 0;
  return shifts
    .sort((a, b) => a.index - b.index || b.at - a.at)
    .filter(({ at }) => {
      const isLater = at > latest;
      latest = Math.max(latest, at);
      return isLater;
    });
}

/**
 * Members that joined the feed when readers could already see a newer one, or that joined it after they had been added:
 * a combined feed that they are not in may depend on that too.
 */
function insertions(key: string, members: readonly Member[]): Shift[] {
  const shifts: Shift[] = [];
  let newerSince = Number.POSITIVE_INFINITY;
  for (let index = members.length - 1; index >= 0; index -= 1) {
    const member = members[index];
    if (!member) continue;
    const at = joinedAt(key, member.state);
    if (at > newerSince || member.state.joined.has(key)) shifts.push({ index, at });
    newerSince = Math.min(newerSince, Math.max(at, member.published));
  }
  return shifts;
}

export function joinedAt(key: string, { joined, added }: Member['state']): Instant {
  return joined.get(key) ?? added;
}

function placeAmong(members: readonly Member[], leaver: Leaver): number {
  return firstIndex(0, members.length, (index) => {
    const member = members[index];
    return member === undefined || byPlace(member, leaver) > 0;
  });
}
