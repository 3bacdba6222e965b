// The posts folder: which of its files are posts and which are media, and how large each picture is.

import { constants, existsSync, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeIrregular, isThere, LEADS_NOWHERE, leadsToFolder } from '../files/irregular.ts';
import { listEntries, pathWithin } from '../files/list-folder.ts';
import { describeMedia, type MediaFile } from '../files/picture.ts';
import { type Report, type ReportOn, START } from '../report/findings.ts';
import { decodeUtf8 } from '../text/decode.ts';

/** The folder, as messages name it. */
const POSTS = 'posts/';

/** The folder of files that are put into posts, within the posts folder. */
const INCLUDES = '_includes/';

/** How the name of a post ends. */
export const POST_FILE = /\.(?:md|mdx|markdown)$/i;

/** Markdown files that are about a folder and not posts, and why. */
const ABOUT_FOLDERS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|\/)_index(?:\.[\w-]+)?$/i,
    'this file is not published as a post, because Hugo and Zola use this name for the page of a section; to publish it, give it another name',
  ],
  [
    /(?:^|\/)readme$/i,
    'this file is not published as a post, because this name is for notes about a folder; to publish it, give it another name',
  ],
];

/** Why a Markdown file is not a post; undefined for a post. */
function whyNoPost(file: string): string | undefined {
  const name = file.replace(POST_FILE, '');
  return ABOUT_FOLDERS.find(([pattern]) => pattern.test(name))?.[1];
}

export interface PostsFolder {
  /** Whether the folder exists. */
  readonly isThere: boolean;
  /** Paths of Markdown files within the folder, sorted, with forward slashes. */
  readonly posts: readonly string[];
  /** Every other file, by its path within the folder, in NFC. */
  readonly media: ReadonlyMap<string, MediaFile>;
  /** The texts in the folder _includes, by their paths in it. */
  readonly includes: ReadonlyMap<string, string>;
  /** Reads a post. Undefined when it cannot be read; the reason has then been reported. */
  readonly read: (post: string, report: Report) => Promise<Uint8Array | undefined>;
  /** Path of a media file on disk, where its name may not be in NFC. */
  readonly locate: (media: string) => string;
}

/** Lists a folder, except for hidden files. A folder that does not exist is like an empty one. */
export async function readPostsFolder(folder: string, reportOn: ReportOn): Promise<PostsFolder> {
  const all = (await listFiles(folder)).sort();
  const files = all.filter((file) => !file.startsWith(INCLUDES));
  const isPost = (file: string) => POST_FILE.test(file) && whyNoPost(file) === undefined;
  for (const file of files.filter((each) => POST_FILE.test(each))) {
    const reason = whyNoPost(file);
    if (reason !== undefined) reportOn(file)('warning', START, reason);
  }
  const located = files
    .filter((file) => !isPost(file))
    .map((file): [string, string] => [file.normalize('NFC'), join(folder, file)]);
  const paths = new Map(located);
  for (const [name, path] of located) if (paths.get(name) !== path) reportOn(name)('error', START, SAME_NAME);
  return {
    isThere: files.length > 0 || existsSync(folder),
    posts: files.filter(isPost),
    media: await describeFiles(located, reportOn),
    includes: await readIncludes(
      folder,
      all.filter((file) => file.startsWith(INCLUDES)),
      reportOn,
    ),
    read: (post, report) => readPost(join(folder, post), report),
    locate: (name) => paths.get(name) ?? join(folder, name),
  };
}

/** Reads what posts include. */
async function readIncludes(
  folder: string,
  files: readonly string[],
  reportOn: ReportOn,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const file of files) {
    const bytes = await readPost(join(folder, file), reportOn(file));
    const text = bytes && decodeUtf8(bytes);
    if (text !== undefined) texts.set(file.slice(INCLUDES.length), text);
    else if (bytes) reportOn(file)('error', START, 'this file is not UTF-8; save it as UTF-8');
  }
  return texts;
}

const SAME_NAME =
  'another file has the same name, with its accents written as other characters; rename one of the two';

async function listFiles(folder: string): Promise<string[]> {
  const entries = await listEntries(folder);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => pathWithin(folder, entry))
    .filter((file) => !file.split('/').some((segment) => segment.startsWith('.')));
}

/** Bytes of a post. A long book has one million. */
const LONG_POST = 2_000_000;
const LONGEST_POST = 20_000_000;

async function readPost(path: string, report: Report): Promise<Uint8Array | undefined> {
  try {
    // Without waiting: to open a pipe waits for somebody who writes into it.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      return isReadable(stats, report) ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    report('error', START, await describeUnreadable(path, (error as NodeJS.ErrnoException).code));
    return undefined;
  }
}

/** Reports what is not a file, or is too long for a post. */
function isReadable(stats: Stats, report: Report): boolean {
  const { size } = stats;
  const megabytes = `${(size / 1_000_000).toFixed(1)} MB`;
  if (!stats.isFile()) report('error', START, describeIrregular(stats, POSTS));
  else if (size > LONGEST_POST)
    report(
      'error',
      START,
      `the post has ${megabytes}; the most is 20 MB; split it, or move data into files beside it`,
    );
  else if (size > LONG_POST)
    report(
      'warning',
      START,
      `the post has ${megabytes}, and feed readers may not show it; consider splitting it`,
    );
  return stats.isFile() && size <= LONGEST_POST;
}

async function describeUnreadable(path: string, code: string | undefined): Promise<string> {
  if (code === 'EISDIR') return leadsToFolder(POSTS);
  if (code === 'ELOOP' || (code === 'ENOENT' && (await isThere(path)))) return LEADS_NOWHERE;
  // What Linux and macOS say of a socket.
  if (code === 'ENXIO' || code === 'EOPNOTSUPP') return describeIrregular(await stat(path), POSTS);
  // Removed between listing and reading. Publishing without it would announce the post as withdrawn.
  if (code === 'ENOENT') return 'this file was removed while posts/ was being read; compile again';
  return `this file cannot be read (${code}); change its permissions, or move it out of posts/`;
}

/** How many files are open at a time: operating systems limit that. */
const OPEN_FILES = 32;

async function describeFiles(located: readonly [name: string, path: string][], reportOn: ReportOn) {
  const media = new Map<string, MediaFile>();
  for (let start = 0; start < located.length; start += OPEN_FILES) {
    const group = located.slice(start, start + OPEN_FILES);
    const described = await Promise.all(group.map(([name, path]) => describeFile(path, reportOn(name))));
    for (const [index, [name]] of group.entries()) {
      const file = described[index];
      if (file) media.set(name, file);
    }
  }
  return media;
}

/** Undefined, with a warning, for what is not a file. A post that uses it is reported, as for any missing file. */
async function describeFile(path: string, report: Report): Promise<MediaFile | undefined> {
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) {
    if (file || (await isThere(path)))
      report('warning', START, file ? describeIrregular(file, POSTS) : LEADS_NOWHERE);
    return undefined;
  }
  return describeMedia(path, file.size);
}
