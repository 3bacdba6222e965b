// Binary search: in the positions of a feed, and in any range of indices.

/** The first index from `start` on for which `holds` is true, if it is true for all later ones. `end` when there is none. */
export function firstIndex(start: number, end: number, holds: (index: number) => boolean): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first position for which `holds` is true, if it is true for every later position as well. */
export function firstWhere(positions: Uint32Array, holds: (position: number) => boolean): number {
  return firstIndex(0, positions.length, (index) => holds(positions[index] ?? 0));
}

/** Index of the first position that is at least `wanted`; the length of the list when there is none. */
export function lowerBound(positions: Uint32Array, wanted: number): number {
  return firstWhere(positions, (position) => position >= wanted);
}
