// Addresses in imported HTML: a relative one would mean a file beside the post, so it is resolved as browsers did.

import type { Root } from 'hast';
import { attribute, elementsIn } from '../../compile/html/elements.ts';
import { parseSrcset } from '../../compile/html/picture-address.ts';

/** Where the HTML was. */
export interface Place {
  /** The address of the post. */
  readonly base: string | undefined;
  /** Scheme and host of the old site. An address that begins with a slash stays as it is when it leads there. */
  readonly origin: string | undefined;
  /** What to write instead of an absolute address; undefined to leave it. */
  readonly replacementFor?: (address: string) => string | undefined;
}

const SINGLE = ['href', 'src', 'poster', 'data'];

export function resolveAddresses(tree: Root, place: Place): void {
  for (const each of elementsIn(tree)) {
    for (const name of SINGLE) {
      const typed = attribute(each, name);
      if (typed !== undefined) each.properties[name] = resolved(typed, place);
    }
    const srcset = attribute(each, 'srcSet');
    if (srcset === undefined) continue;
    const candidates = parseSrcset(srcset).map(({ address, descriptor }) =>
      `${resolved(address, place)} ${descriptor}`.trim(),
    );
    each.properties.srcSet = candidates.join(', ');
  }
}

/** The address as browsers request it, without a fragment. Undefined for what is none, or not of the web. */
export function absoluteAddress(typed: string, base: string | undefined): string | undefined {
  const address = typed.trim();
  if (address === '' || address.startsWith('#') || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  url.hash = '';
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function resolved(typed: string, { base, origin, replacementFor }: Place): string {
  // Browsers ignore line ends and encode braces, and posts may have templates in them.
  const address = typed
    .trim()
    .replace(/[\t\n\r]+/g, '')
    .replaceAll('{', '%7B')
    .replaceAll('}', '%7D');
  const absolute = replacementFor && absoluteAddress(address, base ?? origin);
  const replacement = absolute === undefined ? undefined : replacementFor?.(absolute);
  if (replacement !== undefined) return replacement;
  if (base === undefined || address === '' || /^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i.test(address)) return address;
  if (!URL.canParse(address, base)) return address;
  const url = new URL(address, base);
  return address.startsWith('/') && url.origin === origin ? address : url.href;
}
