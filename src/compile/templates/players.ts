// Players: sound, video, and what other sites show in a frame or by a script, in forms that every reader shows.

import { type Arguments, argument, keyOf } from './arguments.ts';
import { addressOf, escapeHtml, markdownLink } from './markdown-text.ts';
import type { TextOf } from './pictures.ts';

interface Player {
  /** Matches names of directives and hosts. */
  readonly names: RegExp;
  readonly label: string;
  /** The id in an address, or alone. */
  readonly id: RegExp;
  readonly frame: (id: string) => string;
  readonly page: (id: string) => string;
}

const PLAYERS: readonly Player[] = [
  {
    names: /^(?:yt$|.*youtu\.?be)/,
    label: 'Video on YouTube',
    id: /(?:[?&]v=|youtu\.be\/|\/(?:embed|shorts|live|v)\/|^)([\w-]{11})(?![\w-])/,
    frame: (id) => `https://www.youtube-nocookie.com/embed/${id}`,
    page: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    names: /vimeo/,
    label: 'Video on Vimeo',
    id: /(?:vimeo\.com\/(?:video\/)?|^)(\d+)/,
    frame: (id) => `https://player.vimeo.com/video/${id}`,
    page: (id) => `https://vimeo.com/${id}`,
  },
  {
    names: /dailymotion/,
    label: 'Video on Dailymotion',
    id: /(?:\/video\/|dai\.ly\/|^)(\w+)/,
    frame: (id) => `https://www.dailymotion.com/embed/video/${id}`,
    page: (id) => `https://www.dailymotion.com/video/${id}`,
  },
];

/** Directives that show something of another site, of which readers get a link: name, label, address of an id. */
const LINKED: readonly (readonly [names: RegExp, label: string, page: (id: string) => string])[] = [
  [/^gist/, 'Gist', (id) => `https://gist.github.com/${id}`],
  [/^(?:tweet|twitter|x$|xpost|xtweet|xembed)/, 'Post on X', (id) => `https://x.com/${id}`],
  [/^instagram/, 'Post on Instagram', (id) => `https://www.instagram.com/p/${id}/`],
  [/^codepen/, 'CodePen', (id) => `https://codepen.io/${id}`],
  [/^jsfiddle/, 'JSFiddle', (id) => `https://jsfiddle.net/${id}/`],
  [/^codesandbox/, 'CodeSandbox', (id) => `https://codesandbox.io/s/${id}`],
  [/^stackblitz/, 'StackBlitz', (id) => `https://stackblitz.com/edit/${id}`],
  [/^soundcloud/, 'Sound on SoundCloud', (id) => `https://soundcloud.com/${id}`],
  [
    /^spotify/,
    'Sound on Spotify',
    (id) => `https://open.spotify.com/${id.replaceAll(':', '/').replace(/^spotify\//, '')}`,
  ],
  [/^slideshare/, 'Slides on SlideShare', (id) => `https://www.slideshare.net/slideshow/embed_code/${id}`],
  [/^speakerdeck/, 'Slides on Speaker Deck', (id) => `https://speakerdeck.com/player/${id}`],
  [/^gslides|^googleslides/, 'Slides on Google', (id) => `https://docs.google.com/presentation/d/${id}`],
  [/^asciinema/, 'Recording on asciinema', (id) => `https://asciinema.org/a/${id}`],
  [/^(?:bilibili|bvideo)/, 'Video on Bilibili', (id) => `https://www.bilibili.com/video/${id}`],
  [/^scribd/, 'Document on Scribd', (id) => `https://www.scribd.com/document/${id}`],
  [/^(?:mastodon|toot)/, 'Post on Mastodon', (id) => id],
  [/^(?:facebook|tiktok|reddit|bluesky|threads|linkedin)/, 'Post elsewhere', (id) => id],
  [/^(?:embed|oembed|linkpreview|linkcard|bookmark|opengraph|webembed)/, 'Link', (id) => id],
];

const ID_NAMES = [
  'id',
  'videoid',
  'youtubeid',
  'video',
  'videourl',
  'v',
  'url',
  'src',
  'href',
  'link',
  'tweet',
  'tweetid',
  'embedid',
  'slug',
];

/** A player or a link for a directive that shows something of another site; undefined for all others. */
export function embedOf(name: string, args: Arguments, textOf: TextOf, content: string): string | undefined {
  const provider = textOf(argument(args, 'provider', 'type'));
  const key = keyOf((provider ?? name).replace(/\.html?$/, '')).replace(
    /^(?:embed|lite|responsive)(?=\w)/,
    '',
  );
  const values = [textOf(argument(args, ...ID_NAMES)), ...args.positional.map(textOf), idIn(content)];
  const value = values.find((each) => each !== undefined && each.trim() !== '')?.trim();
  const title = textOf(argument(args, 'title', 'label', 'caption', 'playlabel'));
  const host = /^https?:\/\/([^/?#]+)/i.exec(value ?? '')?.[1]?.toLowerCase() ?? '';
  const isGeneral = /^(?:embed|oembed|video|iframe|media)$/.test(keyOf(name));
  const player = PLAYERS.find(({ names }) => names.test(key) || (isGeneral && names.test(host)));
  if (player && value !== undefined) return playerOf(player, value, title);
  const [, label, page] = LINKED.find(([names]) => names.test(key)) ?? [];
  if (label === undefined || page === undefined || value === undefined) return undefined;
  if (/^(?:https?:)?\/\//i.test(value))
    return markdownLink(title ?? (label === 'Link' ? value : label), value);
  const user = textOf(argument(args, 'user', 'username', 'author', 'profile'));
  const id = pathOf(
    key,
    user,
    args.positional.flatMap((each) => textOf(each) ?? []),
    value,
  );
  return id === undefined ? undefined : markdownLink(title ?? label, page(id));
}

/** An address or id that is all the content of a directive. */
function idIn(content: string): string | undefined {
  return content.length < 2000 && /^\s*[^\s<>]+\s*$/.test(content) ? content : undefined;
}

/** `user id` and `id`, each as the address of a post needs it. */
function pathOf(key: string, user: string | undefined, positional: readonly string[], value: string) {
  const [first = '', second] = positional;
  const [owner, id] =
    user !== undefined ? [user, value] : second !== undefined ? [first, second] : [undefined, value];
  if (/^(?:tweet|twitter|x)/.test(key))
    return /^\d+$/.test(id) ? `${owner ?? 'i'}/status/${id}` : /\/status\//.test(id) ? id : undefined;
  if (/^gist/.test(key) && owner !== undefined) return `${owner}/${id}`;
  if (/^codepen/.test(key)) return owner === undefined ? undefined : `${owner}/pen/${id}`;
  if (
    /^(?:mastodon|toot|facebook|tiktok|reddit|bluesky|threads|linkedin|embed|oembed|linkpreview|linkcard|bookmark|opengraph|webembed)/.test(
      key,
    )
  )
    return undefined;
  return id;
}

function playerOf(
  { id, frame, page, label }: Player,
  value: string,
  title: string | undefined,
): string | undefined {
  const [, found] = id.exec(value) ?? [];
  if (found === undefined) return /^https?:/i.test(value) ? markdownLink(title ?? label, value) : undefined;
  const name = escapeHtml(title ?? label);
  // Readers get a link to the page of the video, because they do not show frames.
  return `<iframe src="${frame(found)}" title="${name}" data-link="${page(found)}" width="560" height="315" loading="lazy" allowfullscreen></iframe>`;
}

/** Sound or video from a file; undefined when none is named. */
export function soundOrVideoOf(
  name: string,
  args: Arguments,
  textOf: TextOf,
  content: string,
): string | undefined {
  const kind = /^(?:audio|video)/.exec(keyOf(name))?.[0];
  if (kind === undefined) return undefined;
  const named = argument(
    args,
    'src',
    'url',
    'file',
    'path',
    'mp3',
    'mp4',
    'm4a',
    'ogg',
    'wav',
    'webm',
    'm4v',
    'ogv',
    'link',
    'source',
  );
  const source = textOf(named) ?? textOf(args.positional[0]) ?? idIn(content)?.trim();
  if (source === undefined || source === '') return undefined;
  const poster = textOf(argument(args, 'poster'));
  const shown = poster === undefined ? '' : ` poster="${escapeHtml(addressOf(poster))}"`;
  return `<${kind} controls src="${escapeHtml(addressOf(source))}"${shown}></${kind}>`;
}
