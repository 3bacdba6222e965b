// The parts of an address without scheme and host.

import { decodeAddress } from './post-index.ts';

export interface Parts {
  /** Decoded, in NFC, with forward slashes. */
  readonly name: string;
  /** As written, with `?`; or empty. */
  readonly query: string;
  /** As written, without `#`. */
  readonly fragment: string | undefined;
  /** The whole address, as written. */
  readonly typed: string;
}

export function partsOf(typed: string): Parts {
  const [, name = '', query = '', fragment] = /^([^?#]*)([^#]*)(?:#(.*))?$/s.exec(typed) ?? [];
  return { name: decodeAddress(name).replaceAll('\\', '/'), query, fragment, typed };
}

/** Without what other servers have at the end of the address of a page. */
export function withoutIndex(address: string): string {
  return address.replace(/\/(?:index\.(?:html?|php))?$/i, '') || '/';
}

/** The fragment as it stands in an address. */
export function hashOf(fragment: string | undefined): string {
  return fragment === undefined ? '' : `#${fragment}`;
}
