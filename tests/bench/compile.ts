// npm run bench:compile: how long the compile of long runs takes at one, two and four times a length. It fails when one
// takes longer than a post may.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WatchedCompiler } from '../../src/compile/compile-watched.ts';
import { checkSettings, type Dialect } from '../../src/compile/settings/settings.ts';
import { LONG_RUNS, LONG_RUNS_IN } from '../compile/long-runs.ts';
import { formatTable } from './table.ts';

const LENGTH = 100_000;
const TIMES = [1, 2, 4];
const settingsFor = (markdown: Dialect) =>
  checkSettings({
    markdown,
    origin: 'https://blog.example',
    title: 'A blog',
    description: 'For the benchmark.',
    language: 'en',
    author: 'Ada',
  });

const compiler = new WatchedCompiler();
const folder = await mkdtemp(join(tmpdir(), 'longwave-bench-'));
const rows = [['milliseconds for', ...TIMES.map((times) => `${(times * LENGTH) / 1000} KB`)]];

/** Milliseconds to compile a blog of one post; undefined when it takes longer than a post may. */
async function measure(post: string, dialect: Dialect = 'gfm'): Promise<number | undefined> {
  await writeFile(join(folder, 'a.md'), post);
  const start = performance.now();
  const { findings } = await compiler.compile({
    folder,
    settings: settingsFor(dialect),
    templates: { feeds: '', pages: '' },
    now: Date.UTC(2026, 10, 22),
    drafts: 'exclude',
    prerender: 'nothing',
  });
  const isTooSlow = findings.some(({ message }) => message.includes('to compile; '));
  return isTooSlow ? undefined : performance.now() - start;
}

try {
  await measure('---\ntitle: A\ndate: 2026-01-01\n---\nThe first compile loads the libraries.\n');
  for (const [dialect, longRuns] of [['gfm', LONG_RUNS] as const, ...Object.entries(LONG_RUNS_IN)]) {
    for (const [name, postOf] of Object.entries(longRuns)) {
      const cells: string[] = [];
      for (const times of TIMES) {
        const duration = await measure(postOf(times * LENGTH), dialect as Dialect);
        if (duration === undefined) process.exitCode = 1;
        cells.push(duration === undefined ? 'too long' : duration.toFixed(0));
      }
      rows.push([dialect === 'gfm' ? name : `${name} (${dialect})`, ...cells]);
    }
  }
  console.log(formatTable(rows));
} finally {
  await compiler.close();
  await rm(folder, { recursive: true });
}
