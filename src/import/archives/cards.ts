// Cards: what Ghost and Substack put around links, pictures and notes becomes plain HTML.

import type { Element, ElementContent } from 'hast';
import { attribute, element, elementsIn, rewrite, text } from '../../compile/html/elements.ts';
import { textOf } from '../../compile/html/text-of.ts';
import { htmlOf, parseHtml } from '../markdown/parse.ts';

/** The HTML with plain elements in place of cards. */
export function tidyCards(html: string): string {
  if (
    !/kg-|captioned-image|footnote|subscription-widget|image-link|class="tweet|data-component-name/.test(html)
  )
    return html;
  const tree = parseHtml(html);
  rewrite(tree, (each) => replacementFor(each, attribute(each, 'className') ?? ''));
  return htmlOf(tree);
}

function replacementFor(each: Element, classes: string): ElementContent[] | undefined {
  const has = (name: string) => classes.split(' ').includes(name);
  if (has('kg-bookmark-card')) return bookmarkOf(each);
  if (has('kg-gallery-card')) return [...pictures(each), ...captionBelow(each)];
  if (has('kg-callout-card')) return [element('blockquote', {}, withoutEmoji(each))];
  if (has('kg-toggle-card')) return [toggleOf(each)];
  if (has('kg-button-card')) return [element('p', {}, links(each))];
  if (has('kg-audio-card') || has('kg-video-card') || has('kg-file-card')) return playerOf(each);
  if (
    has('kg-signup-card') ||
    has('subscription-widget-wrap') ||
    has('subscription-widget') ||
    has('subscription-widget-wrap-editor')
  )
    return [];
  if (has('captioned-image-container')) return captionedImage(each);
  if (has('button-wrapper')) return [element('p', {}, links(each))];
  if (has('footnote') && each.tagName === 'div') return [footnoteOf(each)];
  if (has('footnote-anchor') && each.tagName === 'a') return [element('sup', {}, [each])];
  if (has('image-link-expand') || has('header-anchor-parent') || has('header-anchor-widget')) return [];
  return undefined;
}

function find(each: Element, test: (child: Element) => boolean): Element | undefined {
  return elementsIn(each).find(test);
}

function byClass(each: Element, name: string): Element | undefined {
  return find(each, (child) => (attribute(child, 'className') ?? '').split(' ').includes(name));
}

function links(each: Element): Element[] {
  return elementsIn(each).filter(({ tagName }) => tagName === 'a');
}

/** The title as a link, and the description below. */
function bookmarkOf(card: Element): ElementContent[] {
  const link = links(card)[0];
  const href = link && attribute(link, 'href');
  if (href === undefined) return card.children;
  const said = (name: string) => textOf(byClass(card, name) ?? text('')).trim();
  const title = said('kg-bookmark-title') || href;
  const description = said('kg-bookmark-description');
  const name = element('a', { href }, [text(title)]);
  const below = description === '' ? [] : [element('br', {}), text(description)];
  const caption = find(card, ({ tagName }) => tagName === 'figcaption');
  return [
    element('blockquote', {}, [element('p', {}, [name, ...below])]),
    ...(caption ? [element('p', {}, caption.children)] : []),
  ];
}

function pictures(card: Element): Element[] {
  return elementsIn(card)
    .filter(({ tagName }) => tagName === 'img')
    .map((picture) => element('figure', {}, [picture]));
}

function captionBelow(card: Element): Element[] {
  const caption = find(card, ({ tagName }) => tagName === 'figcaption');
  return caption ? [element('p', {}, caption.children)] : [];
}

function withoutEmoji(card: Element): ElementContent[] {
  const said = byClass(card, 'kg-callout-text');
  const emoji = byClass(card, 'kg-callout-emoji');
  const sign = emoji ? [text(`${textOf(emoji).trim()} `)] : [];
  return said ? [element('p', {}, [...sign, ...said.children])] : card.children;
}

function toggleOf(card: Element): Element {
  const heading = byClass(card, 'kg-toggle-heading-text');
  const content = byClass(card, 'kg-toggle-content');
  return element('details', {}, [
    element('summary', {}, [text(textOf(heading ?? text('')).trim())]),
    ...(content?.children ?? []),
  ]);
}

/** The player alone, without the buttons for a script; a link to a file. */
function playerOf(card: Element): ElementContent[] {
  const player = find(card, ({ tagName }) => tagName === 'audio' || tagName === 'video');
  const caption = captionBelow(card);
  if (player)
    return [element(player.tagName, { ...player.properties, controls: true }, player.children), ...caption];
  const link = links(card)[0];
  const href = link && attribute(link, 'href');
  if (href === undefined) return card.children;
  const title = byClass(card, 'kg-file-card-title');
  return [element('p', {}, [element('a', { href }, [text(textOf(title ?? text(href)).trim())])]), ...caption];
}

/** Substack's picture in several wrappers, with its caption. */
function captionedImage(card: Element): ElementContent[] {
  const picture = find(card, ({ tagName }) => tagName === 'img');
  const caption = find(card, ({ tagName }) => tagName === 'figcaption');
  if (!picture) return card.children;
  return [
    element('figure', {}, caption ? [picture, element('figcaption', {}, caption.children)] : [picture]),
  ];
}

/** Substack's note: its number, which leads back, and its text. */
function footnoteOf(note: Element): Element {
  const number = byClass(note, 'footnote-number');
  const content = byClass(note, 'footnote-content');
  const [first, ...rest] = (content?.children ?? []).filter((child) => child.type === 'element');
  const back = number ? [number, text(' ')] : [];
  const inner =
    first?.tagName === 'p'
      ? element('p', {}, [...back, ...first.children])
      : element('p', {}, [...back, ...(first ? [first] : [])]);
  return element('blockquote', {}, [inner, ...rest]);
}
