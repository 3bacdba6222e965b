// The long tests of everything that can go wrong: `npm run test:faults`.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const MINUTES = 60_000;

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/faults/**/*.test.ts'],
    setupFiles: ['tests/runs.ts'],
    globalSetup: 'tests/faults/system.ts',
    // Each file leaves a core idle for some of the time.
    maxWorkers: 3,
    testTimeout: 5 * MINUTES,
    hookTimeout: 3 * MINUTES,
  },
});
