// References: what an address in a post becomes on the entry's own page and in feed readers.

import { posix } from 'node:path';
import { ORIGIN_MARK } from '../../archive/origin.ts';
import { encodePath, MEDIA_PATH, mediaPath, percentDecode } from '../../routes/paths.ts';
import type { MediaFile, PictureSize } from '../files/picture.ts';
import type { PublicFile, PublicFolder } from '../files/public-folder.ts';
import { toIri } from '../text/iri.ts';
import { anchorId, isReservedFragment } from './anchors.ts';
import { findPublic, fromRoot, sitePathOf } from './public-files.ts';

/** Who content is rendered for: visitors of the entry's page, or everybody who reads it elsewhere. */
export type Audience = 'page' | 'readers';

/** One address, as each audience needs it. */
export interface Reference {
  /** For the site's own pages: a path from the root, or a fragment. */
  readonly page: string;
  /** For everything else: absolute, with the mark of the origin if it leads to this site. */
  readonly readers: string;
  /** Where the address leads on this site; absent when it leads elsewhere. */
  readonly sitePath?: string;
  /** The file that must be published for the address to work: its path within posts/. */
  readonly media?: string;
  /** The file of public/ at the address. */
  readonly publicFile?: PublicFile;
  /** Size of a picture in posts/ or public/. */
  readonly size?: PictureSize;
}

/** An address as its author wrote it, and where it begins in the body of the post. */
export interface TypedAddress {
  readonly typed: string;
  readonly offset: number;
}

/** Returns undefined for an address that must not be linked. */
export type Resolve = (address: string, at: TypedAddress) => Reference | undefined;

/** Warns the author of something at an offset in the body of the post. */
export type Warn = (offset: number, message: string) => void;

/** What references may lead to. Paths are relative to the posts folder, with forward slashes, in NFC. */
export interface LinkTargets {
  /** The origin in the settings: absolute addresses that begin with it lead to this site, too. */
  readonly origin: string;
  /** Path of the permalink of each published post, by its file. */
  readonly permalinks: ReadonlyMap<string, string>;
  /** Slug of each published post, by its file. */
  readonly slugs: ReadonlyMap<string, string>;
  /** Files of posts that are drafts. */
  readonly drafts: ReadonlySet<string>;
  /** All other files. */
  readonly media: ReadonlyMap<string, MediaFile>;
  /** The files at the root of the site. */
  readonly publicFolder?: PublicFolder;
}

/** Thrown for something that is not an address; the message says what to write instead. */
export class BadReference extends Error {}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Two slashes, or backslashes, which browsers treat alike, before a host. */
const HOST = /^[\\/]{2}/;
/** Schemes that lead somewhere and run nothing. */
export const SAFE_SCHEMES = 'http https mailto tel sms xmpp irc ircs geo magnet gemini'.split(' ');

/** The origin of the site while URLs are parsed. RFC 2606 reserves the name, so no author links to it. */
const SITE = 'https://longwave.invalid';

/** Resolves the addresses of one post: `file` is its path within posts/, `permalink` the path of its page. */
export function resolverFor(file: string, permalink: string, targets: LinkTargets) {
  const page = new URL(permalink, SITE);

  /** Returns undefined for an address that readers must not follow, such as `javascript:`. Throws a BadReference. */
  return function resolve(address: string): Reference | undefined {
    const typed = address.trim();
    if (SCHEME.test(typed) || HOST.test(typed)) return elsewhere(typed, targets);
    const local = findLocal(file, typed, page, targets);
    const url = parseUrl(local?.path ?? typed, page);
    const sitePath = toIri(url).slice(SITE.length);
    return {
      // The hash of a mere `#`, which leads to the top, is empty.
      page: typed.startsWith('#') ? url.hash || '#' : sitePath,
      readers: ORIGIN_MARK + sitePath,
      sitePath,
      ...(local?.media !== undefined && { media: local.media }),
      ...(local?.publicFile !== undefined && { publicFile: local.publicFile }),
      ...(local?.size !== undefined && { size: local.size }),
    };
  };
}

/** An absolute address stays as it is, even if it leads to this site. */
function elsewhere(typed: string, { origin, publicFolder }: LinkTargets): Reference | undefined {
  // Readers have no page to take the scheme from, and localhost serves pages with http.
  const url = parseUrl(HOST.test(typed) ? `https:${typed}` : typed);
  if (!SAFE_SCHEMES.includes(url.protocol.slice(0, -1))) return undefined;
  const address = toIri(url);
  if (url.origin !== origin) return { page: address, readers: address };
  const publicFile = publicFolder?.find(sitePathOf(url));
  return {
    page: address,
    readers: address,
    sitePath: url.pathname + url.search + url.hash,
    ...(publicFile && { publicFile }),
    ...(publicFile?.size && { size: publicFile.size }),
  };
}

function parseUrl(address: string, base?: URL): URL {
  try {
    return new URL(address, base);
  } catch {
    throw new BadReference(`"${address}" is not an address; write it as https://example.org/page`);
  }
}

interface Local {
  readonly path: string;
  readonly media?: string;
  readonly publicFile?: PublicFile;
  readonly size?: PictureSize | undefined;
}

/** The post or file that an address without a host leads to; undefined for other addresses of the site. */
function findLocal(file: string, address: string, page: URL, targets: LinkTargets): Local | undefined {
  const [, name = '', query = '', fragment] = /^([^?#]*)([^#]*)(?:#(.*))?$/s.exec(address) ?? [];
  if (name === '') return undefined;
  const isAbsolute = /^[\\/]/.test(name);
  const path = () => sitePathOf(parseUrl(name, page));
  const inPublic = (paths: readonly string[]): Local | undefined => {
    const found = findPublic(paths, targets.publicFolder);
    return (
      found && { path: encodePath(found.address) + suffixOf(address), publicFile: found, size: found.size }
    );
  };
  if (isAbsolute && !name.startsWith(MEDIA_PATH)) return inPublic([path()]);
  if (isAbsolute) {
    const target = posix.normalize(decode(name.slice(MEDIA_PATH.length))).normalize('NFC');
    return mediaAt(target, address, targets) ?? inPublic([path()]) ?? missing(target, address);
  }
  const target = posix.join(posix.dirname(file), decode(name)).normalize('NFC');
  const permalink = targets.permalinks.get(target);
  if (permalink !== undefined) {
    return { path: permalink + query + hashOf(fragment, targets.slugs.get(target)) };
  }
  if (targets.drafts.has(target)) {
    throw new BadReference(
      `"${address}" is a draft, which readers cannot see; publish it or remove the link`,
    );
  }
  return (
    mediaAt(target, address, targets) ?? inPublic([path(), fromRoot(target)]) ?? missing(target, address)
  );
}

function mediaAt(target: string, address: string, { media }: LinkTargets): Local | undefined {
  const found = media.get(target);
  return found && { path: mediaPath(target) + suffixOf(address), media: target, size: found.size };
}

function suffixOf(address: string): string {
  return /[?#].*$/s.exec(address)?.[0] ?? '';
}

function missing(target: string, address: string): never {
  const hint = address.startsWith('/')
    ? 'check the name, or add the file'
    : 'an address that is not a file begins with / or https://';
  throw new BadReference(`there is no file ${posix.join('posts', target)} for "${address}"; ${hint}`);
}

/** The hash for a part of another post: ids there begin with its slug. */
function hashOf(fragment: string | undefined, slug: string | undefined): string {
  if (fragment === undefined) return '';
  return slug === undefined || isReservedFragment(fragment)
    ? `#${fragment}`
    : `#${anchorId(slug, decode(fragment))}`;
}

/** The address without its percent-encoding; as it is when it cannot be decoded. */
export function decode(address: string): string {
  return percentDecode(address) ?? address;
}
