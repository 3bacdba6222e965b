// Walking a feed: follows the links of RFC 5005 or JSON Feed from its first document, as readers do to get all.

import { SaxesParser } from 'saxes';
import type { Format } from '../../src/routes/formats.ts';
import { SITE } from '../a-blog.ts';
import { readBack } from './read-back.ts';

const ATOM = 'http://www.w3.org/2005/Atom';
const HISTORY = 'http://purl.org/syndication/history/1.0';

/** The links and entries of one document. Addresses are path and query on this site. */
export interface Paging {
  readonly self?: string;
  readonly current?: string;
  readonly previous?: string;
  readonly next?: string;
  /** Whether it has `<fh:archive/>`. */
  readonly isArchive: boolean;
}

export interface WalkedDocument {
  readonly path: string;
  readonly text: string;
  /** Newest first. */
  readonly ids: readonly (string | undefined)[];
  readonly paging: Paging;
  readonly headers: Headers;
}

export type Get = (path: string) => Promise<Response>;

/** The links of a document, read with a general XML parser. */
export function pagingOf(format: Format, text: string): Paging {
  if (format.name === 'json') {
    const { feed_url, next_url } = JSON.parse(text) as Record<string, string | undefined>;
    return {
      ...(feed_url !== undefined && { self: pathOf(feed_url) }),
      ...(next_url !== undefined && { previous: pathOf(next_url) }),
      isArchive: false,
    };
  }
  const links: Record<string, string> = {};
  let isArchive = false;
  let inEntry = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (local === 'entry' || local === 'item') inEntry += 1;
    if (inEntry > 0) return;
    if (uri === HISTORY && local === 'archive') isArchive = true;
    const rel = attributes.rel?.value;
    if (uri !== ATOM || local !== 'link' || rel === undefined) return;
    if (rel === 'self' || rel === 'current' || rel.endsWith('-archive')) {
      if (links[rel] !== undefined) throw new Error(`two links of the relation ${rel}`);
      links[rel] = pathOf(attributes.href?.value ?? '');
    }
  });
  parser.on('closetag', ({ local }) => {
    if (local === 'entry' || local === 'item') inEntry -= 1;
  });
  parser.write(text).close();
  const { self, current, 'prev-archive': previous, 'next-archive': next } = links;
  return {
    ...(self !== undefined && { self }),
    ...(current !== undefined && { current }),
    ...(previous !== undefined && { previous }),
    ...(next !== undefined && { next }),
    isArchive,
  };
}

export async function open(get: Get, format: Format, path: string): Promise<WalkedDocument> {
  const response = await get(path);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return {
    path,
    text,
    ids: readBack(format, text).entries.map(({ id }) => id),
    paging: pagingOf(format, text),
    headers: response.headers,
  };
}

/** Every document from `path` on, in the order of the links. Throws when a link is broken or leads in a circle. */
export async function walk(get: Get, format: Format, path: string): Promise<WalkedDocument[]> {
  const documents: WalkedDocument[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    if (documents.some((document) => document.path === next)) throw new Error(`${next} leads to itself`);
    const document: WalkedDocument = await open(get, format, next);
    documents.push(document);
    next = document.paging.previous;
  }
  return documents;
}

export function idsOf(documents: readonly WalkedDocument[]): (string | undefined)[] {
  return documents.flatMap(({ ids }) => ids);
}

function pathOf(url: string): string {
  if (!url.startsWith(`${SITE.origin}/`)) throw new Error(`"${url}" is no address of this site`);
  return url.slice(SITE.origin.length);
}
