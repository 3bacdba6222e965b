// Many lives of random authors. A failure prints the seed and the shortest life that fails.

import fc from 'fast-check';
import { writeFiles } from '../compile/blog.ts';
import { runs } from '../runs.ts';
import { pause, step } from './author.ts';
import { Life, type Turn } from './life.ts';

const turn: fc.Arbitrary<Turn> = fc
  .record({
    steps: fc.array(step, { minLength: 1, maxLength: 2 }),
    audience: fc.constant('readers' as const),
    pause,
  })
  .map((each) => ({ ...each, [fc.toStringMethod]: () => describeTurn(each) }));

function describeTurn({ steps, audience, pause }: Turn): string {
  return `${steps.map(({ name }) => name).join(', ')}; for ${audience}; ${pause} ms`;
}

const life = fc.array(turn, { minLength: 8, maxLength: 25, size: 'max' });

/** Lives so many authors, and resolves with the number of steps that they took. */
export async function live(authors: number): Promise<number> {
  let taken = 0;
  const property = fc.asyncProperty(life, async (turns) => {
    const life = await Life.begin(await writeFiles({}));
    for (const each of turns) taken += await life.take(each);
  });
  await fc.assert(property, { ...runs(authors), endOnFailure: process.env.FAST !== undefined });
  return taken;
}
