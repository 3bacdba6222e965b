// Long runs of the same characters: none takes so long to compile that it is taken for endless.

import { expect, it, onTestFinished } from 'vitest';
import { WatchedCompiler } from '../../src/compile/compile-watched.ts';
import { formatFindings } from '../../src/compile/report/findings.ts';
import type { Dialect } from '../../src/compile/settings/settings.ts';
import { NOON, settingsFor, writeFiles } from '../compile/blog.ts';
import { LONG_RUNS, LONG_RUNS_IN } from '../compile/long-runs.ts';

type LongRuns = typeof LONG_RUNS;

// [what reads them, the setting, the runs, the characters of each]
it.each<[string, Dialect, LongRuns, number]>([
  ['of any kind', 'gfm', LONG_RUNS, 100_000],
  ...Object.entries(LONG_RUNS_IN).map(([dialect, runs]): [string, Dialect, LongRuns, number] => [
    `of what ${dialect} reads`,
    dialect as Dialect,
    runs,
    10_000,
  ]),
])('no post with a long run %s is taken for endless', async (_, markdown, longRuns, length) => {
  const compiler = new WatchedCompiler();
  onTestFinished(() => compiler.close());
  const files = Object.values(longRuns).map((postOf, number) => [`${number}.md`, postOf(length)]);
  const { findings } = await compiler.compile({
    folder: await writeFiles(Object.fromEntries(files)),
    settings: settingsFor({ markdown }),
    templates: { feeds: 'feeds', pages: 'pages' },
    now: NOON,
    drafts: 'exclude',
    prerender: 'nothing',
  });
  expect(formatFindings(findings).filter((line) => line.includes('to compile'))).toEqual([]);
});
