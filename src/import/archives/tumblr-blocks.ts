// Blocks of Tumblr: the form in which its editor keeps a post (NPF), as HTML. https://www.tumblr.com/docs/npf

import { webAddress } from '../feeds/values.ts';
import { isObject, type JsonObject, listIn, objectsIn, textIn } from '../source/json.ts';
import { escapeHtml } from './escape.ts';
import { embedOf } from './shortcodes.ts';

/** The HTML of a list of blocks, and what their layout says of questions. */
export function htmlOfBlocks(blocks: readonly JsonObject[], layout: readonly JsonObject[]): string {
  const asked = new Set(
    layout.filter((each) => textIn(each, 'type') === 'ask').flatMap((each) => listIn(each, 'blocks')),
  );
  const question = blocks.filter((_, index) => asked.has(index));
  const rest = blocks.filter((_, index) => !asked.has(index));
  const ask = question.length === 0 ? '' : `<blockquote>${sequence(question)}</blockquote>`;
  return ask + sequence(rest);
}

const LISTS: Readonly<Record<string, string>> = {
  'ordered-list-item': 'ol',
  'unordered-list-item': 'ul',
};

/** Blocks one after the other; items of a list are blocks of their own. */
function sequence(blocks: readonly JsonObject[]): string {
  let html = '';
  let open: string | undefined;
  for (const block of blocks) {
    const list = LISTS[textIn(block, 'subtype') ?? ''];
    if (open !== undefined && open !== list) html += `</${open}>`;
    if (list !== undefined && open !== list) html += `<${list}>`;
    open = list;
    html += list === undefined ? htmlOf(block) : `<li>${formatted(block)}</li>`;
  }
  return open === undefined ? html : `${html}</${open}>`;
}

function htmlOf(block: JsonObject): string {
  switch (textIn(block, 'type')) {
    case 'text':
      return textBlock(block);
    case 'image':
      return imageBlock(block);
    case 'link':
      return linkTo(textIn(block, 'url'), textIn(block, 'title') ?? textIn(block, 'display_url'), block);
    case 'audio':
    case 'video':
      return playerBlock(block);
    default:
      return '';
  }
}

const SUBTYPES: Readonly<Record<string, string>> = {
  heading1: 'h2',
  heading2: 'h3',
  quote: 'blockquote',
  indented: 'blockquote',
};

function textBlock(block: JsonObject): string {
  const name = SUBTYPES[textIn(block, 'subtype') ?? ''] ?? 'p';
  return `<${name}>${formatted(block)}</${name}>`;
}

const FORMATS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strikethrough: 'del',
  small: 'small',
};

/** The text of a block. Its formats are given by the characters at which each begins and ends, and may overlap. */
function formatted(block: JsonObject): string {
  const characters = [...(textIn(block, 'text') ?? '')];
  const formats = objectsIn(block, 'formatting').map((each) => ({
    from: Number(each.start),
    to: Number(each.end),
    ...tagsOf(each),
  }));
  const borders = [...new Set([0, ...formats.flatMap(({ from, to }) => [from, to]), characters.length])]
    .filter((each) => each >= 0 && each <= characters.length)
    .sort((a, b) => a - b);
  let html = '';
  for (const [index, from] of borders.entries()) {
    const to = borders[index + 1] ?? from;
    const piece = escapeHtml(characters.slice(from, to).join('')).replaceAll('\n', '<br>');
    if (piece === '') continue;
    const around = formats.filter((each) => each.from <= from && each.to >= to);
    html += around.reduce((inner, { start, end }) => `${start}${inner}${end}`, piece);
  }
  return html;
}

function tagsOf(format: JsonObject): { start: string; end: string } {
  const { blog } = format;
  const url = webAddress(textIn(format, 'url') ?? (isObject(blog) ? textIn(blog, 'url') : undefined));
  if (url !== undefined) return { start: `<a href="${escapeHtml(url)}">`, end: '</a>' };
  const name = FORMATS[textIn(format, 'type') ?? ''];
  return name === undefined ? { start: '', end: '' } : { start: `<${name}>`, end: `</${name}>` };
}

function imageBlock(block: JsonObject): string {
  const address = largest(block.media);
  if (address === undefined) return '';
  const picture = `<img src="${escapeHtml(address)}" alt="${escapeHtml(textIn(block, 'alt_text') ?? '')}">`;
  const caption = textIn(block, 'caption');
  return caption === undefined
    ? `<figure>${picture}</figure>`
    : `<figure>${picture}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}

/** The address of the widest of the forms of a file; some blocks have only one. */
function largest(media: unknown): string | undefined {
  const forms = (Array.isArray(media) ? media : [media]).filter(isObject);
  const [widest] = [...forms].sort((a, b) => Number(b.width ?? 0) - Number(a.width ?? 0));
  return webAddress(widest && textIn(widest, 'url'));
}

function linkTo(typed: string | undefined, title: string | undefined, block: JsonObject): string {
  const url = webAddress(typed);
  if (url === undefined) return '';
  const description = textIn(block, 'description');
  const below = description === undefined ? '' : `<br>${escapeHtml(description)}`;
  return `<p><a href="${escapeHtml(url)}">${escapeHtml(title ?? url)}</a>${below}</p>`;
}

/** A player of a file on Tumblr, or what another site shows. */
function playerBlock(block: JsonObject): string {
  const name = textIn(block, 'type') === 'audio' ? 'audio' : 'video';
  const file = largest(block.media);
  if (file !== undefined) return `<${name} src="${escapeHtml(file)}" controls></${name}>`;
  const url = textIn(block, 'url');
  const shown = url === undefined ? '' : embedOf(url);
  if (shown.startsWith('<iframe')) return shown;
  return textIn(block, 'embed_html') ?? linkTo(url, textIn(block, 'title'), block);
}
