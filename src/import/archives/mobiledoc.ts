// Mobiledoc 0.3: the form in which Ghost 1 to 4 keep a post. It is read when an export has no HTML of the post.
// https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md

import { isObject } from '../source/json.ts';
import { escapeHtml } from './escape.ts';
import { htmlOfCard } from './ghost-data.ts';

interface Mobiledoc {
  readonly cards?: readonly (readonly [string, Readonly<Record<string, unknown>>])[];
  readonly markups?: readonly (readonly [string, (readonly string[])?])[];
  readonly sections: readonly (readonly unknown[])[];
}

type Marker = readonly [type: number, opened: readonly number[], closed: number, value: string | number];

/** The HTML of a document; undefined when the text is none, or has a card that is unknown. */
export function htmlOfMobiledoc(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const document = JSON.parse(text) as Mobiledoc;
    const sections = document.sections.map((section) => sectionOf(section, document));
    return sections.every((each) => each !== undefined) ? sections.join('\n') : undefined;
  } catch {
    return undefined;
  }
}

function sectionOf([kind, first, second]: readonly unknown[], document: Mobiledoc): string | undefined {
  if (kind === 1) {
    const tag = elementName(String(first));
    return `<${tag}>${markersOf(second as Marker[], document)}</${tag}>`;
  }
  if (kind === 2) return `<img src="${escapeHtml(String(first))}">`;
  if (kind === 3) {
    const tag = elementName(String(first));
    const items = (second as Marker[][]).map((markers) => `<li>${markersOf(markers, document)}</li>`);
    return `<${tag}>${items.join('')}</${tag}>`;
  }
  return cardOf(document.cards?.[Number(first)]);
}

function elementName(name: string): string {
  return /^(?:p|h[1-6]|blockquote|aside|[uo]l)$/.test(name) ? name : 'p';
}

/** Each marker opens some marks, has text, and closes some of the marks that are open. */
function markersOf(markers: readonly Marker[], { markups = [] }: Mobiledoc): string {
  const open: string[] = [];
  let html = '';
  for (const [type, opened, closed, value] of markers) {
    for (const index of opened) {
      const [tag = 'span', attributes = []] = markups[index] ?? [];
      const name = /^[a-z][a-z0-9]*$/.test(tag) ? tag : 'span';
      const href = attributes[0] === 'href' ? ` href="${escapeHtml(attributes[1] ?? '')}"` : '';
      open.push(name);
      html += `<${name}${href}>`;
    }
    html += type === 0 ? escapeHtml(String(value)) : '<br>';
    for (let count = 0; count < closed; count += 1) html += `</${open.pop() ?? 'span'}>`;
  }
  return html;
}

function cardOf(card: readonly [string, Readonly<Record<string, unknown>>] | undefined): string | undefined {
  return card && isObject(card[1]) ? htmlOfCard(card[0], card[1]) : undefined;
}
