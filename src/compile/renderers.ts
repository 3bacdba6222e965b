// Renderers: a digest of the code that writes feeds and pages, so that a changed template changes validators.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Family } from '../archive/archive.ts';

/** The files and folders, from the project's root, of which a document of each family is made. */
export const RENDERER_SOURCES: Readonly<Record<Family, readonly string[]>> = {
  feeds: ['src/archive', 'src/feeds', 'node_modules/feed/package.json', 'node_modules/xml-js/package.json'],
  pages: [
    'src/archive',
    'src/feeds/addresses.ts',
    'src/feeds/formats.ts',
    'src/feeds/open-feed.ts',
    'src/feeds/xml.ts',
    'src/pages',
    'node_modules/hono/package.json',
  ],
};

/** Digests of what renders each family, in the project at `root`. */
export async function digestRenderers(root: string): Promise<Record<Family, string>> {
  return {
    feeds: await digestFiles(root, RENDERER_SOURCES.feeds),
    pages: await digestFiles(root, RENDERER_SOURCES.pages),
  };
}

async function digestFiles(root: string, sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesOf(root, source)) {
      hash.update(`${file}\n`).update(await readFile(join(root, file)));
    }
  }
  return hash.digest('base64url');
}

async function filesOf(root: string, source: string): Promise<string[]> {
  if (/\.\w+$/.test(source)) return [source];
  const names = await readdir(join(root, source), { recursive: true });
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${source}/${name.replaceAll('\\', '/')}`)
    .sort();
}
