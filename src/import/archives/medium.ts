// Medium: its export, a zip archive or folder with one HTML file for each post, marked up as a microformat (h-entry).

import type { Element, Root } from 'hast';
import { attribute, elementsIn, rewrite } from '../../compile/html/elements.ts';
import { textOf } from '../../compile/html/text-of.ts';
import { decodeUtf8 } from '../../compile/text/decode.ts';
import { distinct, momentOf, people, plainTitle, webAddress } from '../feeds/values.ts';
import type { Imported, ImportedPost, Skipped } from '../imported.ts';
import { htmlOf, parseHtml } from '../markdown/parse.ts';
import type { Reader } from '../reader.ts';
import type { TreeSource } from '../source/source.ts';

export const MEDIUM: Reader = {
  name: 'Medium export',
  recognises: async (source) => {
    const first = source.kind === 'tree' ? source.files.find((file) => POST.test(file)) : undefined;
    if (source.kind !== 'tree' || first === undefined) return false;
    const text = decodeUtf8(await source.read(first)) ?? '';
    return /class="h-entry"/.test(text) && /Exported from <a href="https:\/\/medium\.com/.test(text);
  },
  read: async (source, { progress }) => {
    if (source.kind !== 'tree') throw new Error(`${source.name} is no export of Medium`);
    return readExport(source, progress);
  },
};

/** `posts/2018-08-11_The-Title-abcd1234.html`, and `posts/draft_The-Title-abcd1234.html` */
const POST = /(?:^|\/)posts\/[^/]+\.html$/;

async function readExport(source: TreeSource, progress: (read: number) => void): Promise<Imported> {
  const posts: ImportedPost[] = [];
  const skipped: Skipped[] = [];
  for (const file of source.files.filter((each) => POST.test(each))) {
    const place = `${source.name}, ${file}`;
    const text = decodeUtf8(await source.read(file));
    if (text === undefined) skipped.push({ source: place, reason: 'this file is not UTF-8' });
    else posts.push(postOf(parseHtml(text), file, place));
    progress(posts.length);
  }
  const own = posts.find(({ url }) => url !== undefined)?.url;
  const [author] = posts.flatMap(({ authors }) => authors);
  return {
    site: {
      ...(own !== undefined && { origin: new URL(own).origin }),
      ...(author && { author: author.name }),
    },
    posts,
    files: [],
    skipped,
  };
}

function postOf(page: Root, file: string, source: string): ImportedPost {
  const all = elementsIn(page);
  const byClass = (name: string) => all.filter((each) => hasClass(each, name));
  const body = byClass('e-content')[0];
  const time = byClass('dt-published')[0];
  const date = momentOf(time && attribute(time, 'dateTime'));
  const title = plainTitle(textOf(byClass('p-name')[0] ?? page));
  const summary = plainTitle(textOf(byClass('p-summary')[0] ?? { type: 'root', children: [] }));
  const hrefs = all.flatMap((each) => attribute(each, 'href') ?? []);
  // The guid in Medium's feeds.
  const id = hrefs.find((href) => /^https:\/\/medium\.com\/p\/[\da-f]+$/.test(href));
  const canonical = byClass('p-canonical')[0];
  const url = webAddress(canonical && attribute(canonical, 'href'));
  const isDraft = /(?:^|\/)draft_[^/]*$/.test(file) || date === undefined;
  const isOwn = url !== undefined && !/(?:^|\.)medium\.com$/.test(new URL(url).hostname);
  return {
    source,
    ...(id !== undefined && !isDraft && { id }),
    // Nobody but Medium can redirect what is on its own host.
    ...(isOwn && !isDraft && { url }),
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(summary !== undefined && { summary }),
    ...(isDraft && { draft: true }),
    content: { html: body ? htmlOf(tidied(body)) : '' },
    tags: distinct(byClass('p-tag').map((each) => textOf(each))),
    authors: people(byClass('p-author').map((each) => ({ name: textOf(each).trim() }))),
    enclosures: [],
  };
}

/** The body without the title and the subtitle, which are fields, the rule before its first part, and ids of no use. */
function tidied(body: Element): Element {
  const targets = new Set(elementsIn(body).map((each) => attribute(each, 'href')));
  let isFirst = true;
  rewrite(body, (each) => {
    // Every paragraph has an id, by which Medium's own editor knows it.
    if (!targets.has(`#${attribute(each, 'id')}`)) delete each.properties.id;
    delete each.properties.name;
    if (hasClass(each, 'graf--title') || hasClass(each, 'graf--subtitle')) return [];
    if (each.tagName !== 'div' || !hasClass(each, 'section-divider')) return undefined;
    const isKept = !isFirst;
    isFirst = false;
    return isKept ? undefined : [];
  });
  return body;
}

function hasClass(each: Element, name: string): boolean {
  return (attribute(each, 'className') ?? '').split(' ').includes(name);
}
