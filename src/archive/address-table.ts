// The address table: which path leads to which entry. Looking up a path reads no shard.

import { lookUp, packLookup } from './lookup.ts';

/** Where a path of this site leads. */
export interface Address {
  /**
   * `entry`: the permalink itself. `alias`: an older address, answered with a redirect to the permalink. `gone`: the
   * address of an entry that was removed. `media`: a file beside the posts. `public`: a file of public/. `spelling`: a
   * permalink in lower case, although it has capitals.
   */
  readonly kind: 'entry' | 'alias' | 'gone' | 'media' | 'public' | 'spelling';
  /** Position of the entry in the archive; 0 for what belongs to none. */
  readonly position: number;
}

const KINDS = ['entry', 'alias', 'gone', 'media', 'public', 'spelling'] as const;

/** Whether a file is at the address, which the store of the runtime has. */
export function isFile({ kind }: Address): boolean {
  return kind === 'media' || kind === 'public';
}

/** Packs addresses by their decoded paths. Throws an Error when two paths have the same fingerprint. */
export function packAddresses(addresses: ReadonlyMap<string, Address>): Uint8Array<ArrayBuffer> {
  return packLookup(
    new Map(
      [...addresses].map(([path, { kind, position }]) => [
        path,
        position * KINDS.length + KINDS.indexOf(kind),
      ]),
    ),
  );
}

/**
 * The key of where a path leads until a scheduled entry appears there. Every path begins with a slash, so no path is
 * equal to such a key.
 */
export function untilThen(path: string): string {
  return `until then ${path}`;
}

/** The key of an address with a query, which is looked up only for a request that has one. */
export function withItsQuery(address: string): string {
  return `with query ${address}`;
}

/** The address of a decoded path such as `/posts/wellenlängen`, or undefined. */
export function findAddress(packed: Uint8Array, path: string): Address | undefined {
  const value = lookUp(packed, path);
  if (value === undefined) return undefined;
  return {
    kind: KINDS[value % KINDS.length] ?? 'entry',
    position: Math.floor(value / KINDS.length),
  };
}
