// Pictures: fetches those that imported posts show, so that they are still there when the old site is gone.

import { posix } from 'node:path';
import mime from 'mime';
import { attribute, elementsIn } from '../../compile/html/elements.ts';
import { showLazyPictures } from '../../compile/html/picture-address.ts';
import { toSlug } from '../../compile/posts/slug.ts';
import { decodePath } from '../../routes/paths.ts';
import type { ImportedPost, Skipped } from '../imported.ts';
import { absoluteAddress } from '../markdown/addresses.ts';
import { parseHtml } from '../markdown/parse.ts';
import { fetchBytes } from '../source/fetch.ts';
import type { PlannedPost } from './plan.ts';
import type { Stage } from './stage.ts';

export interface PictureOptions {
  /** Scheme and host of the old site. */
  readonly origin: string | undefined;
  readonly fetch: typeof fetch;
  /** Whether a file is there already, by its path from the root of the project. */
  readonly exists: (path: string) => boolean;
  readonly progress: (done: number, total: number) => void;
}

export interface Pictures {
  /** What a post writes instead of an absolute address, by the file of the post and the address. */
  readonly replacementFor: (post: PlannedPost, address: string) => string | undefined;
  /** Paths from the root of the project. */
  readonly paths: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** The largest picture. */
const LARGEST_PICTURE = 30_000_000;
/** Requests at the same time, so that no server gets too many. */
const AT_ONCE = 6;
const PICTURE = /\.(?:avif|bmp|gif|ico|jpe?g|jxl|png|svg|webp)$/i;

/** Fetches every picture once, onto the stage. */
export async function fetchPictures(
  posts: readonly PlannedPost[],
  stage: Stage,
  options: PictureOptions,
): Promise<Pictures> {
  const wanted = new Map<string, PlannedPost>();
  for (const planned of posts)
    for (const address of picturesOf(planned.post, options.origin))
      if (!wanted.has(address)) wanted.set(address, planned);

  const found = new Map<string, string>();
  const names = new Set<string>();
  const paths: string[] = [];
  const skipped: Skipped[] = [];
  let done = 0;
  const queue = wanted.entries();
  const work = async () => {
    for (const [address, planned] of queue) {
      try {
        const path = await fetchOne(address, planned, stage, names, options);
        found.set(address, path.path);
        if (path.isNew) paths.push(path.path);
      } catch (error) {
        skipped.push({ source: `${planned.path}, picture ${address}`, reason: (error as Error).message });
      }
      done += 1;
      options.progress(done, wanted.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return {
    paths,
    skipped,
    replacementFor: (planned, address) => {
      const path = found.get(address);
      return path === undefined ? undefined : referenceTo(path, planned);
    },
  };
}

/** The absolute addresses of the pictures that a post shows, and of those on the old site to which it links. */
function picturesOf({ content, url, image }: ImportedPost, origin: string | undefined): string[] {
  const base = url !== undefined && URL.canParse(url, origin) ? new URL(url, origin).href : origin;
  const typed = [
    ...(image ? [image.url] : []),
    ...('html' in content ? shownIn(content.html, base, origin) : []),
  ];
  const absolute = typed.map((address) => absoluteAddress(address, base));
  return [...new Set(absolute.filter((address) => address !== undefined))];
}

function shownIn(html: string, base: string | undefined, origin: string | undefined): string[] {
  let tree: ReturnType<typeof parseHtml>;
  try {
    tree = parseHtml(html);
  } catch {
    return [];
  }
  showLazyPictures(tree);
  return elementsIn(tree).flatMap((each) => {
    if (each.tagName === 'img') return [attribute(each, 'src') ?? ''];
    if (each.tagName === 'video') return [attribute(each, 'poster') ?? ''];
    const address = each.tagName === 'a' ? absoluteAddress(attribute(each, 'href') ?? '', base) : undefined;
    return address !== undefined && isOn(address, origin) && PICTURE.test(new URL(address).pathname)
      ? [address]
      : [];
  });
}

function isOn(address: string, origin: string | undefined): boolean {
  return origin !== undefined && new URL(address).origin === origin;
}

async function fetchOne(
  address: string,
  planned: PlannedPost,
  stage: Stage,
  names: Set<string>,
  { origin, fetch, exists }: PictureOptions,
): Promise<{ path: string; isNew: boolean }> {
  const kept = isOn(address, origin) ? publicPath(address) : undefined;
  if (kept !== undefined && exists(kept)) return { path: kept, isNew: false };
  const { body, type } = await fetchBytes(address, { fetch, limit: LARGEST_PICTURE, accept: 'image/*' });
  if (!type.startsWith('image/')) throw new Error(`it is ${type || 'of no stated type'} and no picture`);
  const path = kept ?? freePath(besidePost(address, type, planned), names, exists);
  await stage.copy(path, { read: async () => body });
  return { path, isNew: true };
}

/** In public/, where the old address goes on to work. Undefined for an address that is no plain name of a picture. */
function publicPath(address: string): string | undefined {
  const { pathname, search } = new URL(address);
  const path = decodePath(pathname);
  if (search !== '' || path === undefined || !PICTURE.test(path)) return undefined;
  const segments = path.slice(1).split('/');
  const isPlain = segments.every(
    (each) => /^(?!\.)[^\\:*?"<>|\p{Cc}]+$/u.test(each) && Buffer.byteLength(each) < 200,
  );
  return isPlain ? `public/${segments.join('/')}` : undefined;
}

/** In a folder with the name of the post: `posts/2015-01-28-a/dial.png`. */
function besidePost(address: string, type: string, { path }: PlannedPost): string {
  const name = posix.basename(decodePath(new URL(address).pathname) ?? '');
  const [extension] = PICTURE.exec(name) ?? [`.${mime.getExtension(type) ?? 'png'}`];
  const base = toSlug(name.replace(PICTURE, '')).slice(0, 60) || 'picture';
  return `${path.replace(/(?:\/index)?\.\w+$/, '')}/${base}${extension.toLowerCase()}`;
}

function freePath(path: string, names: Set<string>, exists: (path: string) => boolean): string {
  const extension = posix.extname(path);
  let free = path;
  for (let number = 2; names.has(free) || exists(free); number += 1)
    free = `${path.slice(0, -extension.length)}-${number}${extension}`;
  names.add(free);
  return free;
}

/** A path from the root for a file in public/, and one relative to the post for a file in posts/. */
function referenceTo(path: string, { path: post }: PlannedPost): string {
  const reference = path.startsWith('public/')
    ? path.slice('public'.length)
    : posix.relative(posix.dirname(post), path);
  return reference.split('/').map(encodeURIComponent).join('/');
}
