// The tests of migrations: `npm run test:migrations`.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/migrations/**/*.test.ts'],
    globalSetup: 'tests/migrations/tools.ts',
    // Generators and readers are processes; two files at a time would only make both slow.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
