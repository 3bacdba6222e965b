// Many lives of random authors. A failure prints the seed and the shortest life that fails.

import fc from 'fast-check';
import { writeFiles } from '../compile/blog.ts';
import { runs } from '../runs.ts';
import { pause, step } from './author.ts';
import { type Character, Life, type Turn } from './life.ts';

const turn: fc.Arbitrary<Turn> = fc
  .record<Turn>({
    branch: fc.constantFrom('main', 'main', 'side'),
    steps: fc.array(step, { minLength: 1, maxLength: 2 }),
    audience: fc.constantFrom('readers', 'author'),
    pause,
    merge: fc.constantFrom(undefined, undefined, undefined, 'ours', 'theirs', 'left'),
  })
  .map((each) => ({ ...each, [fc.toStringMethod]: () => describeTurn(each) }));

function describeTurn({ branch, merge, steps, audience, pause }: Turn): string {
  return `${branch}${merge === undefined ? '' : `, merge ${merge}`}: ${steps.map(({ name }) => name).join(', ')}; for ${audience}; ${pause} ms`;
}

const life = fc.array(turn, { minLength: 8, maxLength: 25, size: 'max' });

/** Lives so many authors, and resolves with the number of steps and merges that there were. */
export async function live(
  character: Character,
  authors: number,
): Promise<{ steps: number; merges: number }> {
  let [steps, merges] = [0, 0];
  const property = fc.asyncProperty(life, async (turns) => {
    const life = await Life.begin(await writeFiles({}), character);
    for (const each of turns) steps += await life.take(each);
    merges += life.merges;
  });
  await fc.assert(property, { ...runs(authors), endOnFailure: process.env.FAST !== undefined });
  return { steps, merges };
}
