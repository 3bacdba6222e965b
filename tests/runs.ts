// How often the property tests draw: the same cases every time, so that a run says what changed in the code; and as
// many others as one likes, to look for what nobody has thought of: `TIMES=20 SEED=$RANDOM npm test`.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });

export function runs(count: number): { numRuns: number } {
  return { numRuns: Math.ceil(count * Number(process.env.TIMES ?? 1)) };
}
