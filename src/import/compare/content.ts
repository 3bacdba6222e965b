// The content of an entry as readers compare it: its words, and the names of its pictures. Quotation marks, dashes and spaces
// do not count, because generators set them in their own ways.

import { Parser } from 'htmlparser2';
import type { ImportedPost } from '../imported.ts';
import { insteadOfPicture } from '../markdown/not-pictures.ts';

export interface ReaderContent {
  readonly words: readonly string[];
  /** The last parts of their addresses. */
  readonly pictures: readonly string[];
}

export function contentOf({ content, summary }: ImportedPost): ReaderContent {
  const html = 'html' in content ? content.html : '';
  return readHtml(html === '' ? (summary ?? '') : html);
}

/** Elements whose text nobody reads. */
const HIDDEN = new Set(['iframe', 'script', 'style', 'template', 'noscript']);

function readHtml(html: string): ReaderContent {
  const pictures: string[] = [];
  let text = '';
  let hidden = 0;
  const parser = new Parser({
    onopentag: (name, { src, alt, width, height }) => {
      if (HIDDEN.has(name)) hidden += 1;
      const shown = name === 'img' ? insteadOfPicture({ src, alt, width, height }) : undefined;
      if (name === 'img' && src && shown === undefined) pictures.push(nameOf(src));
      if (name === 'img' && alt && !src) text += ` ${alt} `;
      // Longwave shows the address of a frame as a link.
      if (name === 'iframe' && src && hidden === 1) text += ` ${src.replace(/^\/\//, 'https://')} `;
      if (BREAKS.test(name)) text += ' ';
    },
    onclosetag: (name) => {
      if (HIDDEN.has(name)) hidden -= 1;
      if (BREAKS.test(name)) text += ' ';
    },
    ontext: (piece) => {
      if (hidden === 0) text += piece;
    },
  });
  parser.end(html);
  return { words: wordsIn(text), pictures };
}

const BREAKS =
  /^(?:p|div|br|li|ul|ol|h[1-6]|t[dhr]|table|pre|blockquote|figure|figcaption|section|hr|d[ltd]|summary|details)$/;

/** The words of a plain text. */
export function wordsIn(text: string): string[] {
  return text.normalize('NFKC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function nameOf(address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
  } catch {
    return path.slice(path.lastIndexOf('/') + 1);
  }
}
