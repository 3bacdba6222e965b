// Mastodon: the archive of an account, an ActivityPub outbox (`outbox.json`) with `actor.json` and the attached files.

import { decodeUtf8 } from '../../compile/text/decode.ts';
import { distinct, languageOf, momentOf, plainText, plainTitle, webAddress } from '../feeds/values.ts';
import type { Imported, ImportedFile, ImportedPost } from '../imported.ts';
import type { Reader } from '../reader.ts';
import { textOf } from '../source/document.ts';
import { isObject, type JsonObject, objectsIn, parseExport, textIn } from '../source/json.ts';
import type { Source, TreeSource } from '../source/source.ts';
import { escapeHtml } from './escape.ts';
import { leftOut } from './left-out.ts';

export const MASTODON: Reader = {
  name: 'Mastodon archive',
  recognises: (source) =>
    source.kind === 'tree' ? outboxIn(source.files) !== undefined : /"OrderedCollection"/.test(source.head),
  read: async (source) => readArchive(source),
};

function outboxIn(files: readonly string[]): string | undefined {
  return files.find((file) => /(?:^|\/)outbox\.json$/.test(file));
}

async function readArchive(source: Source): Promise<Imported> {
  const outbox = await outboxOf(source);
  const actor = source.kind === 'tree' ? await actorOf(source) : undefined;
  const posts: ImportedPost[] = [];
  const media: MediaFiles = { source, paths: pathsByName(source), files: new Map() };
  let [boosts, replies, hidden] = [0, 0, 0];
  for (const [index, activity] of objectsIn(outbox, 'orderedItems').entries()) {
    const note = activity.object;
    if (textIn(activity, 'type') !== 'Create' || !isObject(note)) boosts += 1;
    else if (!isPublic(note)) hidden += 1;
    else if (isReplyToOthers(note)) replies += 1;
    else posts.push(postOf(note, `${source.name}, post ${index + 1}`, media));
  }
  const skipped = [
    ...leftOut(source.name, boosts, 'boost of another person’s post', 'boosts of other people’s posts'),
    ...leftOut(source.name, replies, 'reply to another person', 'replies to other people'),
    ...leftOut(source.name, hidden, 'post that is not public', 'posts that are not public'),
  ];
  const name = actor && plainTitle(textIn(actor, 'name') ?? textIn(actor, 'preferredUsername'));
  const description = plainText((actor && textIn(actor, 'summary')) ?? '');
  const home = webAddress(actor && textIn(actor, 'url'));
  return {
    site: {
      ...(name !== undefined && { title: name, author: name }),
      ...(description !== '' && { description }),
      ...(name !== undefined && home !== undefined && { people: [{ name, url: home }] }),
    },
    posts,
    files: [...media.files.values()],
    skipped,
  };
}

/** The attached files. */
interface MediaFiles {
  readonly source: Source;
  /** In the archive, by their names, which are made of random digits. */
  readonly paths: ReadonlyMap<string, string>;
  /** To import, by their names. Added to. */
  readonly files: Map<string, ImportedFile>;
}

function pathsByName(source: Source): Map<string, string> {
  const files = source.kind === 'tree' ? source.files : [];
  return new Map(files.map((file) => [file.replace(/^.*\//s, ''), file]));
}

async function outboxOf(source: Source): Promise<JsonObject> {
  const file = source.kind === 'tree' ? (outboxIn(source.files) ?? 'outbox.json') : source.name;
  const text = source.kind === 'tree' ? decodeUtf8(await source.read(file)) : await textOf(source);
  const outbox = parseExport(text ?? '', file);
  if (!isObject(outbox) || !Array.isArray(outbox.orderedItems))
    throw new Error(`${file} is no outbox: it has no orderedItems`);
  return outbox;
}

async function actorOf(source: TreeSource): Promise<JsonObject | undefined> {
  const file = source.files.find((each) => /(?:^|\/)actor\.json$/.test(each));
  const actor = file === undefined ? undefined : parseExport(decodeUtf8(await source.read(file)) ?? '', file);
  return isObject(actor) ? actor : undefined;
}

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

function isPublic(note: JsonObject): boolean {
  return [note.to, note.cc]
    .flat()
    .some((each) => each === PUBLIC || each === 'as:Public' || each === 'Public');
}

/** A thread of the own account is read as posts of their own. */
function isReplyToOthers(note: JsonObject): boolean {
  const to = textIn(note, 'inReplyTo');
  const author = textIn(note, 'attributedTo');
  return to !== undefined && (author === undefined || !to.startsWith(`${author}/`));
}

function postOf(note: JsonObject, place: string, media: MediaFiles): ImportedPost {
  // The guid in the feed of an account is the address of the post.
  const address = textIn(note, 'url') ?? textIn(note, 'id');
  const slug = address?.replace(/\/$/, '').replace(/^.*\//s, '');
  const date = momentOf(textIn(note, 'published'));
  const updated = momentOf(textIn(note, 'updated'));
  const [lang] = Object.keys(isObject(note.contentMap) ? note.contentMap : {});
  const language = languageOf(lang);
  const warning = textIn(note, 'summary');
  const text = textIn(note, 'content') ?? '';
  const shown = warning === undefined ? text : `<p><strong>${escapeHtml(warning)}</strong></p>${text}`;
  return {
    source: place,
    ...(address !== undefined && { id: address }),
    ...(slug !== undefined && { slug }),
    ...(date !== undefined && { date }),
    ...(updated !== undefined && updated !== date && { updated }),
    ...(language !== undefined && { lang: language }),
    content: {
      html:
        shown +
        objectsIn(note, 'attachment')
          .map((each) => attachmentOf(each, media))
          .join(''),
    },
    tags: distinct(
      objectsIn(note, 'tag').map((tag) =>
        textIn(tag, 'type') === 'Hashtag' ? textIn(tag, 'name')?.replace(/^#/, '') : undefined,
      ),
    ),
    authors: [],
    enclosures: [],
  };
}

/** An attached file of the archive goes beside the posts; of a bare outbox, only the address is known. */
function attachmentOf(attachment: JsonObject, { source, paths, files }: MediaFiles): string {
  const address = textIn(attachment, 'url') ?? '';
  const type = textIn(attachment, 'mediaType') ?? '';
  const alt = escapeHtml(textIn(attachment, 'name') ?? '');
  const name = address.replace(/[?#].*$/s, '').replace(/^.*\//s, '');
  const found = paths.get(name);
  if (source.kind === 'tree' && found !== undefined)
    files.set(name, {
      source: `${source.name}, ${found}`,
      path: `posts/media/${name}`,
      content: { read: () => source.read(found) },
    });
  const url = escapeHtml(found === undefined ? address : `media/${name}`);
  if (url === '') return '';
  if (type.startsWith('video/')) return `<video src="${url}" controls title="${alt}"></video>`;
  if (type.startsWith('audio/')) return `<audio src="${url}" controls title="${alt}"></audio>`;
  return type.startsWith('image/')
    ? `<figure><img src="${url}" alt="${alt}"></figure>`
    : `<p><a href="${url}">${alt || name}</a></p>`;
}
