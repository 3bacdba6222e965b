// Editions: what has been found at an address is what is there until its next edition begins.

import type { Instant } from '../archive/entry.ts';
import type { Representation } from './respond.ts';

interface Kept {
  readonly from: Instant;
  readonly found: Representation;
}

/** No document has a longer one: it would only be sent by somebody who wants to fill the memory. */
const LONGEST_ADDRESS = 1000;

/** Gives what is at an address at a moment; looks for it when that is not known. */
export type Recall<T> = (address: string, now: Instant, find: () => T) => Representation | T;

/** Remembers up to `limit` addresses with what is at them, and forgets what was remembered first. */
export function representationCache<T>(
  limit: number,
  isLasting: (found: T) => found is T & Representation,
): Recall<T> {
  const kept = new Map<string, Kept>();
  return (address, now, find) => {
    const known = kept.get(address);
    if (known && known.from <= now && now < (known.found.until ?? Number.POSITIVE_INFINITY))
      return known.found;
    const found = find();
    kept.delete(address);
    if (isLasting(found) && address.length <= LONGEST_ADDRESS) {
      kept.set(address, { from: now, found });
      const [oldest] = kept.keys();
      if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    }
    return found;
  };
}
