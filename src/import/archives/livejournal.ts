// LiveJournal and Dreamwidth: their export of a month (XML), with one `entry` for each post.

import { readXml } from '../feeds/read-xml.ts';
import { distinct, momentOf, plainTitle } from '../feeds/values.ts';
import { textOf, type XmlElement } from '../feeds/xml-tree.ts';
import type { Imported, ImportedPost, Skipped } from '../imported.ts';
import { MORE } from '../markdown/parse.ts';
import type { Reader } from '../reader.ts';
import type { DocumentSource } from '../source/source.ts';
import { addParagraphs } from './autop.ts';
import { escapeHtml } from './escape.ts';

export const LIVEJOURNAL: Reader = {
  name: 'LiveJournal export',
  recognises: (source) => source.kind === 'document' && /^(?:<\?[^>]*>\s*)?<livejournal\b/.test(source.head),
  read: async (source, { progress, origin }) => {
    if (source.kind !== 'document') throw new Error(`${source.name} is no document`);
    return readExport(source, progress, origin);
  },
};

async function readExport(
  source: DocumentSource,
  progress: (read: number) => void,
  origin: string | undefined,
): Promise<Imported> {
  const entries: XmlElement[] = [];
  await readXml(
    source,
    ({ name }) => name === 'entry',
    (entry) => {
      entries.push(entry);
      if (entries.length % 100 === 0) progress(entries.length);
    },
  );
  const posts: ImportedPost[] = [];
  const skipped: Skipped[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = `${source.name}, entry ${index + 1}`;
    const security = textOf(entry, 'security') ?? 'public';
    if (security !== 'public') skipped.push({ source: place, reason: `it is not public (${security})` });
    else posts.push(postOf(entry, place, origin));
  }
  return { site: origin === undefined ? {} : { origin }, posts, files: [], skipped };
}

function postOf(entry: XmlElement, source: string, origin: string | undefined): ImportedPost {
  const number = addressNumber(entry);
  const url = number === undefined || origin === undefined ? undefined : `${origin}/${number}.html`;
  const title = plainTitle(textOf(entry, 'subject'));
  const date = momentOf(textOf(entry, 'eventtime'));
  const updated = momentOf(textOf(entry, 'revtime'));
  const music = textOf(entry, 'current_music');
  return {
    source,
    // The guid in the feeds of LiveJournal is the address.
    ...(url !== undefined && { id: url, url }),
    ...(number !== undefined && { slug: number }),
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(updated !== undefined && date !== undefined && updated > date && { updated }),
    content: { html: htmlOf(textOf(entry, 'event') ?? '', music) },
    tags: distinct((textOf(entry, 'taglist') ?? '').split(',')),
    authors: [],
    enclosures: [],
  };
}

/** The number in the address of a post, which is made of the number of the post and a random one. */
function addressNumber(entry: XmlElement): string | undefined {
  const own = textOf(entry, 'ditemid');
  if (own !== undefined) return own;
  const item = Number(textOf(entry, 'itemid'));
  const random = Number(textOf(entry, 'anum') ?? Number.NaN);
  const number = item * 256 + random;
  return Number.isInteger(number) && number > 0 ? String(number) : undefined;
}

/** The HTML of a post, with the elements of LiveJournal as plain ones. */
function htmlOf(event: string, music: string | undefined): string {
  const plain = event
    .replace(/<lj-cut\b[^<>]*>/i, `\n\n${MORE}\n\n`)
    .replace(/<\/?lj-(?:cut|raw|embed|template|like|repost)\b[^<>]*>/gi, '')
    .replace(
      /<lj\s+(?:user|comm)\s*=\s*["']?([\w-]+)["']?[^<>]*>/gi,
      (_, user) => `<strong>${user}</strong>`,
    );
  const shown = /<(?:p|br)\b[^<>]*>/i.test(plain) ? plain : addParagraphs(plain);
  return music === undefined ? shown : `${shown}\n<p><em>♪ ${escapeHtml(music)}</em></p>`;
}
