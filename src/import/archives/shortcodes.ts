// Shortcodes and blocks of WordPress: those of its own become HTML, the comments of the block editor vanish.

import mime from 'mime';
import { WELL_KNOWN } from '../markdown/code.ts';
import { replaceEnclosed } from './enclosed.ts';

export interface ShortcodeContext {
  /** The files of the media library by their numbers. */
  readonly attachments: ReadonlyMap<
    string,
    { readonly url: string; readonly alt?: string; readonly caption?: string }
  >;
  /** The files that were uploaded to the post, for a gallery or a playlist that names none. */
  readonly own: readonly string[];
}

/** The HTML of a text with shortcodes. Those that are not WordPress's own stay as they are. */
export function expandShortcodes(text: string, context: ShortcodeContext): string {
  // Two brackets are how WordPress writes a shortcode that it shows as it is.
  const shown = text.replace(/\[\[(\/?\w[^[\]]*)\]\]/g, '&#91;$1&#93;');
  let html = expandCode(shown);
  html = replaceEnclosed(html, /<!--\s*\/?wp:/g, /-->/g, () => '').replaceAll('<!--nextpage-->', '');
  html = replaceEnclosed(
    html,
    /\[(?:wp_)?caption\b([^\]]*)\]/g,
    /\[\/(?:wp_)?caption\]/g,
    (content, [, attributes = '']) => captionOf(readAttributes(attributes), content),
  );
  html = replaceEnclosed(html, /\[embed\b[^\]]*\]/g, /\[\/embed\]/g, (address) => embedOf(address.trim()));
  return (
    html
      .replace(/\[gallery\b([^\]]*)\]/g, (_, attributes) => galleryOf(readAttributes(attributes), context))
      .replace(/\[playlist\b([^\]]*)\]/g, (_, attributes) => playlistOf(readAttributes(attributes), context))
      .replace(/\[(?:youtube|vimeo)[ =]+"?(https?:[^\]"\s]+)"?[^\]]*\]/g, (_, address) => embedOf(address))
      .replace(
        /\[(audio|video)\b([^\]]*)\](?:\s{0,9}\[\/\1\])?/g,
        (whole, name, attributes) => playerOf(name, attributes) ?? whole,
      )
      // What WordPress shows in place when its address is alone on a line.
      .replace(/^[ \t]*(https?:\/\/[^\s<>"[\]]+)[ \t]*$/gm, (_, address) => `\n${embedOf(address)}\n`)
  );
}

/** `a="b" c='d' e=f`, and names alone, which are values without a name. */
export function readAttributes(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of text.matchAll(
    /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g,
  ))
    found[name.toLowerCase()] = double ?? single ?? bare ?? '';
  return found;
}

/** The picture is followed by its caption, unless that is an attribute, as it was before 2012. */
function captionOf({ caption }: Readonly<Record<string, string>>, content: string): string {
  const [picture = '', rest = ''] = splitAfterPicture(content.trim());
  return figure(picture, caption ?? rest);
}

function splitAfterPicture(content: string): [string, string] | [] {
  const end = /^(?:<a\b[^>]*>\s*<img\b[^>]*>\s*<\/a>|<img\b[^>]*>|<iframe\b[\s\S]*?<\/iframe>)/i.exec(
    content,
  )?.[0].length;
  return end === undefined ? [content, ''] : [content.slice(0, end), content.slice(end).trim()];
}

function figure(content: string, caption: string): string {
  return caption === ''
    ? `<figure>${content}</figure>`
    : `<figure>${content}<figcaption>${caption}</figcaption></figure>`;
}

function galleryOf(
  { ids, include }: Readonly<Record<string, string>>,
  { attachments, own }: ShortcodeContext,
): string {
  const wanted = (ids ?? include)?.split(',').map((id) => id.trim()) ?? own;
  const pictures = wanted.flatMap((id) => {
    const found = attachments.get(id);
    if (!found || !/^(?:image\/|$)/.test(typeOf(found.url))) return [];
    return [figure(`<img src="${quoted(found.url)}" alt="${quoted(found.alt ?? '')}">`, found.caption ?? '')];
  });
  return pictures.length === 0 ? '' : `\n${pictures.join('\n')}\n`;
}

function playlistOf(
  { ids, include, type = 'audio' }: Readonly<Record<string, string>>,
  { attachments, own }: ShortcodeContext,
): string {
  const wanted = (ids ?? include)?.split(',').map((id) => id.trim()) ?? own;
  const name = type === 'video' ? 'video' : 'audio';
  return wanted
    .flatMap((id) => {
      const { url } = attachments.get(id) ?? {};
      return url !== undefined && typeOf(url).startsWith(name) ? [player(name, url)] : [];
    })
    .join('');
}

/** The media type that the name of a file tells; empty when it tells none. */
function typeOf(address: string): string {
  return mime.getType(address.replace(/[?#].*$/s, '')) ?? '';
}

/** A video as a frame; anything else as a link. */
export function embedOf(address: string): string {
  const youtube =
    /^https?:\/\/(?:[\w-]+\.)*(?:youtube\.com\/(?:watch\?(?:[^#]*&(?:amp;)?)?v=|embed\/|shorts\/)|youtu\.be\/)([\w-]+)/i.exec(
      address,
    );
  const vimeo = /^https?:\/\/(?:[\w-]+\.)*vimeo\.com\/(?:video\/)?(\d+)/i.exec(address);
  const frame = youtube
    ? `https://www.youtube.com/embed/${youtube[1]}`
    : vimeo
      ? `https://player.vimeo.com/video/${vimeo[1]}`
      : undefined;
  if (frame === undefined) return `<p><a href="${quoted(address)}">${quoted(address)}</a></p>`;
  return `<iframe src="${frame}" allowfullscreen></iframe>`;
}

function playerOf(name: string, typed: string): string | undefined {
  const attributes = readAttributes(typed);
  const [, bare] = /^\s*(https?:[^\s"'\]]+)/.exec(typed) ?? [];
  const address = ['src', 'mp3', 'm4a', 'ogg', 'wav', 'mp4', 'm4v', 'webm']
    .map((each) => attributes[each])
    .find(Boolean);
  const found = address ?? bare;
  return found === undefined ? undefined : player(name, found);
}

function player(name: string, address: string): string {
  return `\n<${name} src="${quoted(address)}" controls></${name}>\n`;
}

/** Names of languages that the usual plugins for code have as shortcodes, besides those that highlighters know. */
const CODE = [
  'source',
  'code',
  'sourcecode',
  'cc',
  'crayon',
  'jscript',
  'plain',
  'text',
  'vb',
  'cf',
  'as3',
  'delphi',
  'groovy',
  'matlab',
];

/** `[code language="php"]` of WordPress.com, `[php]` of SyntaxHighlighter, `[cc_php]` of CodeColorer, and Crayon's. */
function expandCode(text: string): string {
  const names = [...CODE, ...WELL_KNOWN].map((name) => name.replace(/\W/g, '\\$&')).join('|');
  let html = text;
  const opening = new RegExp(`\\[(${names}|cc[a-z]{0,4}_\\w+)(?=[\\s\\]])([^\\]]*)\\]`, 'gi');
  for (const name of new Set([...text.matchAll(opening)].map(([, name = '']) => name)))
    html = replaceEnclosed(
      html,
      new RegExp(`\\[(${name})(?=[\\s\\]])([^\\]]*)\\]`, 'g'),
      new RegExp(`\\[/${name}\\]`, 'g'),
      (code, [, , attributes = '']) => codeOf(name.toLowerCase(), readAttributes(attributes), code),
    );
  html = html.replace(
    /^[ \t]*\$latex(?:=|\s)([^$\n]{1,9999})\$[ \t]*$/gm,
    (_, tex) => `\n<pre><code class="language-math">${texOf(tex)}</code></pre>\n`,
  );
  return replaceEnclosed(html, /\$latex(?:=|\s)/g, /\$/g, (tex) => `<code>${texOf(tex)}</code>`);
}

function codeOf(
  shortcode: string,
  { lang, language }: Readonly<Record<string, string>>,
  code: string,
): string {
  const own = shortcode.replace(/^cc[a-z]{0,4}_/, '');
  const name =
    language ?? lang ?? (/^(?:source|code|sourcecode|cc|crayon|plain|text)$/.test(own) ? undefined : own);
  const attribute = name === undefined ? '' : ` class="language-${quoted(name)}"`;
  const lines = code.replace(/^(?:\s*\n)+|\s+$/g, '');
  // Some plugins keep code as it is typed, others as HTML.
  const escaped = lines.includes('&lt;') ? lines : lines.replaceAll('<', '&lt;');
  return `\n<pre><code${attribute}>${escaped.replaceAll('[', '&#91;')}</code></pre>\n`;
}

/** `$latex x^2$` of WordPress.com, without what says how large and in which colour its picture is. */
function texOf(formula: string): string {
  const plain = formula.replace(/&(?:amp;)?(?:fg|bg|s)=\w+/g, '').trim();
  return plain.replaceAll('<', '&lt;').replaceAll('[', '&#91;');
}

function quoted(text: string): string {
  return text.replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
