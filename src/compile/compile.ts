// The compile: posts/ becomes an archive, or a list of everything that is wrong with it.

import mime from 'mime';
import { type Family, openArchive, packArchive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { extensionOf } from '../archive/media.ts';
import { permalinkPath } from '../routes/paths.ts';
import { seal } from './build/build.ts';
import { findBorrowedIds, findClashes, findTakenAliases } from './build/clashes.ts';
import { prerenderDocuments } from './build/prerender.ts';
import { checkLinks } from './links/check-links.ts';
import type { LinkTargets } from './links/references.ts';
import { isUpToDate } from './lock/changes.ts';
import { type Claim, type Identity, identify, lockAfter } from './lock/identity.ts';
import type { Lock } from './lock/lock.ts';
import { type CompiledPost, compilePost } from './markdown/entry.ts';
import { dayOf } from './posts/dates.ts';
import { fieldChecker } from './posts/fields.ts';
import { type PostsFolder, readPostsFolder } from './posts/posts-folder.ts';
import { readSourcePost, readTextOnly, type SourcePost, sourceDigest } from './posts/source-post.ts';
import { type Finding, type Report, START } from './report/findings.ts';
import type { CheckedSettings } from './settings/settings.ts';

export interface CompileOptions {
  /** The posts folder. */
  readonly folder: string;
  readonly settings: CheckedSettings;
  /** Digests of the code that renders each family of documents. */
  readonly renderers: Readonly<Record<Family, string>>;
  /** The moment that decides which entries are scheduled. */
  readonly now: Instant;
  readonly drafts: 'exclude' | 'include';
  /** What to render and compress ahead: the main feed unless said otherwise. What is not prerendered, the edge renders. */
  readonly prerender?: 'main documents' | 'nothing';
  /** What readers have been told so far. */
  readonly lock?: Lock | undefined;
  /** Called as posts are done. */
  readonly progress?: (done: number, total: number) => void;
}

/** An archive ready to be written, and the files that go with it. */
export interface Compiled {
  readonly packed: Uint8Array;
  /** Files to publish: where each is, by its path within posts/. */
  readonly media: ReadonlyMap<string, string>;
  /** What readers will have been told once this is published. */
  readonly lock: Lock;
  /** The lock that was given does not know all of this; false without one. */
  readonly lockIsBehind: boolean;
  /** How many entries are visible at the moment of the compile, and how many only later. */
  readonly entries: { readonly published: number; readonly scheduled: number };
}

export interface CompileResult {
  readonly findings: readonly Finding[];
  /** Absent when a finding is an error: a blog is published whole or not at all. */
  readonly compiled?: Compiled;
}

export async function compile(options: CompileOptions): Promise<CompileResult> {
  const findings: Finding[] = [];
  const reportOn: ReportOn = (file) => (severity, place, message) =>
    findings.push({ severity, file: `posts/${file}`, place, message });
  const blog = await checkBlog(options, reportOn);
  if (findings.some(({ severity }) => severity === 'error')) return { findings };
  return { findings, compiled: await sealBlog(blog, options) };
}

type ReportOn = (file: string) => Report;

/** All posts, compiled, and who each of them is to readers. */
interface CheckedBlog {
  readonly folder: PostsFolder;
  readonly claims: readonly Claim[];
  readonly identities: ReadonlyMap<string, Identity>;
  readonly posts: readonly CompiledPost[];
}

/** Compiles every post. What is wrong is reported, all of it; the result is then not to be published. */
async function checkBlog(options: CompileOptions, reportOn: ReportOn): Promise<CheckedBlog> {
  const { settings, lock, now } = options;
  const folder = await readPostsFolder(options.folder);
  const isPublished = [...(lock?.entries.values() ?? [])].some(({ published }) => published <= now);
  if (!folder.isThere && isPublished) reportOn('')('error', START, FOLDER_IS_MISSING);
  const { sources, unfit } = await readSources(folder, options, reportOn);
  const isWanted = ({ fields }: SourcePost) => options.drafts === 'include' || !fields.draft;
  const claiming = sources.filter(isWanted);
  findClashes(claiming, reportOn);
  findBorrowedIds(claiming, lock, reportOn);
  const claims = claiming.map(claimOf);
  const identities = identify(claims, lock, now);
  const published = claiming.map((source) => identified(source, identities, options, reportOn(source.file)));

  const targets = linkTargetsOf(sources, published, folder, settings);
  const compileOne = (source: SourcePost) => compilePost(source, targets, settings, reportOn(source.file));
  const posts: CompiledPost[] = [];
  for (const source of published) {
    posts.push(compileOne(source));
    if (posts.length % BATCH === 0) await yieldToEventLoop();
    options.progress?.(posts.length, published.length);
  }
  unfit.filter(isWanted).forEach(compileOne);
  checkLinks(posts, now, reportOn);
  findTakenAliases(published, posts, settings.site, reportOn);
  return { folder, claims, identities, posts };
}

/** Seals what has been compiled, and renders ahead what need not be rendered at the edge. */
async function sealBlog(blog: CheckedBlog, options: CompileOptions): Promise<Compiled> {
  const { folder, claims, identities, posts } = blog;
  const { settings, now } = options;
  const media = new Map(posts.flatMap((post) => [...post.media].map((name) => [name, folder.locate(name)])));
  const { manifest, tables, sealed } = seal(
    posts.map((post) => ({ ...post, former: identities.get(post.file)?.former ?? [] })),
    {
      ...options,
      site: settings.site,
      configuredOrigin: settings.configuredOrigin,
      mediaTypes: mediaTypesOf(media.keys()),
      media: media.keys(),
    },
  );
  // Preparing reads an open archive, and what is prerendered becomes part of it: first it is opened without.
  const shards = { read: async (shard: number) => tables.shards[shard] ?? new Uint8Array() };
  const open = openArchive(packArchive(manifest, { ...tables, prerendered: new Map(), shards: [] }), shards);
  const prerendered = options.prerender === 'nothing' ? new Map() : await prerenderDocuments(open, now);
  const lock = lockAfter(claims, identities, options.lock, now, sealed);
  const scheduled = posts.filter(({ entry }) => entry.published > now).length;
  return {
    packed: packArchive(manifest, { ...tables, prerendered }),
    media,
    lock,
    lockIsBehind: options.lock !== undefined && !isUpToDate(options.lock, lock),
    entries: { published: posts.length - scheduled, scheduled },
  };
}

/** As while a branch is being checked out: nobody means to withdraw everything by that. */
const FOLDER_IS_MISSING =
  'the folder is missing, and with it every post that readers know; bring it back, or leave it empty to withdraw them all';

const BATCH = 200;

/** Lets the terminal and the watcher have their turn during a long compile. */
function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface Sources {
  readonly sources: readonly SourcePost[];
  /** Posts that have errors already, and of which only the text is still to be checked. */
  readonly unfit: readonly SourcePost[];
}

async function readSources(
  folder: PostsFolder,
  { settings }: CompileOptions,
  reportOn: ReportOn,
): Promise<Sources> {
  const checkFields = fieldChecker(settings);
  const sources: SourcePost[] = [];
  const unfit: SourcePost[] = [];
  for (const file of folder.posts) {
    const report = reportOn(file);
    const bytes = await folder.read(file, report);
    if (!bytes) continue;
    const source = readSourcePost(file, bytes, checkFields, settings, report);
    const text = source ? undefined : readTextOnly(file, bytes, checkFields);
    if (source) sources.push(source);
    if (text) unfit.push(text);
  }
  return { sources, unfit };
}

function claimOf(post: SourcePost): Claim {
  const { file, slug, id, published, fields } = post;
  return {
    file,
    path: permalinkPath(slug),
    ...(fields.id !== undefined && { id: fields.id }),
    defaultId: id,
    source: sourceDigest(post),
    published,
    aliases: fields.aliases,
  };
}

/** The post as the entry that readers know. */
function identified(
  source: SourcePost,
  identities: ReadonlyMap<string, Identity>,
  { settings }: CompileOptions,
  report: Report,
): SourcePost {
  const { id, published, dateMoved } = identities.get(source.file) ?? { ...source, dateMoved: false };
  if (dateMoved) {
    const day = dayOf(published, settings.timeZone);
    const message = `the date is not the one that readers have been told, and they keep that: ${day}; set it back, or say by \`updated\` that the post is revised`;
    report('warning', source.placeOf(['date']), message);
  }
  return { ...source, id, published };
}

function linkTargetsOf(
  sources: readonly SourcePost[],
  published: readonly SourcePost[],
  folder: PostsFolder,
  { site }: CheckedSettings,
): LinkTargets {
  // A post that could not be read is a finding of its own; whoever links to it has done nothing wrong.
  const unread = folder.posts.map((file): [string, string] => [file.normalize('NFC'), '/']);
  const read = published.map(({ file, slug }): [string, string] => [file, encodeURI(permalinkPath(slug))]);
  const permalinks = new Map([...unread, ...read]);
  const drafts = new Set(sources.map(({ file }) => file));
  for (const { file } of published) drafts.delete(file);
  for (const draft of drafts) permalinks.delete(draft);
  return {
    origin: site.origin,
    permalinks,
    drafts,
    media: folder.media,
  };
}

function mediaTypesOf(files: Iterable<string>): Record<string, string> {
  const extensions = new Set([...files].map(extensionOf));
  return Object.fromEntries(
    [...extensions]
      .sort()
      .map((extension) => [extension, mime.getType(extension) ?? 'application/octet-stream']),
  );
}
