// Local addresses: the post or file on this site to which an address leads, in each form that authors and other programs
// write. A file comes before an address, and an exact address before another spelling of one.

import { posix } from 'node:path';
import { encodePath, MEDIA_PATH, mediaPath } from '../../routes/paths.ts';
import type { PictureSize } from '../files/picture.ts';
import type { PublicFile } from '../files/public-folder.ts';
import { POST_FILE } from '../posts/posts-folder.ts';
import { hashOf, type Parts, partsOf, withoutIndex } from './address-parts.ts';
import type { LinkTargets } from './link-targets.ts';
import { draftMessage } from './missing.ts';
import { fromRoot } from './public-files.ts';
import { addressOf, nameOf, type TargetPost } from './target-post.ts';

/** Where an address leads on this site. */
export interface Local {
  /** The canonical address: a path from the root, percent-encoded, with query and fragment. */
  readonly path: string;
  /** The file that must be published: its path within posts/. */
  readonly media?: string;
  /** The file of public/ that is there. */
  readonly publicFile?: PublicFile;
  readonly size?: PictureSize | undefined;
}

/** Why an address leads to nothing that readers can see. */
export interface Missing {
  readonly missing: string;
}

/** How many folders a file in the folder of a post may be in. */
const MOST_FOLDERS = 3;

/** Characters of a path. Longer ones than any file system allows would take long to normalise. */
const LONGEST = 4096;

const NOT_A_FILE = 'an address that is not a file begins with / or https://';
const CHECK_NAME = 'check the name, or add the file';

/** Finds what the addresses in one post lead to. */
export class LocalAddresses {
  readonly #file: string;
  readonly #targets: LinkTargets;
  /** Folders on the site in which a relative address may begin: programs differ about the slash at the end of a path. */
  readonly #folders: readonly string[];

  /** `file` is the post's path within posts/, `permalink` the decoded path of its page. */
  constructor(file: string, permalink: string, targets: LinkTargets) {
    const older = targets.posts.inFile(file)?.older ?? [];
    const paths = [permalink, ...older].filter((path) => !path.includes('?'));
    this.#file = file;
    this.#targets = targets;
    this.#folders = [...new Set(paths.flatMap((path) => [posix.dirname(`${path}.`), path]))];
  }

  /** Undefined for an address of the site at which there is no post or file, but perhaps a page or feed. */
  find(address: string): Local | Missing | undefined {
    const parts = partsOf(address);
    if (parts.name === '') return undefined;
    if (parts.name.length > LONGEST) return { missing: `"${address}" leads nowhere; ${NOT_A_FILE}` };
    if (parts.name.startsWith(MEDIA_PATH)) return this.#findMedia(parts);
    if (parts.name.startsWith('@/')) return this.#findFromContent(parts);
    return parts.name.startsWith('/') ? this.#findFromRoot(parts) : this.#findRelative(parts);
  }

  /**
   * The post or file to which an address with a host leads; `path` is what follows the host. When other servers may
   * answer there, the name of a post alone does not mean that post.
   */
  findOnHost(typed: string, path: string, isShared: boolean): Local | Missing | undefined {
    const parts = { ...partsOf(path), typed };
    if (parts.name.length > LONGEST) return undefined;
    const media = parts.name.startsWith(MEDIA_PATH) ? parts.name.slice(MEDIA_PATH.length) : undefined;
    const found = media === undefined ? undefined : this.#mediaAt(media, parts);
    return found ?? this.#findAt([parts.name], parts, isShared ? 1 : 0);
  }

  /** A file by its address on the site, `/media/…`. */
  #findMedia(parts: Parts): Local | Missing {
    const file = posix.normalize(parts.name.slice(MEDIA_PATH.length));
    return (
      this.#mediaAt(file, parts) ?? this.#publicFileAt([parts.name], parts) ?? noFile(file, parts, CHECK_NAME)
    );
  }

  /** From the root of the site, or else of posts/ or the project: editors and GitHub open `/posts/other.md`. */
  #findFromRoot(parts: Parts): Local | Missing | undefined {
    const path = posix.normalize(parts.name).slice(1);
    const files = [path.replace(/^_?posts\//, ''), path];
    // Without its extension, it would be an address.
    const file = files.find((each) =>
      POST_FILE.test(each) ? this.#post(each) : this.#targets.media.has(each),
    );
    return file === undefined ? this.#findAt([parts.name], parts) : this.#fileAt(file, parts);
  }

  /** From the root of posts/: Zola writes `@/` before the path of a file. */
  #findFromContent(parts: Parts): Local | Missing {
    const name = parts.name.slice(1);
    return this.#findFromRoot({ ...parts, name }) ?? noFile(name, parts, CHECK_NAME);
  }

  #findRelative(parts: Parts): Local | Missing {
    const file = posix.join(posix.dirname(this.#file), parts.name);
    const addresses = this.#folders.map((folder) => posix.join(folder, parts.name));
    return (
      this.#fileAt(file, parts) ??
      this.#findAt(addresses, parts) ??
      this.#publicFileAt([fromRoot(file)], parts) ??
      this.#pageAt(addresses, parts) ??
      noFile(file, parts, NOT_A_FILE)
    );
  }

  #post(file: string): TargetPost | undefined {
    return this.#targets.posts.inFile(file);
  }

  /** A post, or another file, by its path within posts/. */
  #fileAt(file: string, parts: Parts): Local | Missing | undefined {
    const post = this.#post(file);
    return post ? reach(post, parts) : this.#mediaAt(file, parts);
  }

  #mediaAt(file: string, { query, fragment }: Parts): Local | undefined {
    const found = this.#targets.media.get(file);
    return found && { path: mediaPath(file) + query + hashOf(fragment), media: file, size: found.size };
  }

  /** What is at one of these addresses of the site. Undefined when that may be a page or feed. */
  #findAt(addresses: readonly string[], parts: Parts, least = 0): Local | Missing | undefined {
    const { posts, isSitePage } = this.#targets;
    const exact =
      reachFirst(addresses, parts, (address) => posts.at(address)) ?? this.#publicFileAt(addresses, parts);
    if (exact || addresses.some(isSitePage)) return exact;
    return (
      reachFirst(addresses, parts, (address) => posts.near(address)) ??
      this.#fileBesidePost(addresses, parts) ??
      this.#pageAt(addresses.map(withoutIndex), parts) ??
      this.#postMeant(parts, least)
    );
  }

  #publicFileAt(addresses: readonly string[], { query, fragment }: Parts): Local | undefined {
    for (const address of addresses) {
      const publicFile = this.#targets.publicFolder?.find(posix.normalize(address));
      if (publicFile)
        return {
          path: encodePath(publicFile.address) + query + hashOf(fragment),
          publicFile,
          size: publicFile.size,
        };
    }
    return undefined;
  }

  /** A file in the folder of a post, at an address below that of the post. */
  #fileBesidePost(addresses: readonly string[], parts: Parts): Local | undefined {
    for (const address of addresses) {
      let folder = address;
      for (let level = 1; level <= MOST_FOLDERS; level += 1) {
        folder = posix.dirname(folder);
        const post = this.#targets.posts.near(folder);
        const file = post && hasOwnFolder(post) && posix.dirname(post.file) + address.slice(folder.length);
        const found = file ? this.#mediaAt(file, parts) : undefined;
        if (found) return found;
      }
    }
    return undefined;
  }

  #postMeant(parts: Parts, least: number): Local | Missing | undefined {
    const post = this.#targets.posts.meant(parts.name, this.#file, least);
    return post && reach(post, parts);
  }

  /** A page or feed of the site, to which a relative address leads. */
  #pageAt(addresses: readonly string[], { query, fragment }: Parts): Local | undefined {
    const page = addresses.find(this.#targets.isSitePage);
    return page === undefined ? undefined : { path: encodePath(page) + query + hashOf(fragment) };
  }
}

function hasOwnFolder({ file }: TargetPost): boolean {
  return nameOf(file) === posix.dirname(file);
}

/** The first post that is at one of these addresses, with its query or, because that means something else, without. */
function reachFirst(
  addresses: readonly string[],
  parts: Parts,
  find: (address: string) => TargetPost | undefined,
): Local | Missing | undefined {
  for (const address of addresses) {
    const whole = find(address + parts.query);
    if (whole) return reach(whole, { ...parts, query: '' });
    const post = find(address);
    if (post) return reach(post, parts);
  }
  return undefined;
}

function reach(post: TargetPost, { query, fragment, typed }: Parts): Local | Missing {
  if (post.state !== 'draft') return { path: addressOf(post, fragment, query) };
  return { missing: draftMessage(typed) };
}

function noFile(file: string, { typed }: Parts, hint: string): Missing {
  return { missing: `there is no file ${posix.join('posts', file)} for "${typed}"; ${hint}` };
}
