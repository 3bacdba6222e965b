// Own files: the pictures and other files that an archive has besides the posts go to public/, under the addresses that they
// had, if posts show them or lead to them.

import mime from 'mime';
import { attribute, elementsIn } from '../../compile/html/elements.ts';
import { decodePath, encodePath } from '../../routes/paths.ts';
import type { Imported, ImportedFile, ImportedPost } from '../imported.ts';
import { htmlOf, parseHtml } from '../markdown/parse.ts';
import type { TreeSource } from '../source/source.ts';

/** What an import has, with the files of its archive that posts use. */
export function withOwnFiles(imported: Imported, archive: TreeSource): Imported {
  const found = new MediaFiles(archive, imported.site.origin);
  if (found.isEmpty) return imported;
  const posts = imported.posts.map((post) => withAddresses(post, found));
  return { ...imported, posts, files: [...imported.files, ...found.used.values()] };
}

const ADDRESSES = ['src', 'href', 'poster'];

function withAddresses(post: ImportedPost, media: MediaFiles): ImportedPost {
  const image = post.image && media.addressOf(post.image.url);
  const enclosures = post.enclosures.map((each) => ({ ...each, url: media.addressOf(each.url) ?? each.url }));
  const shown = { ...post, enclosures, ...(post.image && image && { image: { ...post.image, url: image } }) };
  if (!('html' in post.content) || !/\b(?:src|href|poster)\s*=/i.test(post.content.html)) return shown;
  const tree = parseHtml(post.content.html);
  let isChanged = false;
  for (const each of elementsIn(tree))
    for (const name of ADDRESSES) {
      const address = media.addressOf(attribute(each, name) ?? '');
      if (address === undefined) continue;
      each.properties[name] = address;
      // The other sizes are not in the archive.
      delete each.properties.srcSet;
      isChanged = true;
    }
  return isChanged ? { ...shown, content: { html: htmlOf(tree) } } : shown;
}

/** Hosts of a program for the files of all its blogs. */
const HOSTS_OF_FILES = /\.files\.wordpress\.com$/;

class MediaFiles {
  /** Those that posts use, by their places in the project. */
  readonly used = new Map<string, ImportedFile>();
  readonly #archive: TreeSource;
  readonly #origin: string | undefined;
  /** By the ends of their paths, from two steps on; undefined for an end that several have. */
  readonly #byEnd = new Map<string, string | undefined>();

  constructor(archive: TreeSource, origin: string | undefined) {
    this.#archive = archive;
    this.#origin = origin;
    for (const file of archive.files) {
      if (!/^(?:image|audio|video)\/|^application\/(?:pdf|zip|epub)/.test(mime.getType(file) ?? '')) continue;
      for (const end of endsOf(file)) this.#byEnd.set(end, this.#byEnd.has(end) ? undefined : file);
    }
  }

  get isEmpty(): boolean {
    return this.#byEnd.size === 0;
  }

  /** The path at which a file of the archive will be, given how a post names it; undefined for any other address. */
  addressOf(typed: string): string | undefined {
    const path = this.#pathOf(typed);
    if (path === undefined) return undefined;
    const whole = path.slice(1);
    // WordPress exports the picture, but not the smaller ones that it has made of it.
    for (const each of [whole, whole.replace(/-\d+x\d+(?=\.\w+$)/, '')]) {
      const file = endsOf(each)
        .map((end) => this.#byEnd.get(end))
        .find((found) => found !== undefined);
      if (file === undefined) continue;
      const place = `public/${each}`;
      this.used.set(place, {
        source: `${this.#archive.name}, ${file}`,
        path: place,
        content: { read: () => this.#archive.read(file) },
      });
      return encodePath(`/${each}`);
    }
    return undefined;
  }

  /** The decoded path of an address on the old site, or of one that is relative to the archive. */
  #pathOf(typed: string): string | undefined {
    const base = this.#origin ?? 'https://old.invalid';
    if (typed === '' || typed.startsWith('#') || !URL.canParse(typed, base)) return undefined;
    const { protocol, host, pathname } = new URL(typed, base);
    const isOwn = withoutWww(host) === withoutWww(new URL(base).host) || HOSTS_OF_FILES.test(host);
    return /^https?:$/.test(protocol) && isOwn ? decodePath(pathname) : undefined;
  }
}

/** The ends of a path that have two steps or more, and the whole path, the longest first. */
function endsOf(path: string): string[] {
  const steps = path.split('/');
  return steps.slice(0, Math.max(1, steps.length - 1)).map((_, index) => steps.slice(index).join('/'));
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}
