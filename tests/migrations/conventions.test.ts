// Conventions: the import says of every file of a site what its generator says of it, whatever the settings are.

import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Generator } from '../../src/import/generators/generator.ts';
import { hugo } from '../../src/import/generators/hugo.ts';
import { jekyll } from '../../src/import/generators/jekyll.ts';
import { siteFolder } from '../../src/import/generators/site-folder.ts';
import { folderSource } from '../../src/import/source/folder.ts';
import { askHugo, askJekyll, type TrueFacts } from './conventions/ask-generators.ts';
import { type Files, HUGO_SITES, JEKYLL_SITES } from './conventions/sites.ts';

/** What the generator says, and what the import says: lines with the file, the path and the moment. */
async function bothOf(files: Files, generator: Generator, ask: (folder: string) => Promise<TrueFacts>) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'longwave-conventions-')));
  try {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(join(folder, dirname(file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const { posts, skipped } = await generator.read(siteFolder(await folderSource(folder, 'site')));
    const facts = await ask(folder);
    const left = new Set(skipped.map(({ source }) => source));
    const theirs = [...facts]
      .filter(([file]) => !left.has(file))
      .map(([file, { path, moment }]) => `${file} ${normal(path)} ${moment}`);
    const ours = posts.map(({ source, path = '', date }) => {
      const isPage = facts.get(source)?.moment === null;
      return `${source} ${normal(path)} ${date === undefined || isPage ? null : date / 1000}`;
    });
    return { theirs: theirs.sort(), ours: ours.sort() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same address in another spelling redirects. */
function normal(path: string): string {
  return path.normalize('NFC').replace(/\/index\.html$/, '/');
}

describe.each<[string, readonly Files[], Generator, (folder: string) => Promise<TrueFacts>]>([
  ['Jekyll', JEKYLL_SITES, jekyll, askJekyll],
  ['Hugo', HUGO_SITES, hugo, askHugo],
])('the import knows what %s makes of every file', (_, sites, generator, ask) => {
  it.each(sites.map((files, index): [number, Files] => [index + 1, files]))(
    'of site %d',
    async (_, files) => {
      const { theirs, ours } = await bothOf(files, generator, ask);
      expect(theirs.length).toBeGreaterThan(50);
      expect(ours).toEqual(theirs);
    },
  );
});
