// Random numbers for tests that cannot be properties. `SEED=7` gives other ones; a failure names the seed.

export const SEED = Number(process.env.SEED ?? 1);

/** Numbers from 0 up to 1, the same for the same seed and name (mulberry32). */
export function randomFor(name: string): () => number {
  let state = [...name].reduce((sum, character) => Math.imul(sum ^ character.charCodeAt(0), 16777619), SEED);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many times the usual number of cases: `TIMES=20`. */
export function times(count: number): number {
  return Math.ceil(count * Number(process.env.TIMES ?? 1));
}
