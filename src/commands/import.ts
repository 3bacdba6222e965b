// npm run import: brings the posts of another blog into this project.

import { WatchedCompiler } from '../compile/compile-watched.ts';
import { parseArguments } from '../import/arguments.ts';
import { runImport } from '../import/run.ts';
import { removeUnfinished } from './leftovers.ts';
import { NETWORK } from './network.ts';
import { loadSettings, ROOT, runCommand } from './project.ts';
import { showProgress } from './terminal.ts';

await runCommand(async (typed) => {
  const args = parseArguments(typed);
  await removeUnfinished(ROOT);
  const compiler = new WatchedCompiler();
  const lines = await runImport(args, {
    root: ROOT,
    settings: await loadSettings().catch(() => undefined),
    fetch: NETWORK.fetch,
    compile: (options) => compiler.compile(options),
    progress: showProgress,
  });
  console.log(lines.join('\n'));
});
