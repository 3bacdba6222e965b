// The podcast's GUID: Podcasting 2.0 derives it from the address of the feed, so that every directory finds the same one.

import { createHash } from 'node:crypto';

/** The namespace that the specification of `podcast:guid` names. */
const NAMESPACE = Buffer.from('ead4c236bf5858c6a2c6a6b28d128cb6', 'hex');

/** UUID version 5 (RFC 9562) of the address of the show's RSS feed, without its scheme. */
export function podcastGuid(origin: string): string {
  const hash = createHash('sha1')
    .update(NAMESPACE)
    .update(`${new URL(origin).host}/rss.xml`)
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
