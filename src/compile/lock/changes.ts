// Changes: the time of all changes that a compile finds.

import type { Instant } from '../../archive/entry.ts';
import { type Lock, seenAt } from './lock.ts';

/** HTTP dates have whole seconds, and Newsboat ignores a document whose date did not change. */
export const SECOND_MS = 1000;

/** Changes that follow each other within a second are dated ahead of the clock; more than this, by a wrong clock. */
const HASTE_MS = 60 * SECOND_MS;

export function wholeSecond(moment: Instant): Instant {
  return Math.floor(moment / SECOND_MS) * SECOND_MS;
}

/**
 * The time of all changes in a compile: now, in whole seconds, but at least a second after every change that readers
 * know of, so that a document that changes twice gets two dates. Changes that were only previewed count too, unless a
 * wrong clock has dated them in the future.
 */
export function changeMoment(lock: Lock | undefined, now: Instant): Instant {
  const second = wholeSecond(now);
  if (!lock) return second;
  const latest = latestOf(previewedTimes(lock).filter((time) => time <= now + HASTE_MS));
  return Math.max(second, latestTold(lock, now) + SECOND_MS, latest + SECOND_MS);
}

/** The latest change that readers know of; 0 when they know of none. */
export function latestTold(lock: Lock, now: Instant): Instant {
  return latestOf([
    // Readers do not know of an entry that is still scheduled.
    ...[...lock.entries.values()].flatMap((entry) => {
      const seen = seenAt(entry, now);
      return seen ? [seen.published, ...timesOf(seen)] : [];
    }),
    ...[...lock.removed.values()].map(({ at }) => at),
    ...[...lock.templates.values()].flatMap(({ told }) => told?.changed ?? []),
  ]);
}

function previewedTimes({ entries, templates }: Lock): Instant[] {
  return [
    ...[...entries.values()].flatMap(({ told, current, gone }) => [
      ...(current && current !== told ? timesOf(current) : []),
      ...(gone === undefined ? [] : [gone]),
    ]),
    ...[...templates.values()].map(({ current }) => current.changed),
  ];
}

function timesOf({ changed, added, shifted = 0, joined, left }: EntryTimes): Instant[] {
  return [changed, added, shifted, ...joined.values(), ...left.values()];
}

type EntryTimes = Pick<
  NonNullable<ReturnType<typeof seenAt>>,
  'changed' | 'added' | 'shifted' | 'joined' | 'left'
>;

function latestOf(times: readonly Instant[]): Instant {
  return times.reduce((one, other) => Math.max(one, other), 0);
}
