// The bundle for the edge: how esbuild resolves and joins the code that runs in the worker.

import type { BuildOptions } from 'esbuild';

export const EDGE_BUNDLE = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['cloudflare:workers'],
  logLevel: 'silent',
} satisfies BuildOptions;
