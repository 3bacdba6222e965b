// File dates: when a file was first written and last changed, for pages and notes that state no date. Git knows it best.

import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Instant } from '../../archive/entry.ts';
import type { SiteFolder } from './site-folder.ts';

export interface FileDates {
  readonly created: Instant;
  readonly changed: Instant;
}

/** Bytes of the list of all commits with their files. */
const LONGEST_LOG = 500_000_000;

/** The dates of some files of a site, by path. A file without any is absent. */
export async function fileDates(
  folder: SiteFolder,
  files: readonly string[],
): Promise<ReadonlyMap<string, FileDates>> {
  const root = folder.locate('.');
  if (root === undefined) return datesInArchive(folder, files);
  if (files.length === 0) return new Map();
  const dates = new Map(await datesInGit(root));
  for (const file of files) {
    const path = folder.locate(file);
    const stats = path === undefined || dates.has(file) ? undefined : await stat(path).catch(() => undefined);
    if (!stats) continue;
    const changed = wholeSecond(stats.mtimeMs);
    // Where the system does not know when a file was made, it says 1970, or the time of the last change.
    const made = wholeSecond(stats.birthtimeMs);
    dates.set(file, { created: made > 0 ? Math.min(made, changed) : changed, changed });
  }
  return dates;
}

/** An archive knows only when a file was changed. */
function datesInArchive(folder: SiteFolder, files: readonly string[]): Map<string, FileDates> {
  const dates = new Map<string, FileDates>();
  for (const file of files) {
    const moment = folder.changed(file)?.getTime() ?? Number.NaN;
    if (Number.isNaN(moment)) continue;
    const changed = wholeSecond(moment);
    dates.set(file, { created: changed, changed });
  }
  return dates;
}

function wholeSecond(milliseconds: number): Instant {
  return Math.floor(milliseconds / 1000) * 1000;
}

async function datesInGit(root: string): Promise<Map<string, FileDates>> {
  const dates = new Map<string, FileDates>();
  const log = await gitLog(root);
  let moment = 0;
  for (const line of log.split('\n')) {
    if (line.startsWith('\u0001')) moment = Number(line.slice(1)) * 1000;
    else if (line !== '') dates.set(line, { created: moment, changed: dates.get(line)?.changed ?? moment });
  }
  return dates;
}

/** Every commit below the folder, newest first, with its files; empty where there is no git. */
async function gitLog(root: string): Promise<string> {
  const options = [
    '-c',
    'core.quotePath=false',
    '-C',
    root,
    'log',
    '--format=%x01%at',
    '--name-only',
    '--relative',
    '--',
    '.',
  ];
  const { stdout } = await promisify(execFile)('git', options, { maxBuffer: LONGEST_LOG }).catch(() => ({
    stdout: '',
  }));
  return stdout;
}
