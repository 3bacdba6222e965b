// Footnotes: marks that lead to the notes and back. Their roles (DPUB-ARIA) say what they are in every language.

import type { Tokens } from 'marked';
import type { Anchors } from '../links/anchors.ts';
import type { Audience, Reference, Resolve } from '../links/references.ts';

/** Ids of a mark and its note, and addresses of both. */
interface Ends {
  readonly mark: string;
  readonly note: string;
  readonly toMark: Reference | undefined;
  readonly toNote: Reference | undefined;
}

/** A mark, as marked-footnote leaves it. */
export interface FootnoteMark extends Tokens.Generic {
  /** Number of the note. */
  readonly id: string;
  /** How many marks refer to the same note before this one. */
  readonly index: number;
  ends?: Ends;
}

/** The list of notes, as marked-footnote leaves it. */
export interface FootnoteList extends Tokens.Generic {
  readonly items: readonly { content: Tokens.Generic[]; refs: readonly FootnoteMark[] }[];
}

/** Gives each mark its ends. */
export function placeFootnotes({ items }: FootnoteList, anchors: Anchors, resolve: Resolve): void {
  for (const mark of items.flatMap(({ refs }) => refs)) {
    const { id, index } = mark;
    const ends = {
      mark: anchors.addFootnote('fnref', index === 0 ? id : `${id}-${index + 1}`),
      note: anchors.addFootnote('fn', id),
    };
    mark.ends = { ...ends, toMark: resolve(`#${ends.mark}`), toNote: resolve(`#${ends.note}`) };
  }
}

export function renderMark({ id, ends }: FootnoteMark, audience: Audience): string {
  return `<sup><a id="${ends?.mark}" href="${ends?.toNote?.[audience]}" role="doc-noteref">${id}</a></sup>`;
}

export function renderNotes(
  { items }: FootnoteList,
  audience: Audience,
  render: (tokens: Tokens.Generic[]) => string,
): string {
  if (items.length === 0) return '';
  const notes = items.map(({ content, refs }) => {
    const back = refs.map((mark) => ` ${wayBack(mark, audience)}`).join('');
    const text = render(content).trimEnd();
    const ended = text.endsWith('</p>') ? `${text.slice(0, -'</p>'.length)}${back}</p>` : text + back;
    return `<li id="${refs[0]?.ends?.note}">${ended}</li>\n`;
  });
  return `<section class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n${notes.join('')}</ol>\n</section>\n`;
}

function wayBack({ index, ends }: FootnoteMark, audience: Audience): string {
  // U+FE0E: an arrow, which phones would otherwise replace by a picture.
  const arrow = index === 0 ? '↩\uFE0E' : `↩\uFE0E<sup>${index + 1}</sup>`;
  return `<a href="${ends?.toMark?.[audience]}" role="doc-backlink">${arrow}</a>`;
}
