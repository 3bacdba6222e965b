// Template versions: digests of the code that writes feeds and pages, so that a changed template changes validators.
//
// The code is bundled with its libraries and minified first: comments, line breaks and names of variables change no
// document, so they must not change validators.

import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Family } from '../../archive/archive.ts';
import { bundleForEdge } from './edge-bundle.ts';

/** The folder with the code that writes the documents of each family, from the project's root. */
const TEMPLATES: Readonly<Record<Family, string>> = { feeds: 'src/feeds', pages: 'src/pages' };

/** Digests of the templates of each family, for the project at `root`. Throws an Error when they cannot be bundled. */
export async function templateVersions(root: string): Promise<Record<Family, string>> {
  const [feeds, pages] = await Promise.all([
    digestFolder(root, TEMPLATES.feeds),
    digestFolder(root, TEMPLATES.pages),
  ]);
  return { feeds, pages };
}

async function digestFolder(root: string, folder: string): Promise<string> {
  const names = (await readdir(join(root, folder))).filter((name) => /\.tsx?$/.test(name)).sort();
  const files = await bundleForEdge({
    absWorkingDir: root,
    entryPoints: names.map((name) => `./${folder}/${name}`),
    outdir: 'templates',
    write: false,
    minify: true,
    legalComments: 'none',
  });
  const hash = createHash('sha256');
  for (const { contents } of files) hash.update(contents);
  return hash.digest('base64url');
}
