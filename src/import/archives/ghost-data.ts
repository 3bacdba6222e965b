// Cards of Ghost as data: how a post that the export has only in Ghost's own form shows pictures, films, files and notes.

import { renderedPage } from '../markdown/render.ts';
import { type JsonObject, objectsIn, textIn } from '../source/json.ts';
import { escapeHtml } from './escape.ts';
import { embedOf } from './shortcodes.ts';

/** The HTML of a card; undefined for one that is unknown. An empty text for one that has nothing to show elsewhere. */
export function htmlOfCard(name: string, card: JsonObject): string | undefined {
  const typed = (key: string) => textIn(card, key);
  const text = (key: string) => escapeHtml(typed(key) ?? '');
  const link = (href: string, shown: string) => `<p><a href="${href}">${shown}</a></p>`;
  switch (name) {
    case 'html':
      return typed('html') ?? '';
    case 'markdown':
    case 'card-markdown':
      return renderedPage(typed('markdown') ?? '');
    case 'hr':
    case 'horizontalrule':
      return '<hr>';
    case 'code':
    case 'codeblock':
      return `<pre><code class="language-${text('language')}">${text('code')}</code></pre>${captionOf(card)}`;
    case 'image':
      return figure(`<img src="${text('src')}" alt="${text('alt')}">`, typed('caption'));
    case 'gallery':
      return galleryOf(card) + captionOf(card);
    case 'embed':
      return typed('html') ?? embedOf(typed('url') ?? '');
    case 'bookmark':
      return bookmarkOf(card);
    case 'callout':
      return `<blockquote><p>${text('calloutEmoji')} ${typed('calloutText') ?? ''}</p></blockquote>`;
    case 'toggle':
      return `<details><summary>${typed('heading') ?? ''}</summary>${typed('content') ?? ''}</details>`;
    case 'button':
      return link(text('buttonUrl'), text('buttonText'));
    case 'audio':
    case 'video':
      return `<${name} src="${text('src')}" controls></${name}>${captionOf(card)}`;
    case 'file':
      return link(text('src'), text('fileTitle') || text('fileName'));
    case 'email':
    case 'email-cta':
    case 'paywall':
    case 'signup':
      return '';
    default:
      return undefined;
  }
}

function figure(shown: string, caption: string | undefined): string {
  const below = caption === undefined ? '' : `<figcaption>${caption}</figcaption>`;
  return `<figure>${shown}${below}</figure>`;
}

function galleryOf(card: JsonObject): string {
  const pictures = objectsIn(card, 'images').map((image) => {
    const [src, alt] = ['src', 'alt'].map((name) => escapeHtml(textIn(image, name) ?? ''));
    return figure(`<img src="${src}" alt="${alt}">`, undefined);
  });
  return pictures.join('');
}

function captionOf(card: JsonObject): string {
  const caption = textIn(card, 'caption');
  return caption === undefined ? '' : `<p>${caption}</p>`;
}

function bookmarkOf(card: JsonObject): string {
  const { metadata } = card;
  const about = (typeof metadata === 'object' && metadata !== null ? metadata : {}) as JsonObject;
  const url = textIn(card, 'url') ?? '';
  const title = textIn(about, 'title');
  if (title === undefined) return embedOf(url);
  const description = textIn(about, 'description');
  const below = description === undefined ? '' : `<br>${escapeHtml(description)}`;
  return `<blockquote><p><a href="${escapeHtml(url)}">${escapeHtml(title)}</a>${below}</p></blockquote>`;
}
