// Many lives of random authors. A failure prints the seed and the shortest life that fails.

import fc from 'fast-check';
import { writeFiles } from '../compile/blog.ts';
import { runs } from '../runs.ts';
import { pause, step } from './author.ts';
import { type Character, Life, type Turn } from './life.ts';

/** Merges need git. */
const turn = (merges: boolean): fc.Arbitrary<Turn> =>
  fc
    .record<Turn>({
      branch: merges ? fc.constantFrom('main', 'main', 'side') : fc.constant('main'),
      steps: fc.array(step, { minLength: 1, maxLength: 2 }),
      audience: fc.constantFrom('readers', 'author'),
      pause,
      merge: merges
        ? fc.constantFrom(undefined, undefined, undefined, 'ours', 'theirs', 'left')
        : fc.constant(undefined),
    })
    .map((each) => ({ ...each, [fc.toStringMethod]: () => describeTurn(each) }));

function describeTurn({ branch, merge, steps, audience, pause }: Turn): string {
  return `${branch}${merge === undefined ? '' : `, merge ${merge}`}: ${steps.map(({ name }) => name).join(', ')}; for ${audience}; ${pause} ms`;
}

/**
 * Lives so many authors, and resolves with the number of steps and merges that each took on average. With `FAST=1`, the
 * first life that fails is reported at once, and no shorter one is looked for.
 */
export async function live(
  character: Character,
  authors: number,
  merges: 'with merges' | 'without merges',
): Promise<{ steps: number; merges: number }> {
  let [steps, merged] = [0, 0];
  const turns = fc.array(turn(merges === 'with merges'), { minLength: 8, maxLength: 25, size: 'max' });
  const property = fc.asyncProperty(turns, async (turns) => {
    const life = await Life.begin(await writeFiles({}), character);
    for (const each of turns) steps += await life.take(each);
    merged += life.merges;
  });
  await fc.assert(property, { ...runs(authors), endOnFailure: process.env.FAST !== undefined });
  const { numRuns } = runs(authors);
  return { steps: steps / numRuns, merges: merged / numRuns };
}
