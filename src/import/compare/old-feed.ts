// The old feed: the entries that readers have now, from the file or the address that the owner names.

import { FEED } from '../feeds/feed-reader.ts';
import type { Imported, ImportedPost } from '../imported.ts';
import { fetchedDocument } from '../source/document.ts';
import { openSource } from '../source/open.ts';

/** Reads the feed with all its pages. Throws an Error with a message for the owner when it is none. */
export async function readOldFeed(named: string, fetch: typeof globalThis.fetch): Promise<Imported> {
  const source = await openSource(named, { fetch });
  if (!(await FEED.recognises(source)))
    throw new Error(`--feed ${named} is no feed in RSS, Atom or JSON Feed`);
  return FEED.read(source, { fetch, progress: () => {} });
}

/** The entries of a feed that an app serves, with all its pages, as a program reads them. */
export async function readServedFeed(
  address: string,
  request: (url: string) => Promise<Response>,
): Promise<readonly ImportedPost[]> {
  const body = new Uint8Array(await (await request(address)).arrayBuffer());
  const source = await fetchedDocument(body, { name: address, url: address });
  const { posts } = await FEED.read(source, {
    fetch: (input) => request(String(input instanceof Request ? input.url : input)),
    progress: () => {},
  });
  return posts;
}
