// Write.as and WriteFreely: their export (JSON), with the blogs of an account and the posts of each in Markdown.

import { distinct, languageOf, momentOf, plainTitle, webAddress } from '../feeds/values.ts';
import type { Imported, ImportedPost, Skipped } from '../imported.ts';
import type { Reader } from '../reader.ts';
import { textOf } from '../source/document.ts';
import { isObject, type JsonObject, objectsIn, parseExport, textIn } from '../source/json.ts';

export const WRITE_AS: Reader = {
  name: 'Write.as export',
  recognises: (source) =>
    source.kind === 'document' &&
    /^\{/.test(source.head) &&
    /"(?:username|collections)"\s*:/.test(source.head) &&
    /"(?:appearance|alias|public_visibility|visibility|style_sheet)"\s*:/.test(source.head),
  read: async (source, { origin }) => {
    const document = source.kind === 'document' ? parseExport(await textOf(source), source.name) : undefined;
    if (!isObject(document) || !Array.isArray(document.collections))
      throw new Error(`${source.name} is no export of Write.as: it has no collections`);
    return readExport(document, source.name, origin);
  },
};

function readExport(document: JsonObject, name: string, origin: string | undefined): Imported {
  const blogs = objectsIn(document, 'collections');
  const [first] = blogs;
  const home = webAddress(first && textIn(first, 'url')) ?? origin;
  const title = first && plainTitle(textIn(first, 'title'));
  const description = first && plainTitle(textIn(first, 'description'));
  const language = languageOf(first && textIn(first, 'language'));
  const posts = blogs.flatMap((blog) =>
    objectsIn(blog, 'posts').map((post, index) =>
      postOf(post, `${name}, ${textIn(blog, 'alias') ?? 'blog'}, post ${index + 1}`, addressOf(blog, origin)),
    ),
  );
  // What is in no blog has an address that only those know to whom it was given.
  const drafts = objectsIn(document, 'posts').map((post, index) => {
    const { url: _, id: __, ...draft } = postOf(post, `${name}, draft ${index + 1}`, undefined);
    return { ...draft, draft: true };
  });
  const skipped: Skipped[] =
    blogs.length > 1
      ? [
          {
            source: name,
            reason: `its ${blogs.length} blogs become one; remove the posts that you do not want`,
          },
        ]
      : [];
  return {
    site: {
      ...(home !== undefined && { origin: new URL(home).origin }),
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(language !== undefined && { language }),
    },
    posts: [...posts, ...drafts],
    files: [],
    skipped,
  };
}

/** The address of a blog, with a slash at its end. */
function addressOf(blog: JsonObject, origin: string | undefined): string | undefined {
  const alias = textIn(blog, 'alias');
  const own = webAddress(textIn(blog, 'url'));
  if (own !== undefined) return own.endsWith('/') ? own : `${own}/`;
  return origin === undefined || alias === undefined ? undefined : `${origin}/`;
}

function postOf(post: JsonObject, source: string, blog: string | undefined): ImportedPost {
  const slug = textIn(post, 'slug') ?? textIn(post, 'id');
  const title = plainTitle(textIn(post, 'title'));
  const date = momentOf(textIn(post, 'created'));
  const updated = momentOf(textIn(post, 'updated'));
  const lang = languageOf(textIn(post, 'language'));
  const url = slug === undefined || blog === undefined ? undefined : `${blog}${slug}`;
  const tags = Array.isArray(post.tags) ? post.tags.filter((tag) => typeof tag === 'string') : [];
  return {
    source,
    // The guid in the feeds of Write.as is the address.
    ...(url !== undefined && { id: url, url }),
    ...(slug !== undefined && { slug }),
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(updated !== undefined && date !== undefined && updated > date && { updated }),
    ...(lang !== undefined && { lang }),
    content: { markdown: `${(textIn(post, 'body') ?? '').replace(/\r\n?/g, '\n').trim()}\n` },
    tags: distinct(tags),
    authors: [],
    enclosures: [],
  };
}
