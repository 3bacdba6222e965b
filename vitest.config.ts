import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that start processes or watch folders, which mostly wait, and tests that call `vi.mock`. */
const ISOLATED = [
  'tests/journeys/**/*.test.ts',
  'tests/commands/watch.test.ts',
  'tests/compile/{build/write-output,posts/posts-folder}.test.ts',
];

// Everything here needs only Node. The tests that need a feed reader, a browser or minutes have a script and a config of
// their own.
export default defineConfig({
  test: {
    setupFiles: ['tests/runs.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // More than there are cores, because the journeys leave them idle for most of the time.
    maxWorkers: Math.max(4, availableParallelism()),
    // Vitest starts projects in the order of their names, so the long journeys begin first.
    projects: [
      { extends: true, test: { name: 'isolated', include: ISOLATED } },
      {
        extends: true,
        test: {
          name: 'units',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...ISOLATED, 'tests/{readers,browser,faults,migrations,owner}/**', 'node_modules/**'],
          // A worker loads each module once for all its files, which halves the time of these tests.
          isolate: false,
        },
      },
    ],
  },
});
