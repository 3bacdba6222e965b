// Twitter (X): the archive of an account, with `data/tweets.js` and the attached files.

import { decodeHTML } from 'entities';
import type { Instant } from '../../archive/entry.ts';
import { decodeUtf8 } from '../../compile/text/decode.ts';
import { distinct, languageOf, momentOf, plainTitle, webAddress } from '../feeds/values.ts';
import type { Imported, ImportedFile, ImportedPost } from '../imported.ts';
import type { Reader } from '../reader.ts';
import { isObject, type JsonObject, objectsIn, parseExport, textIn } from '../source/json.ts';
import type { TreeSource } from '../source/source.ts';
import { escapeHtml } from './escape.ts';
import { leftOut } from './left-out.ts';

export const TWITTER: Reader = {
  name: 'Twitter archive',
  recognises: (source) => source.kind === 'tree' && source.files.some((file) => TWEETS.test(file)),
  read: async (source) => {
    if (source.kind !== 'tree') throw new Error(`${source.name} is no archive of Twitter`);
    return readArchive(source);
  },
};

/** A long history is in several files. */
const TWEETS = /(?:^|\/)data\/tweets?(?:-part\d+)?\.js$/;
/** The texts of tweets that are longer than `tweets.js` has them. */
const NOTES = /(?:^|\/)data\/note-tweets?(?:-part\d+)?\.js$/;
const ACCOUNT = /(?:^|\/)data\/account\.js$/;

async function readArchive(source: TreeSource): Promise<Imported> {
  const [account] = await rowsIn(
    source,
    source.files.filter((file) => ACCOUNT.test(file)),
    'account',
  );
  const tweets = await rowsIn(
    source,
    source.files.filter((file) => TWEETS.test(file)),
    'tweet',
  );
  const notes = await notesIn(source);
  const own = (account && textIn(account, 'accountId')) ?? '';
  const username = (account && textIn(account, 'username')) ?? '';
  const name = account && (plainTitle(textIn(account, 'accountDisplayName')) ?? username);
  const media = mediaIn(source);
  const posts: ImportedPost[] = [];
  const files = new Map<string, ImportedFile>();
  let [retweets, replies] = [0, 0];
  for (const tweet of tweets) {
    const to = textIn(tweet, 'in_reply_to_user_id_str') ?? textIn(tweet, 'in_reply_to_user_id');
    if ((textIn(tweet, 'full_text') ?? '').startsWith('RT @')) retweets += 1;
    else if (to !== undefined && to !== own) replies += 1;
    else posts.push(postOf(tweet, { source, username, media, files, notes }));
  }
  return {
    site: { ...(name !== undefined && name !== '' && { title: name, author: name }) },
    posts,
    files: [...files.values()],
    skipped: [
      ...leftOut(source.name, retweets, 'retweet', 'retweets'),
      ...leftOut(source.name, replies, 'reply to another person', 'replies to other people'),
    ],
  };
}

/** The objects of files such as `window.YTD.tweets.part0 = [{ "tweet": { … } }]`. */
async function rowsIn(source: TreeSource, files: readonly string[], member: string): Promise<JsonObject[]> {
  const rows: JsonObject[] = [];
  for (const file of files) {
    const text = decodeUtf8(await source.read(file)) ?? '';
    const parsed = parseExport(text.slice(text.search(/[[{]/)), `${source.name}, ${file}`);
    for (const each of Array.isArray(parsed) ? parsed : []) {
      const row = isObject(each) ? (each[member] ?? each) : undefined;
      if (isObject(row)) rows.push(row);
    }
  }
  return rows;
}

/** The attached files by the end of their names, `ID-NAME.jpg`. */
function mediaIn({ files }: TreeSource): Map<string, string> {
  const found = files.filter((file) => /(?:^|\/)data\/tweets?_media\/[^/]+$/.test(file));
  return new Map(found.map((file) => [file.replace(/^.*\//s, ''), file]));
}

/** What Twitter says of tweets without words: undetermined, or only links, tags or pictures. */
const NO_LANGUAGE = /^(?:und|zxx|q[a-t][a-z])$/;

interface TwitterContext {
  readonly source: TreeSource;
  readonly username: string;
  readonly media: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
  /** Files to import, by their names. Added to. */
  readonly files: Map<string, ImportedFile>;
}

function postOf(tweet: JsonObject, context: TwitterContext): ImportedPost {
  const id = textIn(tweet, 'id_str') ?? textIn(tweet, 'id') ?? '';
  const date = momentOf(asRfc822(textIn(tweet, 'created_at')));
  const lang = languageOf(textIn(tweet, 'lang'));
  const entities = isObject(tweet.entities) ? tweet.entities : {};
  const extended = isObject(tweet.extended_entities) ? tweet.extended_entities : entities;
  const attached = objectsIn(extended, 'media');
  return {
    source: `${context.source.name}, tweet ${id}`,
    id: `https://twitter.com/${context.username || 'i/web'}/status/${id}`,
    slug: id,
    ...(date !== undefined && { date }),
    ...(lang !== undefined && !NO_LANGUAGE.test(lang) && { lang }),
    content: {
      html:
        (longText(tweet, date, context.notes) ?? textOf(tweet, entities, attached)) +
        attached.map((each) => attachmentOf(each, id, context)).join(''),
    },
    tags: distinct(objectsIn(entities, 'hashtags').map((tag) => textIn(tag, 'text'))),
    authors: [],
    enclosures: [],
  };
}

interface Note {
  readonly date: Instant;
  readonly text: string;
  /** The addresses by their short forms. */
  readonly urls: readonly JsonObject[];
}

async function notesIn(source: TreeSource): Promise<Note[]> {
  const files = source.files.filter((file) => NOTES.test(file));
  return (await rowsIn(source, files, 'noteTweet')).flatMap((note) => {
    const date = momentOf(textIn(note, 'createdAt'));
    const text = isObject(note.core) ? textIn(note.core, 'text') : undefined;
    const urls = isObject(note.core) ? objectsIn(note.core, 'urls') : [];
    return date === undefined || text === undefined ? [] : [{ date, text, urls }];
  });
}

/** The time between a long tweet and its text is shorter. */
const APART_MS = 5000;

/** The whole text of a tweet that breaks off; nothing names it but its time and its beginning. */
function longText(tweet: JsonObject, date: Instant | undefined, notes: readonly Note[]): string | undefined {
  const beginning = (textIn(tweet, 'full_text') ?? '').replace(/\s*https:\/\/t\.co\/\w+$/, '');
  if (date === undefined || !beginning.endsWith('…')) return undefined;
  const plain = decodeHTML(beginning.slice(0, -1)).slice(0, 60);
  const note = notes.find((each) => Math.abs(each.date - date) < APART_MS && each.text.startsWith(plain));
  if (!note) return undefined;
  const links = new Map(note.urls.map((each) => [textIn(each, 'shortUrl') ?? '', each] as const));
  const html = escapeHtml(note.text).replace(/https:\/\/t\.co\/\w+/g, (short) => {
    const url = webAddress(textIn(links.get(short) ?? {}, 'expandedUrl')) ?? short;
    return `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`;
  });
  return html
    .split(/\n[ \t]*\n/)
    .map((part) => `<p>${part.trim().replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** `Wed Oct 10 20:19:24 +0000 2018` with the year before the time. */
function asRfc822(text: string | undefined): string | undefined {
  const [, day, month, date, time, offset, year] =
    /^(\w{3}) (\w{3}) (\d\d) (\S+) ([+-]\d{4}) (\d{4})$/.exec(text ?? '') ?? [];
  return day === undefined ? text : `${day}, ${date} ${month} ${year} ${time} ${offset}`;
}

/** The text as HTML, with the addresses that Twitter had shortened, and without those of what is attached. */
function textOf(tweet: JsonObject, entities: JsonObject, attached: readonly JsonObject[]): string {
  const links = new Map(
    objectsIn(entities, 'urls').map((each) => [textIn(each, 'url') ?? '', each] as const),
  );
  const ofAttached = new Set(attached.map((each) => textIn(each, 'url')));
  // Twitter has escaped `&`, `<` and `>`.
  const html = (textIn(tweet, 'full_text') ?? '').replace(
    /https:\/\/t\.co\/\w+|(?<!\w)@(\w{1,15})/g,
    (found, user) => {
      if (user !== undefined) return `<a href="https://twitter.com/${user}">@${user}</a>`;
      if (ofAttached.has(found)) return '';
      const link = links.get(found);
      const address = escapeHtml((link && textIn(link, 'expanded_url')) ?? found);
      return `<a href="${address}">${escapeHtml((link && textIn(link, 'display_url')) ?? found)}</a>`;
    },
  );
  return html
    .trim()
    .split(/\n[ \t]*\n/)
    .map((paragraph) => `<p>${paragraph.trim().replaceAll('\n', '<br>\n')}</p>`)
    .join('\n');
}

function attachmentOf(attachment: JsonObject, id: string, { source, media, files }: TwitterContext): string {
  const variants = isObject(attachment.video_info) ? objectsIn(attachment.video_info, 'variants') : [];
  const video = variants
    .filter((each) => textIn(each, 'content_type') === 'video/mp4')
    .sort((a, b) => Number(b.bitrate ?? 0) - Number(a.bitrate ?? 0))[0];
  const address = webAddress((video && textIn(video, 'url')) ?? textIn(attachment, 'media_url_https'));
  if (address === undefined) return '';
  const names = [video, ...variants]
    .map((each) => (each && textIn(each, 'url')) ?? address)
    .map((url) => `${id}-${new URL(url).pathname.replace(/^.*\//s, '')}`);
  const name = names.find((each) => media.has(each));
  const found = name === undefined ? undefined : media.get(name);
  if (name !== undefined && found !== undefined)
    files.set(name, {
      source: `${source.name}, ${found}`,
      path: `posts/media/${name}`,
      content: { read: () => source.read(found) },
    });
  const url = escapeHtml(found === undefined ? address : `media/${name}`);
  const alt = escapeHtml(textIn(attachment, 'ext_alt_text') ?? '');
  return video ? `<video src="${url}" controls></video>` : `<figure><img src="${url}" alt="${alt}"></figure>`;
}
