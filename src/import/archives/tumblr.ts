// Tumblr: its export, a zip archive with one HTML file for each post, and the answers of its API, which programs for backups
// keep: as XML or JSON, in one file or in one for each post.

import { attribute, elementsIn } from '../../compile/html/elements.ts';
import { decodeUtf8 } from '../../compile/text/decode.ts';
import { readXml } from '../feeds/read-xml.ts';
import { plainText, plainTitle, webAddress } from '../feeds/values.ts';
import { childrenNamed, textIn as textInXml, type XmlElement } from '../feeds/xml-tree.ts';
import type { Imported, ImportedFile, ImportedPost, ImportedSite, Skipped } from '../imported.ts';
import { htmlOf, parseHtml } from '../markdown/parse.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { textOf } from '../source/document.ts';
import { isObject, type JsonObject, listIn, objectsIn, parseExport, textIn } from '../source/json.ts';
import type { DocumentSource, TreeSource } from '../source/source.ts';
import { innerZipSource } from '../source/zip.ts';
import { MARK, postOfPage } from './tumblr-page.ts';
import { postOf, reasonToSkip } from './tumblr-post.ts';
import { fromFirstApi, isOfFirstApi, jsonOfXml } from './tumblr-v1.ts';

export const TUMBLR: Reader = {
  name: 'Tumblr export',
  recognises: async (source) =>
    source.kind === 'document' ? isAnswer(source.head) : (await treeForm(source)) !== undefined,
  read: async (source, context) => {
    if (source.kind === 'document') return readAnswer(source, context);
    return (await treeForm(source)) === 'pages' ? readPages(source, context) : readFiles(source, context);
  },
};

/** `posts/html/123.html` */
const PAGE = /(?:^|\/)(?:posts\/)?html\/(\d+)\.html$/;
/** `json/123.json`, as programs for backups name what the API answers. */
const ANSWER = /(?:^|\/)json\/\d+\.json$/;
const INNER = /(?:^|\/)posts\.zip$/;

async function treeForm(source: TreeSource): Promise<'pages' | 'answers' | undefined> {
  const [answer] = source.files.filter((file) => ANSWER.test(file));
  if (answer !== undefined && isAnswer(decodeUtf8(await source.read(answer)) ?? '')) return 'answers';
  const [page] = source.files.filter((file) => PAGE.test(file));
  if (page !== undefined) return MARK.test(decodeUtf8(await source.read(page)) ?? '') ? 'pages' : undefined;
  const inner = source.files.find((file) => INNER.test(file));
  const pages =
    inner === undefined
      ? undefined
      : await innerZipSource(await source.read(inner), inner).catch(() => undefined);
  return pages?.files.some((file) => PAGE.test(file)) ? 'pages' : undefined;
}

/** Whether the beginning of a document is that of what the API answers. */
function isAnswer(head: string): boolean {
  if (/^(?:<\?[^>]*>\s*)?<tumblr\b/.test(head)) return true;
  return (
    /^(?:var tumblr_api_read\s*=\s*)?[[{]/.test(head) && /"(?:reblog_key|blog_name|tumblelog)"\s*:/.test(head)
  );
}

/** The posts of the export, and their pictures and films, which go beside them. */
async function readPages(source: TreeSource, { origin, progress }: ReadContext): Promise<Imported> {
  const inner = source.files.some((file) => PAGE.test(file))
    ? undefined
    : source.files.find((file) => INNER.test(file));
  const pages =
    inner === undefined ? source : await innerZipSource(await source.read(inner), `${source.name}, ${inner}`);
  const media = new Media(source);
  const posts: ImportedPost[] = [];
  const skipped: Skipped[] = origin === undefined ? [{ source: source.name, reason: NO_ORIGIN }] : [];
  for (const file of pages.files) {
    const number = PAGE.exec(file)?.[1];
    if (number === undefined) continue;
    const place = `${pages.name}, ${file}`;
    const page = decodeUtf8(await pages.read(file));
    if (page === undefined) skipped.push({ source: place, reason: 'this file is not UTF-8' });
    else posts.push(media.beside(postOfPage(page, number, origin, place)));
    progress(posts.length);
  }
  const named = origin === undefined ? posts : withNames(posts, new URL(origin).host);
  return { site: siteWith(origin), posts: named, files: [...media.used.values()], skipped };
}

/** The posts with the whole addresses by which other posts of the blog link to them: `/post/12/a-title`. */
function withNames(posts: readonly ImportedPost[], host: string): ImportedPost[] {
  const pattern = new RegExp(`//${host.replace(/\W/g, '\\$&')}/post/(\\d+)/([\\w-]+)`, 'gi');
  const names = new Map<string, Set<string>>();
  for (const { content } of posts)
    for (const [, number = '', name] of ('html' in content ? content.html : '').matchAll(pattern))
      names.set(number, (names.get(number) ?? new Set()).add(`/post/${number}/${name}`));
  return posts.map((post) => {
    const aliases = names.get(post.slug ?? '');
    return aliases ? { ...post, aliases: [...aliases] } : post;
  });
}

const NO_ORIGIN =
  'the export does not name the address of the blog, which is part of the ids that readers know; give it with --origin https://NAME.tumblr.com';

function siteWith(origin: string | undefined): ImportedSite {
  return { ...(origin !== undefined && { origin }), oldFeedAddresses: { '/rss': 'rss' } };
}

/** The pictures and films of an export, by the ends of their names. */
class Media {
  /** By name. */
  readonly used = new Map<string, ImportedFile>();
  readonly #source: TreeSource;
  readonly #paths: ReadonlyMap<string, string>;

  constructor(source: TreeSource) {
    this.#source = source;
    const files = source.files.filter((file) => /(?:^|\/)media\/[^/]+$/.test(file));
    this.#paths = new Map(files.map((file) => [file.replace(/^.*\//s, ''), file]));
  }

  /** The post with the addresses of files that are beside it. */
  beside(post: ImportedPost): ImportedPost {
    if (!('html' in post.content) || !/\bmedia\//.test(post.content.html)) return post;
    const tree = parseHtml(post.content.html);
    for (const each of elementsIn(tree))
      for (const name of ['src', 'href', 'poster']) {
        const file = /^(?:\.\.\/)*media\/([^/?#]+)$/.exec(attribute(each, name) ?? '')?.[1];
        if (file !== undefined && this.#take(file)) each.properties[name] = `/files/${file}`;
      }
    return { ...post, content: { html: htmlOf(tree) } };
  }

  #take(name: string): boolean {
    const path = this.#paths.get(name);
    if (path === undefined) return false;
    this.used.set(name, {
      source: `${this.#source.name}, ${path}`,
      path: `public/files/${name}`,
      content: { read: () => this.#source.read(path) },
    });
    return true;
  }
}

async function readFiles(source: TreeSource, { progress }: ReadContext): Promise<Imported> {
  const read: { post: JsonObject; place: string }[] = [];
  for (const file of source.files.filter((each) => ANSWER.test(each))) {
    const place = `${source.name}, ${file}`;
    const post = parseExport(decodeUtf8(await source.read(file)) ?? '', place);
    if (isObject(post)) read.push({ post, place });
    progress(read.length);
  }
  return described(read, {});
}

async function readAnswer(source: DocumentSource, { progress }: ReadContext): Promise<Imported> {
  const { posts, site } = source.head.startsWith('<')
    ? await readXmlAnswer(source)
    : await readJsonAnswer(source);
  progress(posts.length);
  return described(
    posts.map((post, index) => ({ post, place: `${source.name}, post ${index + 1}` })),
    site,
  );
}

interface Answer {
  readonly posts: readonly JsonObject[];
  readonly site: ImportedSite;
}

async function readXmlAnswer(source: DocumentSource): Promise<Answer> {
  const posts: JsonObject[] = [];
  const root = await readXml(
    source,
    ({ name }) => name === 'post',
    (post: XmlElement) => posts.push(jsonOfXml(post)),
  );
  const [blog] = childrenNamed(root, 'tumblelog');
  return {
    posts,
    site: blog ? siteOf({ ...blog.attributes, description: textInXml(blog) }) : {},
  };
}

async function readJsonAnswer(source: DocumentSource): Promise<Answer> {
  const text = (await textOf(source)).replace(/^\s*var tumblr_api_read\s*=\s*/, '').replace(/;\s*$/, '');
  const document = parseExport(text, source.name);
  if (Array.isArray(document)) return { posts: document.filter(isObject), site: {} };
  const answer = isObject(document) && isObject(document.response) ? document.response : document;
  if (!isObject(answer)) throw new Error(`${source.name} has no posts of Tumblr`);
  const blog = isObject(answer.blog)
    ? answer.blog
    : isObject(answer.tumblelog)
      ? answer.tumblelog
      : undefined;
  const posts = listIn(answer, 'posts').length > 0 ? objectsIn(answer, 'posts') : [answer];
  return { posts, site: blog ? siteOf(blog) : {} };
}

function siteOf(blog: JsonObject): ImportedSite {
  const title = plainTitle(textIn(blog, 'title'));
  const description = plainText(textIn(blog, 'description') ?? '');
  const timeZone = textIn(blog, 'timezone');
  return {
    ...(title !== undefined && { title }),
    ...(description !== '' && { description }),
    // The second API names only an abbreviation.
    ...(timeZone?.includes('/') && { timeZone }),
  };
}

function described(read: readonly { post: JsonObject; place: string }[], site: ImportedSite): Imported {
  const posts: ImportedPost[] = [];
  const skipped: Skipped[] = [];
  for (const { post, place } of read) {
    const current = isOfFirstApi(post) ? fromFirstApi(post) : post;
    const reason = reasonToSkip(current);
    if (reason === undefined) posts.push(postOf(current, place));
    else skipped.push({ source: place, reason });
  }
  const own = posts.map(({ url }) => webAddress(url)).find((url) => url !== undefined);
  const origin = own === undefined ? undefined : new URL(own).origin;
  return { site: { ...siteWith(origin), ...site }, posts, files: [], skipped };
}
