import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Everything here needs nothing but Node; what needs a reader or a browser has a script and a config of its own.
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/{readers,browser}/**', 'node_modules/**'],
    setupFiles: ['tests/runs.ts'],
    testTimeout: 30_000,
  },
});
