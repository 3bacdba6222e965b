// The compiler: turns posts/ into an archive and a lock, or into a list of everything that is wrong.

import { type Family, openSections, packArchive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { packPrerendered } from '../archive/prerendered.ts';
import { build } from './build/build.ts';
import { findBorrowedIds, findClashes, findTakenAddresses } from './build/clashes.ts';
import { feedsOf } from './build/feeds-of.ts';
import { prerenderDocuments } from './build/prerender.ts';
import { findTakenFiles } from './build/public-clashes.ts';
import { mediaOf, mediaTypesOf, withFavicon } from './build/published-files.ts';
import { reportTooLong } from './files/platform-limits.ts';
import { NO_PUBLIC_FOLDER, type PublicFolder, readPublicFolder } from './files/public-folder.ts';
import { checkLinks } from './links/check-links.ts';
import { linkTargetsOf, otherAddresses } from './links/link-targets.ts';
import { formatLock } from './lock/format-lock.ts';
import type { Lock } from './lock/lock.ts';
import { type Reconciled, reconcile } from './lock/reconcile.ts';
import { identityWarnings } from './lock/warnings.ts';
import { type CompiledPost, compilePost, type IdentifiedPost } from './markdown/entry.ts';
import { fieldChecker } from './posts/check-fields.ts';
import { withOwnSlugs } from './posts/own-slugs.ts';
import { type PostsFolder, readPostsFolder } from './posts/posts-folder.ts';
import { type ReadPost, readSourcePost, type SourcePost } from './posts/source-post.ts';
import { type Finding, type ReportOn, START } from './report/findings.ts';
import type { CheckedSettings } from './settings/settings.ts';
import { TEMPLATE_LINES } from './templates/line-templates.ts';

export interface CompileOptions {
  /** The posts folder. */
  readonly folder: string;
  /** The folder of files that are served at the root of the site. */
  readonly publicFolder?: string;
  readonly settings: CheckedSettings;
  /** Where the archive will be served, if not at the origin in the settings. */
  readonly origin?: string | undefined;
  /** Version of the templates of each family of documents. */
  readonly templates: Readonly<Record<Family, string>>;
  /** The moment that decides which entries are scheduled. */
  readonly now: Instant;
  readonly drafts: 'exclude' | 'include';
  /** What to render and compress now; by default, the main feed. The edge renders the rest. */
  readonly prerender?: 'main documents' | 'nothing';
  /** What readers have been told before this compile, and what earlier compiles have seen. */
  readonly lock?: Lock | undefined;
  /** True when readers will be told of the result; by default, it is only for the author. */
  readonly tells?: boolean;
  /** Called after each post. */
  readonly progress?: (done: number, total: number) => void;
  /** Called with a post's path within posts/ before it is read or compiled, and with undefined afterwards. */
  readonly working?: (file: string | undefined) => void;
  /** Posts that an earlier compile could not finish, by path within posts/, each with the error to report instead. */
  readonly unfinished?: ReadonlyMap<string, string>;
}

/** An archive ready to be written, and what to publish with it. */
export interface Compiled {
  readonly packed: Uint8Array;
  /** Location of each file to publish, by its path within posts/. */
  readonly media: ReadonlyMap<string, string>;
  /** Location of each file to serve at the root, by its path within public/. */
  readonly publicFiles: ReadonlyMap<string, string>;
  /** The media types of all files, by extension in lower case. */
  readonly mediaTypes: Readonly<Record<string, string>>;
  /** What the lock says from now on. When the compile tells readers, only after it is published. */
  readonly lock: Lock;
  /** True when the given lock differs from the new one; false without a lock. */
  readonly lockIsBehind: boolean;
  /** How many entries readers see now, and how many only later. */
  readonly entries: { readonly published: number; readonly scheduled: number };
}

export interface CompileResult {
  readonly findings: readonly Finding[];
  /** Absent when a finding is an error: a blog is published completely or not at all. */
  readonly compiled?: Compiled;
}

export async function compile(options: CompileOptions): Promise<CompileResult> {
  const findings: Finding[] = [];
  const reportIn =
    (folder: string): ReportOn =>
    (file) =>
    (severity, place, message, kind) =>
      findings.push({ severity, file: `${folder}/${file}`, place, message, ...(kind && { kind }) });
  const reportOn = reportIn('posts');
  const reportOnPublic = reportIn('public');

  const folder = await readPostsFolder(options.folder, reportOn);
  const publicFolder = await readFiles(options, reportOnPublic);
  checkFolder(folder, options, reportOn);
  const read = await readPosts(folder, options, reportOn);
  const reconciled = reconcilePosts(read, options, reportOn);
  findings.push(...identityWarnings(reconciled, options.settings));
  const compiled = await compilePosts(read, reconciled, { folder, publicFolder }, options, reportOn);
  const claims = { sources: reconciled.posts, posts: compiled, publicFiles: publicFolder.files.keys() };
  const aliases = findTakenAddresses(claims, options.settings, reportOn);
  findTakenFiles(publicFolder.files.keys(), compiled, reconciled, options.settings, reportOnPublic);
  if (findings.some(({ severity }) => severity === 'error')) return { findings };
  const posts = reconciled.posts.map((post) => ({ ...post, aliases: aliases.get(post.file) ?? [] }));
  return {
    findings,
    compiled: await buildBlog({ ...reconciled, posts }, compiled, { folder, publicFolder }, options),
  };
}

/** The two folders of the blog. */
interface Folders {
  readonly folder: PostsFolder;
  readonly publicFolder: PublicFolder;
}

async function readFiles({ publicFolder }: CompileOptions, reportOn: ReportOn): Promise<PublicFolder> {
  return publicFolder === undefined ? NO_PUBLIC_FOLDER : readPublicFolder(publicFolder, reportOn);
}

/** A missing folder is an error. Git may be checking out a branch; it does not mean that all posts were removed. */
function checkFolder(folder: PostsFolder, { lock }: CompileOptions, reportOn: ReportOn): void {
  const hasPosts = lock !== undefined && lock.entries.size > 0;
  if (!folder.isThere && hasPosts) reportOn('')('error', START, FOLDER_IS_MISSING);
}

const FOLDER_IS_MISSING =
  'the folder with all posts is missing; restore it, or create an empty one to remove every post';

async function readPosts(
  folder: PostsFolder,
  { settings, now, working, unfinished }: CompileOptions,
  reportOn: ReportOn,
): Promise<ReadPost[]> {
  const checkFields = fieldChecker(settings, now, TEMPLATE_LINES);
  const posts: ReadPost[] = [];
  for (const file of folder.posts) {
    const report = reportOn(file);
    const reason = unfinished?.get(file.normalize('NFC'));
    if (reason !== undefined) {
      report('error', START, reason);
      continue;
    }
    const bytes = await folder.read(file, report);
    working?.(file.normalize('NFC'));
    const read = bytes && readSourcePost(file, bytes, checkFields, settings, report, TEMPLATE_LINES);
    if (read) posts.push(read);
  }
  working?.(undefined);
  return posts;
}

/** Decides which entry each post is, and reports posts that claim the address or id of another. */
function reconcilePosts(
  read: readonly ReadPost[],
  options: CompileOptions,
  reportOn: ReportOn,
): Reconciled<SourcePost> {
  const { lock, now, tells = false } = options;
  const posts = read
    .filter(({ isValid, post }) => isValid && isWanted(post, options))
    .map(({ post }) => post);
  findClashes(posts, reportOn);
  findBorrowedIds(posts, lock, reportOn);
  reportComingRevisions(posts, now, reportOn);
  return reconcile(withOwnSlugs(posts), { lock, now, tells });
}

/** A revision is not scheduled, so a date in the future is most likely a mistake. */
function reportComingRevisions(posts: readonly SourcePost[], now: Instant, reportOn: ReportOn): void {
  for (const { file, date, fields, placeOf } of posts) {
    if ((fields.updated ?? 0) <= Math.max(now, date)) continue;
    const message =
      'updated is in the future; readers get the post with this date now, and nothing changes when it comes';
    reportOn(file)('warning', placeOf(['updated']), message);
  }
}

function isWanted({ fields }: SourcePost, { drafts }: CompileOptions): boolean {
  return drafts === 'include' || !fields.draft;
}

const BATCH = 200;

/** Lets the terminal and the file watcher react during a long compile. */
function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Compiles every post. Posts with errors in their fields are compiled only to find errors in their text. */
async function compilePosts(
  read: readonly ReadPost[],
  reconciled: Reconciled<SourcePost>,
  { folder, publicFolder }: Folders,
  options: CompileOptions,
  reportOn: ReportOn,
): Promise<CompiledPost[]> {
  const { settings, now, progress, working } = options;
  const targets = linkTargetsOf(read, reconciled, folder, publicFolder, settings);
  const compileOne = (post: IdentifiedPost) => {
    working?.(post.file);
    return compilePost(post, targets, settings, reportOn(post.file));
  };
  const posts: CompiledPost[] = [];
  for (const post of reconciled.posts) {
    posts.push(compileOne(post));
    if (posts.length % BATCH === 0) await yieldToEventLoop();
    progress?.(posts.length, reconciled.posts.length);
  }
  const unfit = read.filter(({ isValid, post }) => !isValid && isWanted(post, options));
  for (const { post } of unfit) compileOne({ ...post, id: '', published: 0 });
  working?.(undefined);
  // The address of a post that could not be read is unknown; links to it are no mistake.
  const isComplete = read.length === folder.posts.length && read.every(({ isValid }) => isValid);
  const feeds = posts.flatMap(({ entry }) => feedsOf(entry));
  const others = isComplete ? otherAddresses(read, reconciled, feeds, publicFolder, settings) : undefined;
  checkLinks(posts, { others, deadLinks: settings.deadLinks, now }, reportOn);
  for (const name of mediaOf(posts)) reportTooLong(folder.media.get(name)?.length ?? 0, reportOn(name));
  return posts;
}

/** Builds the archive, and renders the documents that the edge should not have to render. */
async function buildBlog(
  reconciled: Reconciled<SourcePost>,
  posts: readonly CompiledPost[],
  { folder, publicFolder: { files: publicFiles } }: Folders,
  { settings, templates, origin, prerender, now, lock: lockBefore }: CompileOptions,
): Promise<Compiled> {
  const media = new Map([...mediaOf(posts)].map((name) => [name, folder.locate(name)]));
  const mediaTypes = mediaTypesOf([...media.keys(), ...publicFiles.keys()]);
  const entries = posts.map(({ entry }) => entry);
  const { sections, lock } = build(reconciled, entries, {
    site: withFavicon(settings.site, publicFiles),
    origin,
    templates,
    mediaTypes,
    media: media.keys(),
    publicFiles: publicFiles.keys(),
    oldSlugs: settings.oldSlugs,
  });
  const documents =
    prerender === 'nothing' ? new Map() : await prerenderDocuments(openSections(sections), now);
  const scheduled = entries.filter(({ published }) => published > now).length;
  return {
    packed: packArchive({ ...sections, prerendered: packPrerendered(documents) }),
    media,
    publicFiles,
    mediaTypes,
    lock,
    lockIsBehind: lockBefore !== undefined && formatLock(lockBefore) !== formatLock(lock),
    entries: { published: entries.length - scheduled, scheduled },
  };
}
