// Paragraphs of WordPress: its classic editor saves blank lines and line ends, of which WordPress makes `<p>` and `<br>`.

import { replaceEnclosed } from './enclosed.ts';

const BLOCK =
  'address|article|aside|audio|blockquote|canvas|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|math|nav|ol|p|pre|script|section|style|summary|svg|table|tbody|td|tfoot|th|thead|tr|ul|video';
/** A block that starts or ends. */
const TAG = new RegExp(`</?(?:${BLOCK})(?=[\\s/>])[^<>]*>`, 'gi');
/** Elements whose line ends stay as they are. */
const VERBATIM = ['pre', 'script', 'style', 'textarea', 'svg', 'iframe'];

/** The mark of a part that is put back at the end; no text has the character. */
const MARK = '\u0001';

/** The HTML that WordPress shows for the text of its classic editor. */
export function addParagraphs(text: string): string {
  const kept: string[] = [];
  const keep = (part: string) => `\n\n${MARK}${kept.push(part) - 1}${MARK}\n\n`;
  const unix = text
    .replaceAll(MARK, '')
    .replace(/\r\n?/g, '\n')
    // A line end between the attributes of a tag is none of the text.
    .replace(/<[a-z][^<>]{0,9999}>/gi, (tag) => tag.replace(/\s*\n\s*/g, ' '));
  const marked = VERBATIM.reduce((rest, name) => keepElements(rest, name, keep), unix)
    // Each block begins and ends a part, so that text around it gets paragraphs of its own.
    .replace(TAG, (tag) => (tag.startsWith('</') || /^<(?:hr)\b/i.test(tag) ? `${tag}\n\n` : `\n\n${tag}`));
  return marked
    .split(/\n[ \t]*\n\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(paragraphOf)
    .join('\n')
    .replace(/\u0001(\d+)\u0001/g, (_, index) => restored(kept, Number(index)));
}

/** A kept part may contain others, as a `<pre>` in an `<svg>` does. */
function restored(kept: readonly string[], index: number): string {
  return (kept[index] ?? '').replace(/\s*\u0001(\d+)\u0001\s*/g, (_, inner) => restored(kept, Number(inner)));
}

function keepElements(text: string, name: string, keep: (part: string) => string): string {
  const opening = new RegExp(`<${name}(?=[\\s>])[^<>]*>`, 'gi');
  const closing = new RegExp(`</${name}\\s*>`, 'gi');
  return replaceEnclosed(text, opening, closing, (content, [tag]) => keep(`${tag}${content}</${name}>`));
}

/** A part in a paragraph with its line breaks, unless it is a block or only ends one. */
function paragraphOf(part: string): string {
  const [start = ''] = new RegExp(`^(?:</?(?:${BLOCK})(?=[\\s/>])[^<>]*>\\s*)*`, 'i').exec(part) ?? [];
  const [end = ''] = new RegExp(`(?:\\s*</(?:${BLOCK})\\s*>)*$`, 'i').exec(part.slice(start.length)) ?? [];
  const text = part.slice(start.length, part.length - end.length);
  if (text.trim() === '' || text.startsWith(MARK) || text.startsWith('<!--')) return part;
  const broken = text.replace(/(?:<br\s*\/?>)?[ \t]*\n/g, '<br>\n');
  const isInline = /<(?:p|h[1-6]|li|dt|dd|td|th|pre|figcaption|figure|summary)\b[^<>]*>\s*$/i.test(start);
  return isInline ? `${start}${broken}${end}` : `${start}<p>${broken}</p>${end}`;
}
