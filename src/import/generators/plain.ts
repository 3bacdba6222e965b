// A plain folder of Markdown, or a vault of Obsidian: no configuration says what an address is, so Longwave's own counts.

import { posix } from 'node:path';
import type { FoundPost, FoundSite, Generator } from './generator.ts';
import { MARKDOWN, readFolders } from './markdown-folders.ts';
import type { SiteFolder } from './site-folder.ts';

export const obsidian: Generator = {
  name: 'Obsidian vault',
  recognises: (folder) => folder.files.some((file) => file.startsWith('.obsidian/')),
  read: (folder) => readNotes(folder, 'obsidian'),
};

export const plain: Generator = {
  name: 'folder of Markdown',
  recognises: (folder) => folder.files.some((file) => MARKDOWN.test(file)),
  read: (folder) => readNotes(folder, 'gfm'),
};

const WIKI = /!?\[\[[^[\]\n]{1,300}\]\]/;

async function readNotes(folder: SiteFolder, dialect: 'obsidian' | 'gfm'): Promise<FoundSite> {
  const found = await readFolders(folder, [{ folder: '', route: undefined, end: '', isPosts: true }]);
  const posts = found.posts.map(asNote);
  // Two of the notes, because one may write about them.
  const isVault = dialect === 'obsidian' || posts.filter(({ text }) => WIKI.test(text)).length > 1;
  return {
    people: [],
    dialect: isVault ? 'obsidian' : dialect,
    feeds: {},
    posts: posts.filter(({ source }) => !/(?:^|\/)(?:templates?|_templates)\//i.test(source)),
    files: found.files.filter(({ source }) => !/\.(?:canvas|base|excalidraw)$/.test(source)),
    skipped: [
      ...found.skipped,
      ...posts
        .filter(({ source }) => /(?:^|\/)(?:templates?|_templates)\//i.test(source))
        .map(({ source }) => ({ source, reason: 'it is a template for new notes' })),
    ],
  };
}

/** A note without a title has the name of its file, as in the vault. */
function asNote(post: FoundPost): FoundPost {
  const name = posix.basename(post.source).replace(MARKDOWN, '');
  const hasTitle =
    post.fields.title !== undefined || /^# \S/m.test(post.text.slice(0, 2000)) || name === 'index';
  return hasTitle ? post : { ...post, inherited: { ...post.inherited, title: name } };
}
