// Flat HTML: paragraphs with links and pictures, of HTML whose elements are nested more deeply than can be read.

import { Parser } from 'htmlparser2';
import { isInline } from '../../compile/html/elements.ts';

/** Elements whose text nobody sees. */
const HIDDEN = new Set(['script', 'style', 'template', 'head', 'title']);

/** The text, the links and the pictures of HTML, in paragraphs. It is read tag by tag, so that no depth is too much. */
export function flatHtml(html: string): string {
  const paragraphs: string[] = [];
  let paragraph = '';
  let link = '';
  let hidden = 0;
  const end = () => {
    if (link !== '') paragraph += '</a>';
    if (paragraph.replace(/<\/?a\b[^<>]*>/g, '').trim() !== '') paragraphs.push(`<p>${paragraph}</p>`);
    paragraph = link;
  };
  const parser = new Parser({
    onopentagname: (name) => {
      if (HIDDEN.has(name)) hidden += 1;
      if (isBlock(name)) end();
    },
    onopentag: (name, attributes) => {
      if (name === 'br') paragraph += '<br>';
      if (name === 'img') paragraph += tag('img', { src: attributes.src, alt: attributes.alt });
      if (name !== 'a' || attributes.href === undefined) return;
      if (link !== '') paragraph += '</a>';
      link = tag('a', { href: attributes.href });
      paragraph += link;
    },
    ontext: (text) => {
      if (hidden === 0) paragraph += escaped(text);
    },
    onclosetag: (name) => {
      if (HIDDEN.has(name)) hidden -= 1;
      if (name === 'a' && link !== '') {
        paragraph += '</a>';
        link = '';
      }
      if (isBlock(name)) end();
    },
  });
  parser.end(html);
  end();
  return paragraphs.join('\n');
}

function isBlock(tagName: string): boolean {
  return !HIDDEN.has(tagName) && !isInline({ type: 'element', tagName, properties: {}, children: [] });
}

function tag(name: string, attributes: Readonly<Record<string, string | undefined>>): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`],
  );
  return `<${name}${written.join('')}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
