// Footnotes: marks that link to notes, and links back. Roles (DPUB-ARIA) describe them independently of language.

import type { Element, ElementContent } from 'hast';
import type { Tokens } from 'marked';
import { childrenOf, element, rewrite, text } from '../html/elements.ts';
import type { Anchors } from '../links/anchors.ts';

/** A mark, as marked-footnote returns it. */
export interface FootnoteMark extends Tokens.Generic {
  /** Number of the note. */
  readonly id: string;
  /** How many marks refer to the same note before this one. */
  readonly index: number;
}

/** The list of notes, as marked-footnote returns it. */
export interface FootnoteList extends Tokens.Generic {
  readonly items: readonly { content: Tokens.Generic[]; refs: readonly FootnoteMark[] }[];
}

export function markOf(mark: FootnoteMark, anchors: Anchors): Element {
  const href = `#${anchors.addFootnote('fn', mark.id)}`;
  const link = element('a', { id: idOfMark(mark, anchors), href, role: 'doc-noteref' }, [text(mark.id)]);
  return element('sup', {}, [link]);
}

/** Removes the marks from a link and returns them: a link cannot contain a link. */
export function takeMarks(link: Element): Element[] {
  const marks: Element[] = [];
  rewrite(link, (each) => {
    const [mark] = each.children;
    if (mark?.type !== 'element' || mark.properties.role !== 'doc-noteref') return undefined;
    marks.push(each);
    return [];
  });
  return marks;
}

function idOfMark({ id, index }: FootnoteMark, anchors: Anchors): string {
  return anchors.addFootnote('fnref', index === 0 ? id : `${id}-${index + 1}`);
}

export function listOf(
  { items }: FootnoteList,
  anchors: Anchors,
  render: (tokens: Tokens.Generic[]) => ElementContent[],
): ElementContent[] {
  if (items.length === 0) return [];
  const notes = items.flatMap(({ content, refs }) => {
    const back = refs.flatMap((mark) => [text(' '), linkBack(mark, anchors)]);
    const id = anchors.addFootnote('fn', refs[0]?.id ?? '');
    return [element('li', { id }, endWith(render(content), back)), text('\n')];
  });
  const list = [text('\n'), element('hr', {}), text('\n'), element('ol', {}, [text('\n'), ...notes])];
  const properties = { className: ['footnotes'], role: 'doc-endnotes' };
  return [element('section', properties, [...list, text('\n')]), text('\n')];
}

/** Appends links back to the last paragraph, or to the note if it does not end with a paragraph. */
function endWith(note: ElementContent[], back: ElementContent[]): ElementContent[] {
  const last = note.findLastIndex((node) => node.type !== 'text' || node.value.trim() !== '');
  const node = note[last];
  if (node?.type !== 'element' || node.tagName !== 'p') return [...note.slice(0, last + 1), ...back];
  node.children = [...childrenOf(node), ...back];
  return note.slice(0, last + 1);
}

function linkBack(mark: FootnoteMark, anchors: Anchors): Element {
  // U+FE0E asks for text: without it, phones show the arrow as an emoji.
  const arrow = text('↩\uFE0E');
  const number = mark.index === 0 ? [] : [element('sup', {}, [text(String(mark.index + 1))])];
  const properties = { href: `#${idOfMark(mark, anchors)}`, role: 'doc-backlink' };
  return element('a', properties, [arrow, ...number]);
}
