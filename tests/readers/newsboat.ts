// Newsboat, run as a user would from a shell: a folder with its urls, its cache and its configuration.

import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PYTHON } from './tools.ts';

const run = promisify(execFile);
const CACHE_READER = fileURLToPath(new URL('read_newsboat.py', import.meta.url));
const DEADLINE_MS = 60_000;

/** An entry as Newsboat keeps it in its cache. */
export interface KeptEntry {
  readonly guid: string;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  /** Seconds since 1970. */
  readonly pubDate: number;
  readonly content: string;
  readonly unread: boolean;
  readonly enclosure_url: string;
  readonly enclosure_type: string;
}

export interface KeptFeed {
  /** The address that Newsboat opens as the page of the feed. */
  readonly url: string;
  readonly title: string;
}

export interface Newsboat {
  /** Subscribes to the feeds of an OPML file besides those it has. */
  import(opml: string): Promise<void>;
  /** Subscribes to one more feed. */
  add(address: string): Promise<void>;
  /** The addresses that Newsboat is subscribed to. */
  addresses(): Promise<string[]>;
  /** Polls every feed. */
  reload(): Promise<void>;
  /** The entries of all feeds, newest first. */
  entries(): Promise<KeptEntry[]>;
  feeds(): Promise<KeptFeed[]>;
  /** What `newsboat -x print-unread` says. */
  unread(): Promise<string>;
  markRead(guids: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

export async function subscribe(...addresses: string[]): Promise<Newsboat> {
  const folder = await mkdtemp(join(tmpdir(), 'longwave-newsboat-'));
  const path = (name: string) => join(folder, name);
  await writeFile(path('config'), 'use-proxy no\nreload-threads 1\n');
  await writeFile(path('urls'), `${addresses.join('\n')}\n`);
  const newsboat = async (...given: string[]): Promise<string> => {
    const files = ['-C', path('config'), '-u', path('urls'), '-c', path('cache.db')];
    const { stdout } = await run('newsboat', [...files, ...given], {
      env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', NO_PROXY: '*' },
      timeout: DEADLINE_MS,
    });
    return stdout.trim();
  };
  const cache = async (): Promise<{ feeds: KeptFeed[]; entries: KeptEntry[] }> => {
    const { stdout } = await run(PYTHON, [CACHE_READER, path('cache.db')], { timeout: DEADLINE_MS });
    return JSON.parse(stdout);
  };
  return {
    import: async (opml) => {
      await writeFile(path('import.opml'), opml);
      await newsboat('-i', path('import.opml'));
    },
    add: (address) => appendFile(path('urls'), `${address}\n`),
    addresses: async () => (await readFile(path('urls'), 'utf8')).trim().split('\n'),
    reload: async () => void (await newsboat('-x', 'reload')),
    entries: async () => (await cache()).entries,
    feeds: async () => (await cache()).feeds,
    unread: () => newsboat('-x', 'print-unread'),
    markRead: async (guids) => {
      await writeFile(path('read'), `${guids.join('\n')}\n`);
      await newsboat('-I', path('read'));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
