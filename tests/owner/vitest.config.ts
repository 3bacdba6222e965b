// The tests of the commands as an owner runs them, each in a process of its own: `npm run test:owner`.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/owner/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
