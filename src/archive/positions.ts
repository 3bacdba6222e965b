// Binary search in ascending lists of positions, such as those of feeds.

/** Index of the first position for which `holds` is true, if it is true for every later position as well. */
export function firstWhere(positions: Uint32Array, holds: (position: number) => boolean): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(positions[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first position that is at least `wanted`; the length of the list when there is none. */
export function lowerBound(positions: Uint32Array, wanted: number): number {
  return firstWhere(positions, (position) => position >= wanted);
}
