// Wiki links and comments of Obsidian: `[[note#heading|label]]`, `![[picture.png|300]]` and `%% … %%`.

import type { Finder } from './finder.ts';
import { addressOf, escapeHtml, escapeText, markdownLink, markdownPicture } from './markdown-text.ts';
import type { Made } from './tokens.ts';

/** Finds a post by one of its names. */
export type FindPost = (
  name: string,
) => { readonly address: string; readonly title?: string | undefined } | undefined;

/** In a table, the bar before the label is escaped. */
const LINK = /(!?)\[\[([^[\]\n|\\]{0,500})(?:\\?\|([^[\]\n]{0,500}))?\]\]/y;
const PICTURE = /\.(?:avif|bmp|gif|ico|jpe?g|jxl|png|svg|webp)$/i;
const SOUND = /\.(?:3gp|flac|m4a|mp3|oga|ogg|opus|wav)$/i;
const VIDEO = /\.(?:mkv|mov|mp4|ogv|webm)$/i;
/** A name that ends as those of files do, and not as a version does: `Release 1.20`. */
const FILE = /\.(?=\w{0,4}[a-z])[a-z\d]{2,5}$/i;

/** `[[target|label]]`, or with a `!` before it, which shows the target in the text. */
export interface WikiLink {
  readonly kind: 'wiki';
  readonly start: number;
  readonly end: number;
  readonly embeds: boolean;
  readonly target: string;
  readonly label?: string;
}

/** The wiki link that begins at an offset; undefined when there is none. */
export function readWikiLink(text: string, start: number): WikiLink | undefined {
  LINK.lastIndex = start;
  const [matched, mark, target = '', label] = LINK.exec(text) ?? [];
  if (matched === undefined || target.trim() === '') return undefined;
  const shown = label === undefined || label.trim() === '' ? {} : { label: label.trim() };
  const end = start + matched.length;
  return { kind: 'wiki', start, end, embeds: mark === '!', target: target.trim(), ...shown };
}

/** What wiki links may lead to. */
export interface WikiTargets {
  readonly findPost: FindPost;
  /** The address of a file that is not a post, by its name or path. */
  readonly findFile: (name: string) => string;
  /** The name by which a heading is linked. */
  readonly headingName: (heading: string) => string;
}

/** A wiki link as Markdown. */
export function markdownOf(link: WikiLink, { findPost, findFile, headingName }: WikiTargets): string {
  const { target, label, embeds } = link;
  const [, name = '', heading] = /^([^#^]*)(?:[#^](.*))?$/s.exec(target) ?? [];
  const post = name === '' ? undefined : findPost(name);
  if (!post && isFileName(name))
    return embeds ? embedOf(name, label, findFile) : markdownLink(label ?? name, findFile(name));
  // Of several headings, the last one is meant. A block id, `^id`, is no heading.
  const last = heading?.split('#').at(-1) ?? '';
  const part = last.includes('^') || target.includes('^') ? '' : headingName(last);
  const address =
    (name === '' ? '' : (post?.address ?? addressOf(`${name}.md`))) + (part === '' ? '' : `#${part}`);
  const shown =
    label ??
    (name === ''
      ? last
      : [name, ...(heading?.split('#') ?? [])]
          .map((part) => part.replace(/^\^/, ''))
          .filter(Boolean)
          .join(' > '));
  return address === '' ? escapeText(shown) : markdownLink(shown, address);
}

/** Whether a wiki link shows a note in the text of another, which Markdown cannot. */
export function embedsNote({ embeds, target }: WikiLink): boolean {
  return embeds && !isFileName(target.replace(/[#^].*$/s, ''));
}

function isFileName(name: string): boolean {
  return FILE.test(name) && !/\.md$/i.test(name);
}

/** A file that is shown in the text: `300` and `300x200` give the size of a picture. */
function embedOf(name: string, label: string | undefined, findFile: (name: string) => string): string {
  const address = findFile(name);
  if (SOUND.test(name)) return `<audio controls src="${escapeHtml(address)}"></audio>`;
  if (VIDEO.test(name)) return `<video controls src="${escapeHtml(address)}"></video>`;
  if (!PICTURE.test(name)) return markdownLink(label ?? name, address);
  const [, alt = '', width, height] = /^(?:(.*?)\|)?(\d+)(?:x(\d+))?$/.exec(label ?? '') ?? [];
  if (width === undefined) return markdownPicture({ address, alt: label ?? '' });
  const size = height === undefined ? ` width="${width}"` : ` width="${width}" height="${height}"`;
  return `<img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}"${size}>`;
}

/** The comment that begins at an offset; undefined when it has no end. */
export function readComment(text: string, start: number, find: Finder): Made | undefined {
  const close = find('%%', start + 2);
  return close < 0 || !text.startsWith('%%', start)
    ? undefined
    : { kind: 'made', start, end: close + 2, text: '' };
}
