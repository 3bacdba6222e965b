// The list of footnotes: marks that link to notes, and links back. Roles (DPUB-ARIA) describe them independently of
// language.

import type { Element } from 'hast';
import type { Token } from 'marked';
import { childrenOf, element, rewrite, text } from '../../html/elements.ts';
import type { Anchors } from '../../links/anchors.ts';
import type { FootnoteList, FootnoteMark } from './footnotes.ts';
import type { Handlers, Nodes } from './syntax.ts';

export const FOOTNOTES: Handlers = {
  footnote: () => [],
  footnoteMark: (mark: FootnoteMark, { anchors }) => [markOf(mark, anchors)],
  footnotes: (list: FootnoteList, { anchors, blocks }) => listOf(list, anchors, blocks),
};

function markOf(mark: FootnoteMark, anchors: Anchors): Element {
  const href = `#${anchors.addFootnote('fn', String(mark.number))}`;
  const properties = { id: idOfMark(mark, anchors), href, role: 'doc-noteref' };
  return element('sup', {}, [element('a', properties, [text(String(mark.number))])]);
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

function idOfMark({ number, index }: FootnoteMark, anchors: Anchors): string {
  return anchors.addFootnote('fnref', index === 0 ? `${number}` : `${number}-${index + 1}`);
}

function listOf(
  { notes }: FootnoteList,
  anchors: Anchors,
  blocks: (tokens: readonly Token[]) => Nodes,
): Nodes {
  const items = notes.flatMap(({ note, marks }) => {
    const back = marks.flatMap((mark) => [text(' '), linkBack(mark, anchors)]);
    const id = anchors.addFootnote('fn', String(marks[0]?.number));
    return [element('li', { id }, endWith(blocks(note.tokens), back)), text('\n')];
  });
  const list = [text('\n'), element('hr', {}), text('\n'), element('ol', {}, [text('\n'), ...items])];
  const properties = { className: ['footnotes'], role: 'doc-endnotes' };
  return [element('section', properties, [...list, text('\n')]), text('\n')];
}

/** Appends links back to the last paragraph, or to the note if it does not end with a paragraph. */
function endWith(note: Nodes, back: Nodes): Nodes {
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
