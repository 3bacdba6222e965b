// References: what a relative address in a post means, on its page and in a reader far away.

import { posix } from 'node:path';
import { mediaPath } from '../../routes/paths.ts';
import type { MediaFile, PictureSize } from '../posts/posts-folder.ts';
import { toIri } from '../text/iri.ts';
import { anchorId, isBrowsersOwn } from './anchors.ts';

/** Who content is rendered for: visitors of the entry's own page, or those who read it anywhere else. */
export type Audience = 'page' | 'readers';

/** One address, as the two audiences need it. */
export interface Reference {
  /** On the site's own pages: from the root, or within the page. */
  readonly page: string;
  /** Anywhere else: absolute. */
  readonly readers: string;
  /** The file that must be published for the address to work: its path within posts/. */
  readonly media?: string;
  /** Of a picture among the files. */
  readonly size?: PictureSize;
}

/** Undefined for an address that must not be linked; `typed` is how it stands in the post, if not like that. */
export interface Resolve {
  (address: string, typed?: string): Reference | undefined;
  readonly warn?: Warn;
}

/** Tells the author about something in the post; `typed` is how it stands there. */
export type Warn = (typed: string, message: string) => void;

/** What the posts folder holds, as far as references go. Paths are relative to it, with forward slashes, NFC. */
export interface LinkTargets {
  readonly origin: string;
  /** Path of the permalink of each post that is published, by its file. */
  readonly permalinks: ReadonlyMap<string, string>;
  /** Files of posts that are drafts. */
  readonly drafts: ReadonlySet<string>;
  /** All other files. */
  readonly media: ReadonlyMap<string, MediaFile>;
}

/** What cannot be turned into an address; the message says what to write instead. */
export class BadReference extends Error {}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Two slashes, for which browsers take backslashes too: the rest is a host. */
const HOST = /^[\\/]{2}/;
/** Schemes that lead a reader somewhere and run nothing. */
export const SAFE_SCHEMES = 'http https mailto tel sms xmpp irc ircs geo magnet gemini'.split(' ');

/** Resolves the addresses of one post: `file` is its path within posts/, `permalink` the path of its page. */
export function resolverFor(file: string, permalink: string, targets: LinkTargets) {
  const page = new URL(permalink, targets.origin);

  /** Throws BadReference. Undefined for an address that no reader should follow, such as `javascript:`. */
  return function resolve(address: string): Reference | undefined {
    const typed = address.trim();
    const isLocal = !SCHEME.test(typed) && /^[^\\/#?]/.test(typed);
    const local = isLocal ? findLocal(file, typed, targets) : undefined;
    const url = parseUrl(local?.path ?? typed, page);
    if (!SAFE_SCHEMES.includes(url.protocol.slice(0, -1))) return undefined;
    return {
      page: pageAddress(typed, url, page.origin),
      readers: toIri(url),
      ...(local?.media !== undefined && { media: local.media }),
      ...(local?.size !== undefined && { size: local.size }),
    };
  };
}

function parseUrl(address: string, page: URL): URL {
  try {
    // Neither scheme nor host may come from whoever serves the page: https on the site, http on localhost.
    if (HOST.test(address)) return new URL(`https:${address}`);
    return SCHEME.test(address) ? new URL(address) : new URL(address, page);
  } catch {
    throw new BadReference(`"${address}" is not an address; write it as https://example.org/page`);
  }
}

function pageAddress(typed: string, url: URL, origin: string): string {
  // Of a mere `#`, which leads to the top, a URL knows no hash.
  if (typed.startsWith('#')) return url.hash || '#';
  // An absolute address stays one: were it shortened, the page would differ with the origin that serves it.
  if (SCHEME.test(typed) || HOST.test(typed) || url.origin !== origin) return toIri(url);
  return url.pathname + url.search + url.hash;
}

function findLocal(file: string, address: string, { permalinks, drafts, media }: LinkTargets) {
  const [, name = '', query = '', fragment] = /^([^?#]*)([^#]*)(?:#(.*))?$/s.exec(address) ?? [];
  const target = posix.join(posix.dirname(file), decode(name)).normalize('NFC');
  const permalink = permalinks.get(target);
  if (permalink !== undefined) return { path: permalink + query + hashOf(fragment, permalink) };
  const found = media.get(target);
  if (found) {
    const hash = fragment === undefined ? '' : `#${fragment}`;
    return { path: mediaPath(target) + query + hash, media: target, size: found.size };
  }
  if (drafts.has(target)) {
    throw new BadReference(
      `"${address}" is a draft, which readers cannot see; publish it or take the address out`,
    );
  }
  throw new BadReference(
    `there is no file ${posix.join('posts', target)} for "${address}"; an address that is no file begins with / or https://`,
  );
}

/** A part of another post, as its author names it, is there under an id with the slug. */
function hashOf(fragment: string | undefined, permalink: string): string {
  if (fragment === undefined) return '';
  const slug = decode(posix.basename(permalink));
  return slug === '' || isBrowsersOwn(fragment) ? `#${fragment}` : `#${anchorId(slug, decode(fragment))}`;
}

export function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
