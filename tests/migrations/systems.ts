// The systems that a blog may come from, each with a site of its own: what is imported, and the feed that its program makes.

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ELEVENTY } from './tools.ts';

const run = promisify(execFile);
const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

/** A site as its program has made it. */
export interface OldSite {
  /** What the import is given. */
  readonly source: string;
  /** The feed that readers have, as it was served. */
  readonly feed: string;
  /** Path from the root at which it was served. */
  readonly feedPath: string;
  /** Paths at which the old site had something, percent-encoded. */
  readonly addresses: readonly string[];
  remove(): Promise<void>;
}

interface System {
  readonly name: string;
  readonly feedPath: string;
  /** Titles of entries of the old feed that are no posts. */
  readonly pages: readonly string[];
  /** False when the old feed has only summaries, and readers get the whole text from now on. */
  readonly feedIsWhole: boolean;
  readonly make: () => Promise<OldSite>;
}

export const SYSTEMS: readonly System[] = [
  generated(
    'jekyll',
    '/feed.xml',
    [],
    (folder) =>
      run('jekyll', ['build', '--quiet'], {
        cwd: folder,
        env: { ...process.env, LANG: 'C.UTF-8', JEKYLL_ENV: 'production' },
      }),
    '_site',
  ),
  generated('hugo', '/index.xml', ['About'], (folder) => run('hugo', ['--quiet'], { cwd: folder }), 'public'),
  generated('eleventy', '/feed/feed.xml', [], buildWithEleventy, '_site'),
  kept('astro', '/rss.xml'),
  kept('wordpress', '/feed/', 'export.xml'),
  kept('ghost', '/rss/', 'export.json'),
];

/** A fixture that its own generator builds. */
function generated(
  name: string,
  feedPath: string,
  pages: readonly string[],
  build: (folder: string) => Promise<unknown>,
  output: string,
): System {
  return {
    name,
    feedPath,
    pages,
    feedIsWhole: name !== 'hugo',
    make: async () => {
      const work = await mkdtemp(join(tmpdir(), `longwave-${name}-`));
      const built = join(work, 'built');
      await cp(join(FIXTURES, name), built, { recursive: true });
      await build(built);
      const root = join(built, output);
      return {
        source: join(FIXTURES, name),
        feed: await readFile(join(root, feedPath), 'utf8'),
        feedPath,
        addresses: addressesOf(await filesIn(root)),
        remove: () => rm(work, { recursive: true, force: true }),
      };
    },
  };
}

/** A fixture with the feed that its program makes, in a file, and the addresses that the site has. */
function kept(name: string, feedPath: string, source = ''): System {
  return {
    name,
    feedPath,
    pages: [],
    feedIsWhole: name !== 'astro',
    make: async () => ({
      source: join(FIXTURES, name, source === '' ? 'site' : source),
      feed: await readFile(join(FIXTURES, name, 'feed.xml'), 'utf8'),
      feedPath,
      addresses: (await readFile(join(FIXTURES, name, 'addresses.txt'), 'utf8')).trim().split('\n'),
      remove: async () => {},
    }),
  };
}

async function buildWithEleventy(folder: string): Promise<unknown> {
  await symlink(join(ELEVENTY, 'node_modules'), join(folder, 'node_modules'));
  return run('node', ['node_modules/.bin/eleventy', '--quiet'], { cwd: folder });
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Documents that list others, which Longwave makes at addresses of its own, and files for programs. */
const LISTS =
  /^(?:tags|posts|notes)\/(?:[^/]+\/)?index\.(?:html|xml)$|^(?:tags\/)?index\.xml$|^(?:notes|posts)\/index\.\w+$|^(?:sitemap\.xml|redirects\.json)$/;

function addressesOf(files: readonly string[]): string[] {
  return files
    .filter((file) => !LISTS.test(file) || /^posts\/[^/]+\/index\.html$/.test(file))
    .map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`)
    .map((path) => new URL(path.replace(/[?#]/g, encodeURIComponent), 'https://old.example').pathname);
}
