// The bundle for the edge: how esbuild resolves and joins the code that runs in the worker.

import { type BuildOptions, build, type OutputFile, stop } from 'esbuild';

const EDGE_BUNDLE = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['cloudflare:workers'],
  logLevel: 'silent',
} satisfies BuildOptions;

/** Bundles code for the edge, and returns the files if it does not write them. Throws an Error with esbuild's messages. */
export async function bundleForEdge(options: BuildOptions): Promise<readonly OutputFile[]> {
  const bundle = () => build({ ...EDGE_BUNDLE, ...options });
  try {
    return (await bundle()).outputFiles ?? [];
  } catch (error) {
    if (!hasEnded(error)) throw error;
    // Something killed esbuild's own process, perhaps for want of memory. It starts again only after stop().
    await stop();
    return (await bundle()).outputFiles ?? [];
  }
}

/** Whether the error only says that esbuild's process is no longer there. */
function hasEnded(error: unknown): boolean {
  return error instanceof Error && /^The service (?:is no longer running|was stopped)/.test(error.message);
}
