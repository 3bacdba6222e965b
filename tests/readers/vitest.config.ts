// The tests with real feed readers: `npm run test:readers`.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/readers/**/*.test.ts'],
    globalSetup: 'tests/readers/tools.ts',
    // Each file runs servers and readers; two at a time would only make both slow.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
