// Markdown that is written for a directive: links, pictures and text, escaped so that they mean what was given.

/** Characters that would have a meaning in the text of a link. */
export function escapeText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<]/g, '\\$&');
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&(?![#\w]+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A path as an address. Percent signs stay, because it may be encoded already. */
export function addressOf(path: string): string {
  return path
    .trim()
    .replace(/[\s<>"`\\()[\]{}|^]/g, (character) =>
      encodeURIComponent(character).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29')),
    );
}

export function markdownLink(label: string, address: string): string {
  return `[${escapeText(label)}](${addressOf(address)})`;
}

export interface PictureText {
  readonly address: string;
  readonly alt: string;
  readonly caption?: string | undefined;
  readonly link?: string | undefined;
}

/** A picture, as Markdown where that can say all of it. */
export function markdownPicture({ address, alt, caption, link }: PictureText): string {
  if (caption !== undefined && /[*_`<[&\n]/.test(caption)) return figure({ address, alt, caption, link });
  const title = caption === undefined ? '' : ` "${caption.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')}"`;
  const image = `![${escapeText(alt)}](${addressOf(address)}${title})`;
  return link === undefined ? image : `[${image}](${addressOf(link)})`;
}

/** With a caption that is Markdown. */
function figure({ address, alt, caption, link }: PictureText): string {
  const image = `<img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}">`;
  const shown = link === undefined ? image : `<a href="${escapeHtml(link)}">${image}</a>`;
  return `<figure>${shown}<figcaption>\n\n${caption}\n\n</figcaption></figure>`;
}

/** A code span, whatever is in it. */
export function codeSpan(code: string): string {
  const marks = '`'.repeat(longestOf(code.match(/`+/g)) + 1);
  const space = /^`|`$/.test(code) ? ' ' : '';
  return marks + space + code + space + marks;
}

/** Code in the middle of text, where a code span could end at a backtick of the author. */
export function codeElement(code: string): string {
  const text = code.replace(/[&<>\\`*_~[\]|]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${text.replace(/\s+/g, ' ')}</code>`;
}

/** A fence, whatever is in it. */
export function fence(code: string, language: string): string {
  const marks = '`'.repeat(Math.max(2, longestOf(code.match(/`{3,}/g))) + 1);
  return `${marks}${language.replace(/[\s`]/g, '')}\n${code.replace(/\n$/, '')}\n${marks}`;
}

function longestOf(runs: readonly string[] | null): number {
  return (runs ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

const WRITTEN =
  /(!?)\[((?:\\.|!\[(?:\\.|[^\]\\])*\]\([^)]*\)|[^\]\\])*)\]\(([^\s)]*)(?: "((?:\\.|[^"\\])*)")?\)/g;

/** The same as HTML, for a line in which Markdown is not read. */
export function asHtml(markdown: string): string {
  return markdown.replace(WRITTEN, (_, mark, label: string, address: string, title?: string) => {
    const plain = escapeHtml(label.replace(/\\(.)/g, '$1'));
    if (mark !== '!')
      return `<a href="${escapeHtml(address)}">${label.startsWith('![') ? asHtml(label) : plain}</a>`;
    const caption = title === undefined ? '' : ` title="${escapeHtml(title.replace(/\\(.)/g, '$1'))}"`;
    return `<img src="${escapeHtml(address)}" alt="${plain}"${caption}>`;
  });
}
