// The number of random cases in property tests. The cases are the same in each run, so that a failure means a change of
// the code. `TIMES=20 SEED=$RANDOM npm test` tries more and other cases.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });

export function runs(count: number): { numRuns: number } {
  return { numRuns: Math.ceil(count * Number(process.env.TIMES ?? 1)) };
}
