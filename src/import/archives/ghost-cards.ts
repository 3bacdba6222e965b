// Cards of Ghost: what it puts around links, pictures, notes and files becomes plain HTML.

import type { Element, ElementContent } from 'hast';
import { attribute, element, elementsIn, text } from '../../compile/html/elements.ts';
import { textOf } from '../../compile/html/text-of.ts';
import { byClass, find, hasClass, links } from './parts.ts';

/** Plain elements in place of a card; undefined for any other element. */
export function insteadOfCard(each: Element): ElementContent[] | undefined {
  const has = (name: string) => hasClass(each, name);
  if (has('kg-bookmark-card')) return bookmarkOf(each);
  if (has('kg-gallery-card')) return [...pictures(each), ...captionBelow(each)];
  if (has('kg-callout-card')) return [element('blockquote', {}, withoutEmoji(each))];
  if (has('kg-toggle-card')) return [toggleOf(each)];
  if (has('kg-button-card')) return [element('p', {}, links(each))];
  if (has('kg-audio-card') || has('kg-video-card') || has('kg-file-card')) return playerOf(each);
  if (has('kg-product-card')) return productOf(each);
  if (has('kg-header-card') || has('kg-cta-card')) return headerOf(each);
  if (has('kg-signup-card')) return [];
  return undefined;
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

/** The picture, the title, the description and the link of a product, without its stars. */
function productOf(card: Element): ElementContent[] {
  const picture = byClass(card, 'kg-product-card-image');
  const title = byClass(card, 'kg-product-card-title');
  const description = byClass(card, 'kg-product-card-description');
  return [
    ...(picture ? [element('figure', {}, [picture])] : []),
    ...(title ? [element('p', {}, [element('strong', {}, [text(textOf(title).trim())])])] : []),
    ...(description?.children ?? []),
    ...links(card).map((link) => element('p', {}, [link])),
  ];
}

/** The headings, texts, pictures and links of a wide band, without its form. */
function headerOf(card: Element): ElementContent[] {
  const blocks = elementsIn(card).filter(({ tagName }) => /^(?:h[1-6]|p|img)$/.test(tagName));
  const inBlocks = new Set(blocks.flatMap((block) => elementsIn(block)));
  const buttons = links(card).filter((link) => !inBlocks.has(link));
  return [...blocks, ...buttons.map((link) => element('p', {}, [link]))];
}
