// References: what an address in a post becomes on the entry's own page and in feed readers.

import { ORIGIN_MARK } from '../../archive/origin.ts';
import { percentDecode } from '../../routes/paths.ts';
import type { PictureSize } from '../files/picture.ts';
import type { PublicFile } from '../files/public-folder.ts';
import type { FindingKind } from '../report/kinds.ts';
import { toIri } from '../text/iri.ts';
import type { LinkTargets } from './link-targets.ts';
import { type Local, LocalAddresses } from './local-address.ts';

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
  /** The file of public/ to which the address leads. */
  readonly publicFile?: PublicFile;
  /** Size of a picture in posts/ or public/. */
  readonly size?: PictureSize;
  /** Why the address leads to nothing that readers can see; absent when it does, or when that is not known yet. */
  readonly missing?: string;
}

/** An address as its author wrote it, and where it begins in the body of the post. */
export interface TypedAddress {
  readonly typed: string;
  readonly offset: number;
}

/** Returns undefined for an address that must not be linked. */
export type Resolve = (address: string, at: TypedAddress) => Reference | undefined;

/** Warns the author of something at an offset in the body of the post; with a kind, if there may be hundreds. */
export type Warn = (offset: number, message: string, kind?: FindingKind) => void;

/** Thrown for something that is not an address; the message says what to write instead. */
export class BadReference extends Error {}

/** Thrown for an address that another program would have completed: like a dead link, it need not stop a move. */
export class TemplateReference extends BadReference {}

const TEMPLATE = /\{\{|\{%/;
/** The same as the compiler leaves it in an address when it cannot read it, with a space after its beginning. */
const UNREAD_TEMPLATE = /%7B(?:%7B(?:%3C|%25)?|%25)%20/;

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
  const addresses = new LocalAddresses(file, decode(permalink), targets);

  /** Returns undefined for an address that readers must not follow, such as `javascript:`. Throws a BadReference. */
  return function resolve(address: string): Reference | undefined {
    const typed = address.trim();
    if (UNREAD_TEMPLATE.test(typed)) throw notAnAddress(decode(typed));
    if (SCHEME.test(typed) || HOST.test(typed)) return absolute(typed, addresses, targets);
    if (TEMPLATE.test(typed)) throw notAnAddress(typed);
    const found = addresses.find(typed);
    if (found && 'missing' in found) {
      const { page: path, readers } = onSite(parseOnSite(typed, page));
      return { page: path, readers, missing: found.missing };
    }
    const url = parseOnSite(found?.path ?? typed, page);
    // The hash of a mere `#`, which leads to the top, is empty.
    return typed.startsWith('#') ? { ...onSite(url), page: url.hash || '#' } : onSite(url, found);
  };
}

function onSite(url: URL, { media, publicFile, size }: Partial<Local> = {}): Reference {
  // Two slashes, as of `/..//path`, would begin a host.
  const sitePath = toIri(url).slice(SITE.length).replace(/^\/+/, '/');
  return {
    page: sitePath,
    readers: ORIGIN_MARK + sitePath,
    sitePath,
    ...(media !== undefined && { media }),
    ...(publicFile !== undefined && { publicFile }),
    ...(size !== undefined && { size }),
  };
}

/**
 * An address with a host. One that leads to this site stays as it is if it is right: another server may answer at a part
 * of the origin. One that leads to where something was, or to a host that the site had, becomes the present address.
 */
function absolute(typed: string, addresses: LocalAddresses, targets: LinkTargets): Reference | undefined {
  // Readers have no page to take the scheme from, and localhost serves pages with http.
  const url = parseUrl(HOST.test(typed) ? `https:${typed}` : typed);
  if (!SAFE_SCHEMES.includes(url.protocol.slice(0, -1))) return undefined;
  const address = toIri(url);
  const asTyped = { page: address, readers: address };
  const host = /^https?:$/.test(url.protocol) ? targets.hosts.get(url.host) : undefined;
  if (host === undefined) return asTyped;
  const sitePath = address.slice(url.origin.length);
  const found = addresses.findOnHost(typed, sitePath, host === 'present');
  if (found && 'missing' in found) return { ...asTyped, missing: found.missing };
  const present = found?.path ?? (targets.isSitePage(decode(url.pathname)) ? sitePath : undefined);
  if (present === undefined || (url.origin === targets.origin && present === sitePath))
    return { ...asTyped, sitePath, ...filesOf(found) };
  return onSite(parseOnSite(present, new URL(SITE)), found);
}

/** The size of a file beside a post is left to browsers where the address is that of the whole site. */
function filesOf({ media, publicFile }: Partial<Local> = {}): Partial<Reference> {
  return {
    ...(media !== undefined && { media }),
    ...(publicFile !== undefined && { publicFile }),
    ...(publicFile?.size !== undefined && { size: publicFile.size }),
  };
}

/** Browsers ignore tabs and the like, so that `java<tab>script:` is another scheme. */
function parseOnSite(address: string, page: URL): URL {
  const url = parseUrl(address, page);
  if (url.origin !== SITE) throw notAnAddress(address);
  return url;
}

function parseUrl(address: string, base?: URL): URL {
  try {
    return new URL(address, base);
  } catch {
    throw notAnAddress(address);
  }
}

function notAnAddress(address: string): BadReference {
  if (!TEMPLATE.test(address))
    return new BadReference(`"${address}" is not an address; write it as https://example.org/page`);
  const remedy = 'write the address that it stands for';
  return new TemplateReference(
    `"${address}" has template syntax, which Longwave does not evaluate; ${remedy}`,
  );
}

/** The address without its percent-encoding; as it is when it cannot be decoded. */
export function decode(address: string): string {
  return percentDecode(address) ?? address;
}
